"""Which paragraph stands under which, and its address."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine

pytestmark = pytest.mark.nodb


def addresses(*body: str) -> list[str]:
    """The addresses of the body's nodes."""
    reading = engine.read(a_source("\n\n".join(["KẾ HOẠCH", "Tên kế hoạch", *body])))
    heads = ("LOAI", "TEN", "DAU")
    return [node.address for node in reading.nodes if not node.address.startswith(heads)]


def test_sections_numbers_and_bullets_make_addresses() -> None:
    assert addresses("I. A", "1. B", "- C;", "- D.", "2. E", "II. F", "1. G", "a) H;", "đ) I.") == [
        "I", "I.1", "I.1.-1", "I.1.-2", "I.2", "II", "II.1", "II.1.a", "II.1.đ",
    ]  # fmt: skip


def test_a_repeated_label_gets_an_address_of_its_own() -> None:
    assert addresses("IV. KINH PHÍ", "1. A", "IV. PHÂN CÔNG", "1. B", "- C.") == [
        "IV", "IV.1", "IV(2)", "IV(2).1", "IV(2).1.-1",
    ]  # fmt: skip


def test_other_bullets_nest_and_the_first_kind_comes_back() -> None:
    assert addresses("1. A", "- B:", "+ C;", "+ D.", "- E.") == [
        "1", "1.-1", "1.-1.-1", "1.-1.-2", "1.-2",
    ]  # fmt: skip


def test_numbers_of_numbers_stand_under_their_number() -> None:
    assert addresses("II. A", "3. B", "3.1. C", "3.2. D", "a) E.", "4. F") == [
        "II", "II.3", "II.3.1", "II.3.2", "II.3.2.a", "II.4",
    ]  # fmt: skip


def test_a_list_that_a_colon_introduces_stands_under_it() -> None:
    assert addresses("a) Gồm:", "1. A.", "2. B.", "b) C.") == ["a", "a.1", "a.2", "b"]


def test_parts_chapters_and_articles() -> None:
    body = ("Phần thứ nhất", "QUY ĐỊNH CHUNG", "Chương I", "PHẠM VI", "Điều 1. A", "1. B.")

    assert addresses(*body) == [
        "P1", "P1.CI", "P1.CI.D1", "P1.CI.D1.1",
    ]  # fmt: skip


def test_a_title_before_its_text_is_parted_from_it() -> None:
    text = "**12. Đề nghị Công ty Điện lực:** Khắc phục sự cố lưới điện."

    reading = engine.read(a_source(f"KẾ HOẠCH\n\nTên\n\n{text}"))

    assert [(node.address, node.kind, node.content.text) for node in reading.nodes[2:]] == [
        ("12", "heading", "Đề nghị Công ty Điện lực"),
        ("12.p1", "paragraph", "Khắc phục sự cố lưới điện."),
    ]


def test_titles_without_label_in_capitals_are_sections() -> None:
    assert addresses("MỤC ĐÍCH, YÊU CẦU", "- A.", "TỔ CHỨC THỰC HIỆN", "- B.") == [
        "T1", "T1.-1", "T2", "T2.-1",
    ]  # fmt: skip
