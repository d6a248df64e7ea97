"""A half-year report, as people do it: from what was done to what the province accepted, and after.

Three communes record what they did and send their reports; one of them explains a line, mends a
finding at its record, has the report returned and corrected. The province puts its own together
and issues it, and a figure of the issued document leads to one activity. A record that is changed
late shows as a correction to be reported.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect
from tests.journeys import looks
from tests.journeys.people import PASSWORD, sign_in
from tests.journeys.test_plan_at_work import file_of

type_opener = Callable[..., Page]

AHEAD = "Duy trì địa chỉ nhân đạo, vận động hiến máu đợt cuối năm."
MORE = "Duy trì địa chỉ nhân đạo; vận động 60 lượt người hiến máu đợt cuối năm."


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, its key in addresses, and who sends its report."""

    key: str
    name: str
    username: str
    head: str


SIN_HO = Chapter("lc-hoi-xa-03478-2025", "Hội Chữ thập đỏ xã Sìn Hồ", "hoixa-truong", "Vàng Thị Dợ")
OTHERS = (
    Chapter("lc-hoi-xa-03487-2025", "Hội Chữ thập đỏ xã Lê Lợi", "le-loi", "Lường Thị Inh"),
    Chapter("lc-hoi-xa-03503-2025", "Hội Chữ thập đỏ xã Pa Tần", "pa-tan", "Chẻo Láo Tả"),
)

OFFICE = Chapter("lc-hoi-tinh", "Hội Chữ thập đỏ tỉnh Lai Châu", "vanphong", "Lò Thị Hạnh")


def half_year() -> tuple[int, dt.date]:
    """The newest year whose first half is over, and a day in that half.

    It ends on 14 June (Decree 09/2019/NĐ-CP).
    """
    today = dt.datetime.now(tz=ZoneInfo("Asia/Ho_Chi_Minh")).date()
    year = today.year if today > dt.date(today.year, 6, 14) else today.year - 1
    return year, dt.date(year, 5, 12)


def report_of(one: Chapter) -> str:
    """Where its report is."""
    return f"/bao-cao/dinh-ky/bao-cao-cong-tac/ND09:HALF:{half_year()[0]}-H1/{one.key}/"


def look_at(page: Page) -> None:
    """Nothing is wrong with the page as it is open."""
    assert list(looks.faults(page)) == []


def give_account(page: Page, one: Chapter) -> str:
    """The administrator makes an account for the head of a chapter; gives its first password."""
    page.goto("/nguoi-dung/them/")
    page.get_by_label("Họ và tên").fill(one.head)
    page.get_by_label("Tên đăng nhập").fill(one.username)
    page.get_by_role("button", name="Lập tài khoản").click()
    first = page.locator("dd code").inner_text()
    page.get_by_role("link", name="Bổ nhiệm vai trò").click()
    page.get_by_label("Vai trò").select_option("CHAPTER_HEAD")
    page.get_by_label("Đơn vị").fill(one.name)
    page.get_by_label("Từ ngày").fill("01/01/2026")
    page.get_by_role("button", name=f"Bổ nhiệm {one.head}").click()
    expect(page.get_by_text(one.name).first).to_be_visible()
    return first


def come_the_first_time(page: Page, one: Chapter, first: str) -> None:
    """She signs in and chooses a password of her own."""
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(one.username)
    page.get_by_label("Mật khẩu").fill(first)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Mật khẩu hiện tại").fill(first)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url(lambda url: "mat-khau" not in url)


def record(page: Page, kind: str, amounts: Mapping[str, int], **fields: str) -> str:
    """Write down what was done in the half-year; gives where it is."""
    page.goto("/hoat-dong/moi/")
    page.get_by_label("Việc", exact=True).select_option(kind)
    page.locator("#hd-first_on").fill(f"{half_year()[1]:%d/%m/%Y}")
    for name, text in fields.items():
        page.locator(f"#hd-{name}").fill(text)
    for row, (name, number) in enumerate(amounts.items()):
        page.locator(f"#hd-item{row}").fill(name)
        page.locator(f"#hd-number{row}").fill(str(number))
    page.get_by_role("button", name="Ghi hoạt động").click()
    page.wait_for_url(re.compile(r"/hoat-dong/\d+/$"))
    return page.url


def figure(page: Page, measure: str) -> str:
    """The figure of this period on the page of a report."""
    return page.locator(f"[id='d-{measure}'] [data-l='Kỳ này']").inner_text().strip()


def send(page: Page) -> None:
    """Answer what asks for a sentence, press the button, and be told the number of the receipt."""
    for field in page.locator("textarea[name^='loi-reply:']").all():
        field.fill("Đã đối chiếu với sổ, đúng như đã ghi.")
    page.get_by_role("button", name=re.compile("^Nộp (lại )?báo cáo$")).click()
    expect(page.get_by_text("Đã nộp báo cáo.")).to_be_visible()
    expect(page.get_by_text("số tiếp nhận").first).to_be_visible()


def accept(page: Page, one: Chapter) -> None:
    """The office accepts what stands."""
    page.goto(report_of(one))
    page.get_by_role("button", name="Duyệt báo cáo").click()
    expect(page.get_by_text("Đã duyệt báo cáo.")).to_be_visible()


def explain(page: Page) -> None:
    """One line gets a sentence."""
    page.get_by_text("Giải trình một chỉ tiêu").click()
    page.locator("#dong").select_option("XH02")
    page.locator("#giai-trinh").fill("Có đợt rét đậm nên trợ giúp nhiều hơn.")
    page.get_by_role("button", name="Ghi giải trình").click()
    expect(page.get_by_text("Giải trình: Có đợt rét đậm").first).to_be_visible()


def mend_at_the_record(page: Page) -> None:
    """From the finding to the record that it comes from, and back to a report without it."""
    finding = page.locator(".fd", has_text="hiến được máu nhiều hơn lượt người đăng ký")
    finding.get_by_role("link", name="Mở bản ghi").click()
    look_at(page)
    page.locator("tbody").get_by_role("link", name=re.compile("hiến máu")).first.click()
    page.get_by_role("link", name="Sửa", exact=True).click()
    page.locator("#hd-item1").fill("người đăng ký")
    page.locator("#hd-number1").fill("50")
    page.get_by_role("button", name="Ghi thay đổi").click()
    page.wait_for_url(re.compile(r"/hoat-dong/\d+/$"))
    page.goto(report_of(SIN_HO))
    expect(page.locator(".fd", has_text="nhiều hơn lượt người đăng ký")).to_have_count(0)
    assert figure(page, "HM02") == "50"


def give_back(page: Page) -> None:
    """The office returns it with a word about one line."""
    page.goto(report_of(SIN_HO))
    look_at(page)
    page.get_by_label("Ý kiến chung").fill("Báo cáo đủ số liệu, còn thiếu mức phấn đấu.")
    page.get_by_label("Dòng", exact=True).first.select_option("phuong-huong")
    page.get_by_label("Ý kiến về dòng này").first.fill("Ghi rõ số lượt người hiến máu phấn đấu.")
    page.get_by_role("button", name="Trả lại báo cáo").click()
    expect(page.get_by_text("Đã trả lại báo cáo kèm ý kiến.")).to_be_visible()


def test_a_half_year_report_from_what_was_done_to_a_late_correction(
    open_page: type_opener, tmp_path: Path
) -> None:
    admin = open_page()
    sign_in(admin, "quantri")
    first = {one: give_account(admin, one) for one in OTHERS}

    commune = open_page(390)
    sign_in(commune, SIN_HO.username)
    gift = record(commune, "GIFT", {"suất quà": 40}, persons="40", cash="12 triệu")
    record(commune, "BLOOD", {"lượt người hiến máu": 45})
    commune.goto(report_of(SIN_HO))
    look_at(commune)
    assert (figure(commune, "XH02"), figure(commune, "HM03")) == ("40", "45")
    explain(commune)
    mend_at_the_record(commune)
    commune.get_by_label(re.compile("^Phương hướng, nhiệm vụ kỳ tới")).fill(AHEAD)
    send(commune)
    look_at(commune)

    for number, one in enumerate(OTHERS, start=1):
        page = open_page()
        come_the_first_time(page, one, first[one])
        record(page, "GIFT", {"suất quà": 20 * number}, persons=str(20 * number))
        page.goto(report_of(one))
        assert figure(page, "XH02") == str(20 * number)
        page.get_by_label(re.compile("^Phương hướng, nhiệm vụ kỳ tới")).fill(AHEAD)
        send(page)
    look_at(page)

    office = open_page()
    sign_in(office, "vanphong")
    give_back(office)
    for one in OTHERS:
        accept(office, one)

    commune.goto(report_of(SIN_HO))
    expect(commune.get_by_text("Ghi rõ số lượt người hiến máu phấn đấu.").first).to_be_visible()
    look_at(commune)
    commune.get_by_label(re.compile("^Phương hướng, nhiệm vụ kỳ tới")).fill(MORE)
    send(commune)
    accept(office, SIN_HO)
    look_at(office)
    board(office)

    leader = open_page()
    sign_in(leader, "lanhdao")
    put_together(office)
    accept(leader, OFFICE)
    down_to_one_activity(office, issued(office, tmp_path))

    change_late(commune, gift)
    shows_as_a_correction(commune, office)


def board(page: Page) -> None:
    """The office sees who has sent: the three."""
    page.goto(f"/bao-cao/dinh-ky/tinh-hinh/?bc=bao-cao-cong-tac%7CND09:HALF:{half_year()[0]}-H1")
    expect(page.locator("#bang .sum b").first).to_have_text(re.compile(r"^3/\d+$"))
    look_at(page)


def put_together(page: Page) -> None:
    """The province's report has the sums of what was accepted; the office words and sends it."""
    page.goto(report_of(OFFICE))
    look_at(page)
    assert figure(page, "XH02") == "100"
    page.get_by_role("link", name=re.compile("Mở trang tổng hợp")).click()
    look_at(page)
    page.get_by_role("button", name="Tổng hợp lời").click()
    expect(page.get_by_text("Đã tổng hợp lời của các đơn vị.")).to_be_visible()
    page.get_by_label("Quyền hạn, chức vụ người ký").fill("TM. BAN THƯỜNG VỤ\nCHỦ TỊCH")
    page.get_by_label("Họ và tên người ký").fill("Tao Văn Phong")
    page.get_by_role("button", name="Lưu thể thức").click()
    expect(page.get_by_text("Đã lưu thể thức.")).to_be_visible()
    page.goto(report_of(OFFICE))
    page.get_by_label(re.compile("^Phương hướng, nhiệm vụ kỳ tới")).fill(AHEAD)
    send(page)
    look_at(page)


def issued(page: Page, folder: Path) -> str:
    """It gets its number; gives where the figure of people helped leads in the document."""
    page.goto(report_of(OFFICE))
    page.get_by_role("button", name="Ban hành báo cáo").click()
    expect(page.get_by_text("Đã ban hành báo cáo.")).to_be_visible()
    look_at(page)
    page.get_by_role("link", name=re.compile("BC-")).first.click()
    paper = file_of(page, re.compile(r"\.docx"), folder)
    with zipfile.ZipFile(paper) as held:
        links = held.read("word/_rels/document.xml.rels").decode()
    found = re.search(r"/bao-cao/dinh-ky/goc/\d+-XH02/", links)
    assert found is not None
    return found[0]


def down_to_one_activity(page: Page, origin: str) -> None:
    """From the figure in the document to the commune's, and on to what was done there."""
    page.goto(origin)
    look_at(page)
    page.locator("tbody tr", has_text=SIN_HO.name).get_by_role("link", name="40").click()
    expect(page.get_by_text(SIN_HO.name).first).to_be_visible()
    page.get_by_role("link", name="Xem số hiện nay và bản ghi").click()
    page.get_by_role("link", name=re.compile("dòng số liệu gốc")).click()
    page.locator("tbody").get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/hoat-dong/\d+/$"))
    expect(page.get_by_text("40 suất quà").first).to_be_visible()


def change_late(page: Page, gift: str) -> None:
    """A record is corrected after all was accepted."""
    page.goto(f"{gift}sua/")
    page.locator("#hd-persons").fill("43")
    page.get_by_role("button", name="Ghi thay đổi").click()
    page.wait_for_url(re.compile(r"/hoat-dong/\d+/$"))


def shows_as_a_correction(commune: Page, office: Page) -> None:
    """What was accepted stands; the difference is told, and goes its way as a correction."""
    for page in (commune, office):
        page.goto(report_of(SIN_HO))
        assert figure(page, "XH02") == "40"
        told = page.locator(".note", has_text="Số liệu trong sổ nay khác bản đã nộp")
        expect(told.get_by_text(re.compile("bản nộp 40, nay 43")).first).to_be_visible()
        look_at(page)
    commune.get_by_label("Vì sao phải đính chính").fill("Ghi thiếu ba người ở bản Nậm Tiến.")
    commune.get_by_role("button", name="Làm đính chính").click()
    expect(commune.get_by_text("Đang làm đính chính.")).to_be_visible()
    assert figure(commune, "XH02") == "43"
    send(commune)
    office.goto(report_of(SIN_HO))
    expect(office.get_by_text("Ghi thiếu ba người ở bản Nậm Tiến.").first).to_be_visible()
    accept(office, SIN_HO)
    assert figure(office, "XH02") == "43"
