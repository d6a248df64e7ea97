"""A plan written in the product reaches its agencies the moment it is issued."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.journeys import looks
from tests.journeys.people import sign_in

type_opener = Callable[..., Page]
SUBJECT = "Tổ chức Tháng Nhân đạo năm 2027"
TASKS = "- Chủ trì tập huấn sơ cấp cứu; hoàn thành trước ngày 30/4/2027\n- Cử y bác sĩ khám bệnh"


def begin(page: Page) -> str:
    """An empty plan with its aims typed and saved by itself; gives its address."""
    page.goto("/ke-hoach/soan/")
    assert list(looks.faults(page)) == []
    page.get_by_role("link", name="Soạn kế hoạch mới").first.click()
    assert list(looks.faults(page)) == []
    page.get_by_label("Trích yếu").fill(SUBJECT)
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.wait_for_url(re.compile(r"/ke-hoach/soan/\d+/"))
    address = page.url.split("?")[0]
    page.get_by_role("textbox", name="Mục đích").fill(
        "Nâng cao nhận thức của nhân dân\nVận động nguồn lực"
    )
    page.get_by_role("textbox", name="Yêu cầu").focus()
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("textbox", name="Mục đích")).to_have_value(
        "Nâng cao nhận thức của nhân dân\nVận động nguồn lực"
    )
    page.get_by_label("Tìm căn cứ").fill("luật hoạt động chữ thập đỏ")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("button", name="Thêm căn cứ").first.click()
    expect(page.get_by_role("textbox", name="Căn cứ")).to_have_value(
        re.compile("^Căn cứ .*Luật Hoạt động chữ thập đỏ", re.IGNORECASE)
    )
    assert list(looks.faults(page)) == []
    return address


def write(page: Page, address: str) -> None:
    """A content group, an agency found by its name, its tasks pasted, who signs."""
    page.get_by_text("Thêm nhóm nội dung").click()
    page.get_by_label("Tiêu đề nhóm").fill("Công tác tuyên truyền")
    page.get_by_role("button", name="Thêm nhóm", exact=True).click()
    page.get_by_role("textbox", name="Các ý").fill("Tổ chức lễ phát động\nTreo băng rôn tại trụ sở")
    page.get_by_role("button", name="Lưu", exact=True).click()
    assert list(looks.faults(page)) == []
    page.get_by_role("button", name="Thêm cơ quan").click()
    page.get_by_label("Tìm cơ quan, đơn vị").press_sequentially("so y te")
    page.get_by_role("checkbox", name=re.compile("^Sở Y tế")).check()
    page.get_by_role("button", name="Thêm đơn vị đã chọn").click()
    page.get_by_role("textbox", name="Thêm nhiệm vụ").fill(TASKS)
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    first = page.locator("article.change").first
    first.get_by_text("Hạn, lặp lại, chỉ tiêu").click()
    first.get_by_label("Chỉ tiêu").fill("400 người")
    first.get_by_label("Chỉ tiêu").blur()
    expect(first.get_by_role("status")).to_contain_text("Đã lưu lúc")
    assert list(looks.faults(page)) == []
    page.goto(f"{address}?muc=the-thuc")
    page.get_by_label("Họ và tên người ký").fill("Tao Văn Phong")
    page.get_by_role("button", name="Lưu", exact=True).click()
    assert list(looks.faults(page)) == []


def test_a_plan_is_written_returned_approved_issued_and_with_its_agency(
    open_page: type_opener,
) -> None:
    page = open_page()
    sign_in(page, "vanphong")
    address = begin(page)
    write(page, address)
    page.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.get_by_text("Đã trình kế hoạch.")).to_be_visible()

    leader = open_page()
    sign_in(leader, "lanhdao")
    leader.goto(address)
    leader.get_by_label("Ý kiến để người soạn sửa").fill("Ghi rõ số người tập huấn.")
    leader.get_by_role("button", name="Trả lại kế hoạch").click()
    page.goto(address)
    page.get_by_role("button", name="Đã tiếp thu").click()
    page.get_by_role("button", name="Trình lãnh đạo").click()
    leader.goto(address)
    leader.get_by_role("button", name="Duyệt kế hoạch").click()
    leader.get_by_role("dialog").get_by_role("button", name="Duyệt kế hoạch").click()
    expect(leader.get_by_text("Đã duyệt kế hoạch.")).to_be_visible()
    page.goto(address)
    assert list(looks.faults(page)) == []
    page.get_by_role("button", name="Ban hành kế hoạch").click()
    expect(page.get_by_text("Đã ban hành kế hoạch.")).to_be_visible()
    page.get_by_role("link", name="mở kế hoạch").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tháng Nhân đạo năm 2027")

    health = open_page()
    sign_in(health, "soyte")
    health.goto("/ke-hoach/cua-don-vi/?q=tap+huan")
    expect(health.get_by_text("Chủ trì tập huấn sơ cấp cứu").first).to_be_visible()


def test_a_draft_is_written_on_a_phone(open_page: type_opener) -> None:
    page = open_page(width=390, strict=False)
    sign_in(page, "ubnd-xa")
    address = begin(page)
    page.get_by_role("button", name="Thêm cơ quan").click()
    page.get_by_role("button", name="Tất cả UBND xã, phường").click()
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    assert list(looks.faults(page)) == []
    page.goto(address)
    page.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.get_by_text("Kế hoạch chưa trình được")).to_be_visible()
    assert list(looks.faults(page)) == []
