"""Files of lists as they really come: each is read right, or refused in a sentence that helps."""

import codecs
import datetime as dt
import io
import unicodedata

import pytest
import xlsxwriter
from tests.builders.old_sheets import a_package, an_ods, an_xls, part_of, with_parts
from tests.builders.sheets import HEAD, Cell, a_book

from nhanai.base.encodings import to_tcvn3, to_vni
from nhanai.people.reading import CannotReadSheet, ReadTable, read_file, rows_of
from nhanai.people.rules.sheets.columns import proposed
from nhanai.people.rules.sheets.rows import Defaults, SheetRow, is_person, read_row
from nhanai.people.vocab import RoleKind

pytestmark = pytest.mark.nodb
TODAY = dt.date(2026, 11, 24)
SHEET = "xl/worksheets/sheet1.xml"


def people(content: bytes, table: int = 0) -> list[SheetRow]:
    """The people of one table, with the columns as proposed."""
    found = read_file(content)
    read = ReadTable.of(found.tables[table])
    columns = proposed(read.columns)
    rows = (cells for _, cells in rows_of(found.rows, read) if is_person(cells, columns))
    defaults = Defaults(RoleKind.MEMBER, TODAY, TODAY)
    return [read_row(cells, columns, defaults) for cells in rows]


def said(content: bytes, table: int = 0) -> list[tuple[str, str]]:
    """Name and birth of each."""
    return [(one.values.full_name, str(one.values.birth)) for one in people(content, table)]


def refusal(content: bytes) -> str:
    with pytest.raises(CannotReadSheet) as refused:
        read_file(content)
    return refused.value.message


PANG, MAY = ("Lò Văn Pâng", "05/06/1990"), ("Vàng Thị Mẩy", "1985")


def test_an_old_workbook_of_excel_97() -> None:
    content = an_xls(
        ("DANH SÁCH HỘI VIÊN",), HEAD[:5],
        (1, "Lò Văn Pâng", "5/6/1990", "Nam", 35090004321.0), (2, "Vàng Thị Mẩy", 1985.0, "Nữ", ""),
    )  # fmt: skip

    assert said(content) == [PANG, MAY]
    assert people(content)[0].values.citizen_number == "035090004321"


def test_a_table_of_opendocument_with_a_million_empty_rows() -> None:
    content = an_ods(
        [str(cell) for cell in HEAD], ["1", "Lò Văn Pâng", "1990-06-05", "Nam"],
        ["2", "Vàng Thị Mẩy", "1985", "Nữ"], empty=1_000_000,
    )  # fmt: skip

    assert said(content) == [PANG, MAY]


def test_a_workbook_with_macros_is_read_and_they_are_told_of() -> None:
    book = a_book(HEAD, (1, "Lò Văn Pâng", "5/6/1990"))
    content = with_parts(book, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 never run"})

    assert read_file(content).has_macros
    assert said(content) == [PANG]


def test_formulas_give_the_values_that_were_saved_with_them() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Họ và tên", "Năm sinh", "Điện thoại"))
        sheet.write_formula(1, 0, '=B9&" Pâng"', None, "Lò Văn Pâng")
        sheet.write_formula(1, 1, "=1989+1", None, 1990)
        sheet.write_formula(1, 2, '=HYPERLINK("http://x","y")', None, "0912345678")

    one = people(kept.getvalue())[0]

    assert (one.values.full_name, str(one.values.birth), one.values.phone) == (
        "Lò Văn Pâng", "1990", "0912345678",
    )  # fmt: skip


def test_formulas_that_nobody_computed_are_not_taken_for_empty_cells() -> None:
    book = a_book(HEAD, (1, "Lò Văn Pâng", 1990, "Nam"))
    sheet = part_of(book, SHEET).replace(b"<v>1990</v>", b"<f>1989+1</f>")
    content = with_parts(book, {SHEET: sheet})

    assert "công thức chưa tính" in refusal(content)


def test_a_mark_in_the_last_row_of_excel_does_not_hide_the_list() -> None:
    rows = {0: HEAD, 1: (1, "Lò Văn Pâng", "5/6/1990"), 1_048_575: ("", "", "")}
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet, grey = book.add_worksheet(), book.add_format({"bg_color": "#eeeeee"})
        for at, row in rows.items():
            for column, cell in enumerate(row):
                sheet.write(at, column, cell, grey)

    assert said(kept.getvalue()) == [PANG]


def test_a_sheet_as_wide_and_long_as_excel_allows_is_refused_in_time() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write(1_048_575, 16_383, "x")

    assert "quá lớn" in refusal(kept.getvalue())


def test_merged_headings_of_two_rows_and_marks_for_the_sex() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet, plain = book.add_worksheet(), book.add_format()
        sheet.merge_range("A1:E1", "DANH SÁCH HỘI VIÊN CHI HỘI NẬM TIẾN", plain)
        sheet.merge_range("A3:A4", "TT", plain)
        sheet.merge_range("B3:B4", "Họ và tên", plain)
        sheet.merge_range("C3:D3", "Năm sinh", plain)
        sheet.write_row("C4", ("Nam", "Nữ"))
        sheet.merge_range("E3:E4", "Ghi chú", plain)
        sheet.write_row("A5", (1, "Lò Văn Pâng", 1990, "", ""))
        sheet.write_row("A6", (2, "Vàng Thị Mẩy", "", 1985, ""))
        sheet.merge_range("A7:E7", "Danh sách có 02 người", plain)

    found = people(kept.getvalue())

    assert [(one.values.full_name, str(one.values.birth), one.values.sex) for one in found] == [
        ("Lò Văn Pâng", "1990", "MALE"), ("Vàng Thị Mẩy", "1985", "FEMALE"),
    ]  # fmt: skip


def test_two_tables_on_one_sheet_are_two_lists() -> None:
    content = a_book(
        ("I. HỘI VIÊN",), HEAD, (1, "Lò Văn Pâng", "5/6/1990"), ("Tổng cộng: 1",), (),
        ("II. TÌNH NGUYỆN VIÊN",), ("STT", "Họ và tên", "Năm sinh", "Hạng"),
        (1, "Vàng Thị Mẩy", 1985, "Vàng"),
    )  # fmt: skip

    assert (said(content, 0), said(content, 1)) == ([PANG], [MAY])
    assert people(content, 1)[0].grade == ""


LINES = (
    "STT;Họ và tên;Ngày sinh;Thôn, bản\n1;Lò Văn Pâng;5/6/1990;Bản Đớ\n"
    "2;Vàng Thị Mẩy;1985;Nậm Tiến\n"
)


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        LINES.encode("utf-8-sig"),
        LINES.replace(";", ",").replace("Thôn, bản", "Thôn").encode(),
        LINES.replace(";", "\t").replace("\n", "\r\n").encode("utf-16"),
        codecs.BOM_UTF16_BE + LINES.encode("utf-16-be"),
        LINES.encode("utf-16-le"),
        unicodedata.normalize("NFD", LINES).encode(),
        to_tcvn3(LINES).encode("latin-1", "replace"),
        to_vni(LINES).encode("latin-1", "replace"),
    ],
    ids=["utf-8", "mark", "commas", "utf-16", "utf-16-be", "no mark", "nfd", "tcvn3", "vni"],
)
def test_texts_in_every_code_give_the_same_people(content: bytes) -> None:
    assert said(content) == [PANG, MAY]


def test_the_code_page_of_windows_for_vietnamese() -> None:
    assert said(_in_cp1258(LINES)) == [PANG, MAY]


def _in_cp1258(text: str) -> bytes:
    """Letters with their marks in one byte, tones in a byte behind."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            *marks, tone = list(unicodedata.normalize("NFD", letter))
            base = unicodedata.normalize("NFC", "".join(marks))
            if len(marks) == 2 and marks[1] == "\u0323":
                base, tone = unicodedata.normalize("NFC", marks[0] + tone), marks[1]
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni], ids=["tcvn3", "vni"])
def test_a_workbook_typed_in_an_old_font(encode: object) -> None:
    def old(text: str) -> str:
        return str(encode(text))  # type: ignore[operator]  # one of two functions on texts

    rows: list[tuple[Cell, ...]] = [
        (old("STT"), old("Họ và tên"), old("Năm sinh")), (1, old("Lò Văn Pâng"), 1990),
        (2, old("Vàng Thị Mẩy"), 1985), (3, old("Đèo Thị Nguyệt"), 1971),
    ]  # fmt: skip

    assert [name for name, _ in said(a_book(*rows))] == [
        "Lò Văn Pâng", "Vàng Thị Mẩy", "Đèo Thị Nguyệt",
    ]  # fmt: skip


def test_letters_whose_marks_stand_apart_are_one_name() -> None:
    content = a_book(HEAD, (1, unicodedata.normalize("NFD", "Lò Văn Pâng"), "5/6/1990"))

    assert said(content) == [PANG]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body><table><tr><td>Ho ten</td><td>x</td></tr></table>", "lưu lại"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "lưu lại"),
        (a_package({"word/document.xml": b"<w:document/>"}), "không phải là bảng tính"),
        (b"{\\rtf1 Ho va ten}", "không phải là bảng tính"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "hỏng hoặc đặt mật khẩu"),
        (a_book(), "không có dòng nào"),
        (bytes(3000), "không phải là bảng tính"),
        (b"\n\n\n", "không có dòng nào"),
    ],
    ids=["page", "xml 2003", "letter", "rtf", "broken xls", "empty", "zeros", "blank lines"],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_in_a_sentence(
    content: bytes, words: str
) -> None:
    assert words in refusal(content)


def test_a_text_that_calls_itself_a_workbook_is_read_as_the_text_it_is() -> None:
    assert said(LINES.encode()) == [PANG, MAY]


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        (dt.date(1990, 6, 5), "05/06/1990"),
        (33029, "05/06/1990"),
        ("33029", "05/06/1990"),
        ("5.6.1990", "05/06/1990"),
        ("05-06-1990", "05/06/1990"),
        ("'05/06/1990", "05/06/1990"),
        ("5/6/90", "05/06/1990"),
        (1990, "1990"),
        ("6/1990", "1990"),
        ("1990-06-05", "05/06/1990"),
    ],
)
def test_a_birth_however_it_was_typed(cell: Cell, birth: str) -> None:
    assert said(a_book(HEAD, (1, "Lò Văn Pâng", cell))) == [("Lò Văn Pâng", birth)]


@pytest.mark.parametrize(
    ("number", "phone", "mended"),
    [
        (12090004321, 912345678, ("012090004321", "0912345678")),
        ("12090004321", "912345678", ("012090004321", "0912345678")),
        (1090004321, "+84 912.345.678", ("001090004321", "0912345678")),
        ("'012090004321", "0912 345 678", ("012090004321", "0912345678")),
        (12090004321.0, 84912345678, ("012090004321", "0912345678")),
    ],
)
def test_numbers_that_lost_their_zeros(number: Cell, phone: Cell, mended: tuple[str, str]) -> None:
    one = people(a_book(HEAD, (1, "Lò Văn Pâng", 1990, "Nam", number, phone)))[0]

    assert (one.values.citizen_number, one.values.phone) == mended
    assert one.faults == ()


def test_a_number_that_a_sheet_rounded_is_refused_in_its_row() -> None:
    one = people(a_book(HEAD, (1, "Lò Văn Pâng", 1990, "Nam", "1.209E+10", "")))[0]

    assert one.values.citizen_number == ""
    assert one.faults
