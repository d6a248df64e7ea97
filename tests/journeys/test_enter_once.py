"""A chapter enters each thing once: its list of 2024, what it does in a village without a net.

From then on nobody types a figure: the province reads it, and goes from it to the one activity.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Locator, Page, expect
from tests.builders.sheets import Cell, a_book
from tests.journeys.looks import faults
from tests.journeys.people import sign_in
from tests.journeys.test_quick_offline import wait_until_kept

HEAD = ("TT", "Họ và tên", "Năm sinh", "Nam/Nữ", "Xã, thị trấn", "Bản", "Số CMND/CCCD", "SĐT")
HELPED = 12
FIVE = range(1, 6)


def a_list(width: int) -> Sequence[Sequence[Cell]]:
    """As a district kept it: capitals, years alone, numbers without their zero, three people twice.

    The villages stand in communes that are one commune since 1 July 2025.
    """
    town, *communes = ("TT Sìn Hồ", "Phăng Sô Lin", "xã Tả Phìn", "Sà Dề Phìn")
    told, call = LETTERS[width], 987_000_000 + width * 100
    return (
        ("HỘI CHỮ THẬP ĐỎ HUYỆN SÌN HỒ",),
        ("DANH SÁCH HỘI VIÊN NĂM 2024",),
        HEAD,
        (1, f"LÒ VĂN {told} PÂNG", "5/6/1980", "Nam", town, "khu 1", citizen(80, width), call + 1),
        (
            2,
            f"giàng a {told.lower()} chư",
            "1985",
            "nam",
            communes[0],
            "Nậm Lúc",
            citizen(85, width),
            call + 2,
        ),
        (3, f"Vàng Thị {told} Dở", "12.03.1991", "Nữ", communes[1], "Tả Phìn", "", call),
        (4, f"Tẩn Láo {told} Lở", 1972, "Nam", communes[2], "Hồng Quảng", citizen(72, width), ""),
        (5, f"Lò Văn {told} Pâng", 1980, "Nam", town, "", "", call + 1),
        (6, f"Vàng Thị {told} Dở", "12/3/1991", "Nữ", communes[1], "", "", call),
        (7, f"Giàng A {told} Chư", "12/3/1985", "Nam", communes[0], "", "", call + 2),
    )


def citizen(born: int, width: int) -> int:
    """A man's number, as a sheet keeps it: without the zero that it begins with."""
    return 12_000_000_000 + born * 1_000_000 + width


LETTERS = {390: "Ế", 1280: "Ỷ"}
"""What tells the invented people of one round from those of the other."""
PEOPLE = 4


@pytest.mark.parametrize("width", [1280, 390])
def test_what_a_chapter_enters_once_the_province_reads_and_opens(
    open_page: Callable[..., Page], tmp_path: Path, width: int
) -> None:
    province = open_page(width)
    sign_in(province, "vanphong")
    members, helped = figure(province, "TC04"), figure(province, "XH02")

    chapter = open_page(width, strict=False)
    sign_in(chapter, "hoixa")
    take_the_list(chapter, width, tmp_path)
    merge_the_doubles(chapter, width)
    record_without_a_net(chapter, width)

    assert figure(province, "TC04") == members + PEOPLE
    assert figure(province, "XH02") == helped + HELPED * len(FIVE)
    from_the_figure_to_one_activity(province, width)


def take_the_list(page: Page, width: int, folder: Path) -> None:
    """From the file to people: its columns are known, nothing is written before she says so."""
    file = folder / f"hoi vien 2024 ({width}).xlsx"
    file.write_bytes(a_book(*a_list(width), name="HV 2024"))
    page.goto("/con-nguoi/nhap-danh-sach/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Gửi và đọc tệp").click()

    expect(page.get_by_label("Họ và tên", exact=True)).to_have_value("full_name")
    expect(page.get_by_label("Xã, thị trấn", exact=True)).to_have_value("unit")
    expect(page.get_by_label("Số CMND/CCCD", exact=True)).to_have_value("citizen_number")
    assert list(faults(page)) == []
    page.get_by_role("button", name="Đối chiếu với hồ sơ đã có").click()

    expect(page.get_by_text("6 người mới, 0 đã có, 1 dòng nghi ngờ, 0 dòng sai")).to_be_visible(
        timeout=30_000
    )
    page.get_by_role("link", name=re.compile("Nghi ngờ")).click()
    expect(page.get_by_text(re.compile("Trùng với dòng"))).to_be_visible()
    page.get_by_role("checkbox", name=re.compile(f"Vàng Thị {LETTERS[width]} Dở")).check()
    assert list(faults(page)) == []
    page.get_by_role("button", name="Ghi các dòng đã chọn ở mọi thẻ").click()
    expect(page.get_by_text("Đã ghi 7 dòng: 6 hồ sơ mới")).to_be_visible(timeout=30_000)


def merge_the_doubles(page: Page, width: int) -> None:
    """Found, compared, made one; the whole birthday is kept, and the citizen number."""
    page.goto("/con-nguoi/trung/")
    page.get_by_role("button", name="Rà soát lại").click()
    for name in (f"Lò Văn {LETTERS[width]} Pâng", f"Giàng A {LETTERS[width]} Chư"):
        listed(page, name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Hai hồ sơ này của một người?")
        assert list(faults(page)) == []
        page.get_by_role("button", name="Gộp thành một hồ sơ").click()
        page.goto("/con-nguoi/trung/")
        expect(page.get_by_role("link", name=re.compile(name))).to_have_count(0)


def listed(page: Page, name: str) -> Locator:
    """The pair of that name, which the worker finds in its own time."""
    found = page.get_by_role("link", name=re.compile(name))
    for _ in range(30):
        if found.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(found).to_have_count(1)
    return found


def record_without_a_net(page: Page, width: int) -> None:
    """Five activities kept on the phone; with the net back each arrives once."""
    page.goto("/ghi-nhanh/")
    wait_until_kept(page)

    page.context.set_offline(True)
    page.reload()
    for number in FIVE:
        page.get_by_label("Làm việc gì?").select_option("GIFT")
        page.get_by_label(re.compile("Ở đâu")).fill(village(width, number))
        page.get_by_label(re.compile("Bao nhiêu người")).fill(str(HELPED))
        page.get_by_role("button", name="Lưu vào máy").click()
        kept = page.locator("#danh-sach li", has_text=village(width, number))
        expect(kept).to_have_count(1)
    expect(page.locator("#dem")).to_have_text("5 bản ghi chờ gửi")

    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#dem")).to_have_text("Đã gửi hết.", timeout=30_000)
    page.goto(f"/hoat-dong/?q=ban+{width}")
    for number in FIVE:
        expect(page.get_by_text(village(width, number))).to_have_count(1)


def village(width: int, number: int) -> str:
    """Where it was done."""
    return f"bản {width} số {number}"


def from_the_figure_to_one_activity(page: Page, width: int) -> None:
    """The figure opens to its records, and one of them is what was done in the village."""
    row(page, "XH02").locator("a.fig").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Lượt người được trợ giúp")
    )
    assert list(faults(page)) == []
    page.get_by_role("link", name=re.compile("Mở .* dòng số liệu gốc")).click()
    page.get_by_role("searchbox", name="Tìm theo đơn vị, hoạt động").fill(village(width, 3))
    page.keyboard.press("Enter")
    found = page.get_by_role("link", name=re.compile(village(width, 3)))
    expect(found).to_have_count(1)
    assert list(faults(page)) == []
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(village(width, 3)))


def row(page: Page, code: str) -> Locator:
    """The row of that measure on the page of figures."""
    return page.get_by_role("row", name=re.compile(f"^{code} "))


def figure(page: Page, code: str) -> int:
    """What the province's page of figures says of this year; 0 where it has none."""
    year = (localdate() + dt.timedelta(days=17)).year
    page.goto(f"/so-lieu/?loai=ND09:YEAR&ky=ND09:YEAR:{year}&q={code}")
    text = row(page, code).locator("a.fig").first.inner_text()
    return int(text.replace(".", "")) if text[0].isdigit() else 0
