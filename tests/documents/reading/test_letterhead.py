"""The head of a document, in one column or two, whole or with blanks."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine
from nhanai.documents.reading.model import DateParts

pytestmark = pytest.mark.nodb

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_blanks_for_number_and_day_are_missing_parts() -> None:
    head = "Số:      /KH-UBND\n\nLai Châu, ngày     tháng 9 năm 2023\n\nKẾ HOẠCH\n\nTên"

    reading = engine.read(a_source(head))

    assert (reading.number, reading.symbol) == (None, "KH-UBND")
    assert reading.date == DateParts(2023, 9, None)


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 0129/KH-UBND", "0129", "KH-UBND"),
        ("Số: 254 /TB-PCTT", "254", "TB-PCTT"),
        ("Số 18-CTr/TU", "18", "CTr/TU"),
        ("Số: 21/2024/NQ-HĐND", "21/2024", "NQ-HĐND"),
        ("Số:1482/UBND-KGVX", "1482", "UBND-KGVX"),
        ("Số: ...../QĐ-UBND", None, "QĐ-UBND"),
    ],
)
def test_number_and_symbol(line: str, number: str | None, symbol: str) -> None:
    reading = engine.read(
        a_source(f"{line}\n\nLai Châu, ngày 01 tháng 9 năm 2023\n\nKẾ HOẠCH\n\nTên")
    )

    assert (reading.number, reading.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("left", "issuer"),
    [
        (("ỦY BAN NHÂN DÂN", "TỈNH ĐẮK LẮK"), "Ủy ban nhân dân tỉnh Đắk Lắk"),
        (("UBND TỈNH CÀ MAU", "SỞ Y TẾ"), "Sở Y tế tỉnh Cà Mau"),
        (("THỦ TƯỚNG", "CHÍNH PHỦ"), "Thủ tướng Chính phủ"),
        (("TỈNH ỦY LAI CHÂU", "BAN TUYÊN GIÁO"), "Ban Tuyên giáo Tỉnh ủy Lai Châu"),
        (("HỘI CHỮ THẬP ĐỎ VIỆT NAM", "HỘI CHỮ THẬP ĐỎ TỈNH LAI CHÂU"),
         "Hội Chữ thập đỏ tỉnh Lai Châu"),
        (("BAN CHỈ HUY PCTT VÀ TKCN", "TỈNH THỪA THIÊN HUẾ", "VĂN PHÒNG THƯỜNG TRỰC"),
         "Văn phòng Thường trực Ban Chỉ huy PCTT và TKCN tỉnh Thừa Thiên Huế"),
    ],
)  # fmt: skip
def test_the_last_office_of_the_left_column_issues(left: tuple[str, ...], issuer: str) -> None:
    head = "\n".join((*left, "", STATE, "", "Số: 1/KH-X", "", "KẾ HOẠCH", "", "Tên"))

    assert engine.read(a_source(head)).issuer == issuer


def test_columns_side_by_side_are_told_apart_with_and_without_a_gap() -> None:
    day = "Lai Châu, ngày 02 tháng 3 năm 2025"
    wide = f"UBND TỈNH A                  {STATE}\nSố: 1/KH-X          {day}"
    tight = f"UBND TỈNH A {STATE}\nSố: 1/KH-X {day}"

    found = [engine.read(a_source(f"{head}\nKẾ HOẠCH\nTên")) for head in (wide, tight)]

    assert [(one.issuer, one.symbol, one.place, one.date) for one in found] == [
        ("UBND tỉnh A", "KH-X", "Lai Châu", DateParts(2025, 3, 2))
    ] * 2


def test_an_absent_letterhead_is_inferred_from_place_and_authority() -> None:
    text = (
        "Số: 1/KH-UBND\n\nLai Châu, ngày 02 tháng 3 năm 2025\n\nKẾ HOẠCH\n\nTên\n\n"
        "UBND tỉnh ban hành.\n\nNơi nhận:\n- Lưu: VT.\n\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Văn Mẫu"
    )

    assert engine.read(a_source(text)).issuer == "Ủy ban nhân dân tỉnh Lai Châu"


def test_a_title_in_capitals_is_written_as_the_text_writes_it() -> None:
    text = (
        "KẾ HOẠCH\n\nTRIỂN KHAI LUẬT VIỆC LÀM TẠI LAI CHÂU\n\n"
        "Ủy ban ban hành Kế hoạch triển khai Luật Việc làm tại Lai Châu như sau:"
    )

    assert engine.read(a_source(text)).title == "Triển khai Luật Việc làm tại Lai Châu"


def test_a_letter_has_its_subject_for_title_and_names_its_addressees() -> None:
    text = (
        "Số: 12/UBND-VX\nV/v hiến máu\ntình nguyện\n\nKính gửi:\n- Sở Y tế;\n- Sở Nội vụ.\n\n"
        "Ủy ban nhân dân tỉnh yêu cầu các sở báo cáo."
    )

    reading = engine.read(a_source(text))

    assert reading.kind == ("CV", "Công văn")
    assert reading.title == "V/v hiến máu tình nguyện"
    assert reading.addressees == ("Sở Y tế;", "Sở Nội vụ.")


def test_an_association_of_a_place_leaves_out_the_country() -> None:
    head = "HỘI CHỮ THẬP ĐỎ VIỆT NAM\nTỈNH LAI CHÂU\nSố: 12/KH-CTĐ\n\nKẾ HOẠCH\n\nTên"

    assert engine.read(a_source(head)).issuer == "Hội Chữ thập đỏ tỉnh Lai Châu"


def test_a_subject_in_the_cell_of_the_number_is_the_title() -> None:
    cells = "|\nỦY BAN NHÂN DÂN\n|\nSố: 44/UBND-VX\nV/v ứng phó bão\n|\n"
    head = f"{cells}\nKính gửi: Sở Y tế.\n\n1. Việc."

    assert engine.read(a_source(head)).title == "V/v ứng phó bão"


def test_whose_directive_it_is_stands_not_in_its_title() -> None:
    head = "CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề công tác hiến máu\n\n1. Việc."

    assert engine.read(a_source(head)).title == "về công tác hiến máu"


def test_the_kind_of_the_document_is_shown_above_its_title() -> None:
    nodes = engine.read(a_source("KẾ HOẠCH\n\nTên")).nodes

    assert [(node.address, node.content.text) for node in nodes] == [
        ("LOAI", "KẾ HOẠCH"), ("TEN", "Tên"),
    ]  # fmt: skip
