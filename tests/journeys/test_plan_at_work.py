"""A plan at work, as people do it: units report, one is urged, the office issues the report."""

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from tests.journeys import looks
from tests.journeys.people import sign_in
from tests.journeys.test_main_job import bring_in, confirm, review

type_opener = Callable[..., Page]

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 9500/KH-UBND

Lai Châu, ngày 12 tháng 10 năm 2026

KẾ HOẠCH

Chăm lo người yếu thế mùa rét năm 2026

Căn cứ Luật Hoạt động chữ thập đỏ ngày 03/6/2008; xét đề nghị của Hội Chữ thập đỏ tỉnh, Ủy ban \
nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

- Không để người yếu thế nào bị rét, bị đói trong mùa rét.

II. TỔ CHỨC THỰC HIỆN

1. Hội Chữ thập đỏ tỉnh

- Là cơ quan đầu mối, tổng hợp kết quả thực hiện, báo cáo Ủy ban nhân dân tỉnh hằng năm.

2. Sở Y tế

- Chủ trì tổ chức khám bệnh, cấp thuốc miễn phí cho người cao tuổi ở các bản vùng cao.

3. Sở Giáo dục và Đào tạo

- Chỉ đạo các trường rà soát chăn, áo ấm cho học sinh bán trú trước ngày 31/10/2026.

4. Ủy ban nhân dân xã Sìn Hồ

- Lập danh sách hộ cần hỗ trợ chăn ấm, áo ấm và lương thực trên địa bàn xã.

5. Hội Chữ thập đỏ xã Sìn Hồ

- Vận động, trao chăn ấm cho các hộ người cao tuổi neo đơn trên địa bàn xã.

Nơi nhận:
- Thường trực Tỉnh ủy;
- Các sở, ban, ngành tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Vàng A Pao
"""

DONE = {
    "soyte": "Đã khám, cấp thuốc cho 214 lượt người tại 6 bản vùng cao.",
    "ubnd-xa": "Đã lập danh sách 87 hộ cần chăn ấm và lương thực.",
    "hoixa": "Đã trao 45 chăn ấm cho các hộ người cao tuổi neo đơn.",
}
"""What each of them reports, word for word."""


def this_year() -> int:
    """The reporting year that today lies in: it begins on 15 December (Decree 09/2019/NĐ-CP)."""
    today = dt.datetime.now(tz=ZoneInfo("Asia/Ho_Chi_Minh")).date()
    return today.year + (today >= dt.date(today.year, 12, 15))


def reports(page: Page, title: str, words: str) -> None:
    """From the list of my unit's tasks to a saved update."""
    page.goto("/ke-hoach/cua-don-vi/?q=")
    row = page.locator("tbody tr").filter(has_text=title[:40]).first
    row.locator("th a").first.click()
    page.locator("#tien-do").get_by_role("link").first.click()
    assert list(looks.faults(page)) == []
    page.get_by_text("Hoàn thành", exact=True).click()
    page.get_by_label("Đã làm được").fill(words)
    page.get_by_role("button", name="Ghi cập nhật").click()
    expect(page.get_by_text(words).first).to_be_visible()
    assert list(looks.faults(page)) == []


def file_of(page: Page, name: re.Pattern[str], folder: Path) -> Path:
    """What a link hands over, kept under its own name."""
    with page.expect_download() as handed:
        page.get_by_role("link", name=name).first.click()
    path = folder / handed.value.suggested_filename
    handed.value.save_as(path)
    return path


def words_of(path: Path) -> str:
    """Every word of a .docx or a .pdf, with single blanks."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        document.close()
    else:
        opened = docx.Document(str(path))
        cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        text = " ".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])
    return " ".join(text.split())


def opens_in_an_office_suite(path: Path, folder: Path) -> int:
    """How many pages LibreOffice makes of it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on PATH")
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "opened"), path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    made = pypdfium2.PdfDocument(folder / "opened" / f"{path.stem}.pdf")
    pages = len(made)
    made.close()
    return pages


def gather(page: Page, plan: str) -> str:
    """Put the year's report together from what the units said; gives its address."""
    page.goto(plan)
    page.get_by_role("link", name="Lập báo cáo kết quả").first.click()
    assert list(looks.faults(page)) == []
    page.get_by_label("Kỳ báo cáo").select_option(f"ND09:YEAR:{this_year()}")
    page.get_by_role("button", name="Tổng hợp báo cáo").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+/"))
    assert list(looks.faults(page)) == []
    page.get_by_label("Quyền hạn, chức vụ người ký").fill("TM. BAN THƯỜNG VỤ\nCHỦ TỊCH")
    page.get_by_label("Họ và tên người ký").fill("Tao Văn Phong")
    page.get_by_role("button", name="Lưu thể thức").click()
    return page.url.partition("?")[0].partition("#")[0]


AHEAD = "Tiếp tục rà soát, chăm lo người cao tuổi neo đơn trong các đợt rét đậm, rét hại."


def look_ahead(page: Page) -> None:
    """What no record can say, a person writes; without it the report is not handed in."""
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text(re.compile("Phương hướng.*chưa có nội dung")).first).to_be_visible()
    assert list(looks.faults(page)) == []
    page.go_back()
    page.get_by_role("link", name=re.compile("phương hướng", re.IGNORECASE)).first.click()
    page.get_by_label(re.compile("^Lời trong báo cáo")).first.fill(AHEAD)
    page.get_by_role("button", name="Lưu đoạn").first.click()
    expect(page.get_by_text(re.compile("Hạnh sửa")).first).to_be_visible()


def hand_in(page: Page) -> None:
    """To the leader."""
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_role("button", name="Nộp báo cáo")).to_have_count(0)


def approve(page: Page, report: str) -> None:
    """As the leader does, who is asked whether she is sure."""
    page.goto(report)
    assert list(looks.faults(page)) == []
    page.get_by_role("button", name="Duyệt báo cáo").click()
    page.get_by_role("dialog").get_by_role("button", name="Duyệt báo cáo").click()
    expect(page.get_by_role("button", name="Duyệt báo cáo")).to_have_count(0)


def issue(page: Page, report: str) -> str:
    """Take the next number, which is given back; leads to the document in the register."""
    page.goto(report)
    page.get_by_role("button", name="Ban hành báo cáo").click()
    link = page.get_by_role("link", name=re.compile(r"^\d\d.BC-CTĐ$"))
    number = link.inner_text()
    link.click()
    page.wait_for_url(re.compile(r"/van-ban/di/\d+/"))
    assert list(looks.faults(page)) == []
    return number


def urge(page: Page, late: str, folder: Path) -> None:
    """An official letter to who is late, issued under its number, with the late task in it."""
    page.goto("/bao-cao/don-doc/")
    assert list(looks.faults(page)) == []
    page.get_by_role("searchbox", name="Tìm đơn vị chậm").fill(late)
    page.keyboard.press("Enter")
    row = page.locator("li").filter(has_text=late)
    row.get_by_role("button", name="Soạn công văn đôn đốc").click()
    page.wait_for_url(re.compile(r"/bao-cao/"))
    assert list(looks.faults(page)) == []
    signer = page.get_by_label("Họ và tên người ký")
    if not signer.input_value():
        signer.fill("Tao Văn Phong")
        page.get_by_role("button", name="Lưu công văn").click()
    page.get_by_role("button", name="Phát hành công văn").click()
    expect(page.get_by_text("Đã ban hành")).to_be_visible()
    page.get_by_role("main").locator("a[href*='/van-ban/di/']").first.click()
    path = file_of(page, re.compile(r"\.docx"), folder)
    said = words_of(path)
    assert "V/v đôn đốc" in said
    assert "rà soát chăn, áo ấm cho học sinh bán trú" in said
    assert opens_in_an_office_suite(path, folder) >= 1


def test_a_plan_is_carried_out_and_its_report_is_issued_under_the_next_number(
    open_page: type_opener, tmp_path: Path
) -> None:
    source = tmp_path / "ke-hoach-mua-ret.txt"
    source.write_text(PLAN, encoding="utf-8")
    office = open_page(strict=False)  # it is refused once, and the browser calls that an error
    sign_in(office, "vanphong")
    bring_in(office, source)
    review(office)
    title = confirm(office)
    plan = office.url
    for who, words in DONE.items():
        phone = open_page(390)
        sign_in(phone, who)
        reports(phone, title, words)

    urge(office, "Sở Giáo dục và Đào tạo", tmp_path)
    report = gather(office, plan)
    look_ahead(office)
    hand_in(office)
    leader = open_page()
    sign_in(leader, "lanhdao")
    approve(leader, report)
    number = issue(office, report)

    for ending in (re.compile(r"\.docx"), re.compile(r"PDF|\.pdf")):
        path = file_of(office, ending, tmp_path)
        said = words_of(path)
        assert f"Số: {number}" in said
        assert [words for words in (*DONE.values(), AHEAD) if words.rstrip(".") not in said] == []
        if path.suffix == ".docx":
            assert opens_in_an_office_suite(path, tmp_path) >= 2
