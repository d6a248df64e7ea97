"""Lines as they are seen: markup dropped, spaces made single, page numbers left out."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import lines

pytestmark = pytest.mark.nodb


def texts(text: str) -> list[str]:
    return [line.text for line in lines.of(a_source(text))[0]]


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("**TM. ỦY BAN NHÂN DÂN**", "TM. ỦY BAN NHÂN DÂN"),
        ("**12.** **Đề nghị X:**** **Khẩn trương", "12. Đề nghị X: Khẩn trương"),
        ("tháng *9* năm", "tháng 9 năm"),
        ("*-* Bộ Y tế", "- Bộ Y tế"),
        ("## KẾ HOẠCH", "KẾ HOẠCH"),
        (r"1\. Mục đích", "1. Mục đích"),
        ("<b>Sở</b> Y tế", "Sở Y tế"),
        ("  Sở   Y\ttế ", "Sở Y tế"),
        ("Tăng 3*4 lần (*)", "Tăng 3*4 lần (*)"),
        ("* Về phía Sở Y tế:", "* Về phía Sở Y tế:"),
    ],
)
def test_markup_is_dropped_and_spaces_are_single(raw: str, seen: str) -> None:
    assert texts(raw) == [seen]


def test_every_character_of_a_line_stands_in_the_source() -> None:
    raw = "**1.** *Sở*   Y tế"

    (line,), _ = lines.of(a_source(raw))

    pieces = [raw[source : source + length] for _, source, length in line.content.runs]
    assert ["".join(pieces).replace(" ", ""), line.text] == ["1.SởYtế", "1. Sở Y tế"]


def test_drawn_rules_are_left_out_and_count_as_space() -> None:
    seen, _ = lines.of(a_source("TỈNH LAI CHÂU\n-------\nSố: 1/KH-UBND"))

    assert [(line.text, line.blank_before) for line in seen] == [
        ("TỈNH LAI CHÂU", False),
        ("Số: 1/KH-UBND", True),
    ]


def test_a_page_number_between_pages_is_left_out() -> None:
    assert texts("phối hợp với các\n\f- 2 -\nđơn vị liên quan.") == [
        "phối hợp với các",
        "đơn vị liên quan.",
    ]


def test_the_numbers_of_a_table_stay() -> None:
    text = "STT\nNội dung\nCơ quan chủ trì\n1\nRà soát.\nSở Y tế\n2\nBáo cáo."

    assert texts(text)[3::3] == ["1", "2"]


def test_bold_words_are_known_by_their_place() -> None:
    seen, emphasis = lines.of(a_source("**1. Sở Y tế:** Chủ trì"))

    assert seen[0].text[: emphasis.until(seen[0].content)].rstrip() == "1. Sở Y tế:"
