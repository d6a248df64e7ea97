"""The product's main job, as people do it: a plan comes in, and its agencies hold their tasks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Locator, Page, expect
from tests.journeys import looks
from tests.journeys.people import PASSWORD, sign_in

type_opener = Callable[..., Page]

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "00-laichau-ctd-895.txt"

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: {number}/KH-UBND

Lai Châu, ngày 12 tháng 10 năm 2026

KẾ HOẠCH

Chăm sóc sức khỏe người yếu thế đợt {number} năm 2027

Căn cứ Luật Hoạt động chữ thập đỏ ngày 03/6/2008; xét đề nghị của Hội Chữ thập đỏ tỉnh, Ủy ban \
nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

- Người yếu thế ở mọi xã, phường được khám bệnh ít nhất một lần trong năm.

II. NỘI DUNG THỰC HIỆN

1. Khám bệnh lưu động

- Tổ chức các đoàn khám bệnh, cấp thuốc miễn phí tại các bản xa trung tâm.

III. TỔ CHỨC THỰC HIỆN

1. Hội Chữ thập đỏ tỉnh

- Là cơ quan đầu mối, tổng hợp kết quả thực hiện, báo cáo Ủy ban nhân dân tỉnh trước ngày \
15/12/2027.

2. Sở Y tế

- Chủ trì, phối hợp với Hội Chữ thập đỏ tỉnh khám bệnh, cấp thuốc miễn phí cho người yếu thế.

- Hướng dẫn trạm y tế các xã, phường lập danh sách người cần khám trước ngày 31/3/2027.

3. Sở Giáo dục và Đào tạo

- Chỉ đạo các trường học tuyên truyền về chăm sóc sức khỏe ban đầu cho học sinh bán trú.

Nơi nhận:
- Thường trực Tỉnh ủy;
- Các sở, ban, ngành tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Vàng A Pao
"""

OF_HEALTH = (
    "Chủ trì, phối hợp với Hội Chữ thập đỏ tỉnh khám bệnh, cấp thuốc miễn phí cho người yếu thế.",
    "Hướng dẫn trạm y tế các xã, phường lập danh sách người cần khám trước ngày 31/3/2027.",
)
OF_HEALTH_IN_SAMPLE = (
    (
        "Chủ trì, phối hợp với Hội Chữ thập đỏ tỉnh trong công tác chăm sóc sức khỏe ban đầu cho "
        "Nhân dân, khám chữa bệnh nhân đạo."
    ),
    (
        "Phối hợp, tham gia các hoạt động tuyên truyền vận động hiến máu tình nguyện và hiến mô, "
        "tạng, bộ phận cơ thể người, hiến xác theo quy định."
    ),
)

READ_IN = 90_000
"""Milliseconds in which a document is read while the machine is busy."""


def a_file(folder: Path, number: int) -> Path:
    """A plan of our own, unlike every other by its number."""
    path = folder / f"ke-hoach-{number}.txt"
    path.write_text(PLAN.format(number=number), encoding="utf-8")
    return path


def bring_in(page: Page, file: Path) -> None:
    """Enter the file in the register and wait until it is read."""
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Văn bản").click()
    page.get_by_role("link", name="Vào sổ").first.click()
    page.get_by_label("Tệp văn bản").set_input_files(file)
    page.get_by_role("button", name="Vào sổ và đọc").click()
    page.get_by_role("button", name="Rà soát nhiệm vụ").wait_for(timeout=READ_IN)


def decision(page: Page) -> Locator:
    """The one button of the dock by which the review goes on."""
    return page.locator("#dock .btn.go")


def review(page: Page) -> None:
    """Settle every task: what belongs to everybody and what is clear at once, the rest singly."""
    page.get_by_role("button", name="Rà soát nhiệm vụ").click()
    page.wait_for_url("**/ra-soat/**")
    assert list(looks.faults(page)) == []
    many = page.get_by_role("link", name=re.compile("làm cùng lúc"))
    if many.count():
        many.click()
        general = page.get_by_role("button", name="Ghi là nội dung chung")
        while left := general.count():
            general.first.click()
            expect(general).to_have_count(left - 1)
        page.get_by_role("main").get_by_role("link", name="Về trang rà soát").first.click()
    sure = page.get_by_role("button", name=re.compile("^Xác nhận cả"))
    if sure.count():
        sure.click()
        expect(sure).to_have_count(0)
    while decision(page).inner_text().startswith("Xác nhận nhiệm vụ"):
        shown = page.locator("#muc h3").inner_text()
        decision(page).click()
        expect(page.locator("#muc h3")).not_to_have_text(shown, use_inner_text=True)
    expect(decision(page)).to_contain_text("Xác nhận kế hoạch")


def confirm(page: Page) -> str:
    """Hand the tasks out; gives the plan's title."""
    decision(page).click()
    page.wait_for_url(re.compile(r"/ke-hoach/\d+/$"))
    expect(page.get_by_text("Đã xác nhận kế hoạch.")).to_be_visible()
    assert list(looks.faults(page)) == []
    return page.get_by_role("heading", level=1).inner_text()


def opened_from_my_list(page: Page, title: str) -> list[str]:
    """Of every task of this plan that my unit holds, the sentence to which it opens, sorted."""
    page.goto("/ke-hoach/cua-don-vi/")
    assert list(looks.faults(page)) == []
    mine = page.locator("tbody tr").filter(has_text=title[:55]).locator("th a")
    tasks = [link.get_attribute("href") or "" for link in mine.all()]
    sentences = []
    for task in tasks:
        page.goto(task)
        page.get_by_role("link", name=re.compile("^Mở văn bản tại mục")).click()
        now = page.locator(".doc .p.now")
        expect(now).to_be_in_viewport()
        sentences.append(now.locator("p, h2").inner_text().removeprefix("- "))
    return sorted(sentences)


def check_the_job(open_page: type_opener, file: Path, *, width: int, wanted: list[str]) -> None:
    """The whole way, from the file to the list of Sở Y tế."""
    page = open_page(width)
    sign_in(page, "vanphong")
    bring_in(page, file)
    review(page)
    title = confirm(page)

    doctor = open_page(width)
    sign_in(doctor, "soyte")

    assert opened_from_my_list(doctor, title) == sorted(wanted)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_plan_becomes_the_tasks_of_its_agencies(
    open_page: type_opener, tmp_path: Path, width: int
) -> None:
    check_the_job(open_page, a_file(tmp_path, 9000 + width), width=width, wanted=[*OF_HEALTH])


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLE.exists(), reason="the public sample documents are not here")
def test_the_plan_of_lai_chau_gives_the_health_department_two_tasks(open_page: type_opener) -> None:
    check_the_job(open_page, SAMPLE, width=1280, wanted=[*OF_HEALTH_IN_SAMPLE])


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the keyboard stands there."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard never reaches {target}")


def by_keys(page: Page, target: Locator) -> None:
    """Press a link or a button without a mouse."""
    tab_to(page, target)
    page.keyboard.press("Enter")


def choose_by_keys(page: Page, file: Path) -> None:
    """Open the choice of files with the space bar; Chromium drops a key before its first frame."""
    tab_to(page, page.get_by_label("Tệp văn bản"))
    chosen: list[str] = []

    def choose(chooser: FileChooser) -> None:
        chooser.set_files(file)
        chosen.append(file.name)

    page.once("filechooser", choose)
    for _ in range(5):
        page.keyboard.press("Space")
        page.wait_for_timeout(500)
        if chosen:
            return
    pytest.fail("the space bar does not open the choice of files")


def test_the_whole_review_is_done_by_keyboard(open_page: type_opener, tmp_path: Path) -> None:
    page = open_page()
    page.goto("/dang-nhap/")
    tab_to(page, page.get_by_label("Tên đăng nhập"))
    page.keyboard.type("vanphong")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")

    by_keys(page, page.get_by_role("navigation", name="Chính").get_by_role("link", name="Văn bản"))
    by_keys(page, page.get_by_role("link", name="Vào sổ").first)
    choose_by_keys(page, a_file(tmp_path, 9999))
    by_keys(page, page.get_by_role("button", name="Vào sổ và đọc"))
    start = page.get_by_role("button", name="Rà soát nhiệm vụ")
    start.wait_for(timeout=READ_IN)
    by_keys(page, start)
    page.wait_for_url("**/ra-soat/**")

    while not decision(page).inner_text().startswith("Xác nhận kế hoạch"):
        shown = page.locator("#muc h3").inner_text()
        page.keyboard.press("c" if page.locator("[data-key=c]").count() else "Enter")
        expect(page.locator("#muc h3")).not_to_have_text(shown, use_inner_text=True)
    page.keyboard.press("x")

    page.wait_for_url(re.compile(r"/ke-hoach/\d+/$"))
    expect(page.get_by_text("Đã xác nhận kế hoạch.")).to_be_visible()
