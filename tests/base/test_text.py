"""Vietnamese text is written one way, found without accents and sorted by its own alphabet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base import text

pytestmark = pytest.mark.nodb

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)
vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + "  0123456789", max_size=60)


def test_nfc_composes_and_plains_spaces_and_keeps_lines() -> None:
    written = "Ho\u0300a\u00a0bi\u0300nh\r\nđo\u0323c\u200b\ufeff"

    assert text.nfc(written) == "Hòa bình\nđọc"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ủy ban  NHÂN dân\nĐắk Lắk", "uy ban nhan dan dak lak"),
        (unicodedata.normalize("NFD", "Đại hội Chữ thập đỏ"), "dai hoi chu thap do"),
        ("plain ASCII", "plain ascii"),
    ],
)
def test_fold_leaves_neither_case_nor_tones(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(written: str) -> None:
    assert text.fold(text.fold(written)) == text.fold(written)


@pytest.mark.parametrize(
    ("written", "modern"),
    [
        ("hoá", "hóa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("thuỷ", "thủy"),
        ("Uỷ ban", "Ủy ban"),
        ("xoè", "xòe"),
        ("quý", "quý"),
        ("Quỷ", "Quỷ"),
        ("hoàn thành, ngoài, hoạt", "hoàn thành, ngoài, hoạt"),
        ("khuỷu", "khuỷu"),
        ("toà.", "tòa."),
    ],
)
def test_modern_tones_moves_the_mark_of_open_syllables_only(written: str, modern: str) -> None:
    assert text.modern_tones(written) == modern


def test_canonical_keeps_accents_and_drops_the_way_of_writing_them() -> None:
    assert text.canonical("UỶ  BAN nhân dân") == text.canonical("Ủy ban Nhân dân")
    assert text.canonical("Ủy ban") != text.canonical("Uy ban")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("so y te", True),
        ("sở y", True),
        ("SỞ Y TẾ", True),
        ("số y tế", False),
        ("te so", True),
        ("", True),
        ("tài", False),
    ],
)
def test_a_search_finds_without_accents_and_is_exact_with_them(query: str, found: bool) -> None:
    assert text.matches(query, "Sở Y tế tỉnh Lai Châu") is found


def test_names_sort_by_the_vietnamese_alphabet_and_then_by_tone() -> None:
    sorted_words = [
        "a",
        "à",
        "ả",
        "ã",
        "á",
        "ạ",
        "an",
        "ă",
        "â",
        "ba",
        "ca",
        "da",
        "đa",
        "e",
        "ê",
        "o",
        "ô",
        "ơ",
        "u",
        "ư",
    ]

    assert sorted(sorted(sorted_words), key=text.sort_key) == sorted_words


def test_tones_count_only_where_all_letters_are_alike() -> None:
    assert sorted(["hóa chất", "hoa hồng", "hòa bình"], key=text.sort_key) == [
        "hòa bình",
        "hóa chất",
        "hoa hồng",
    ]


def test_both_places_of_the_tone_sort_alike_and_foreign_letters_last() -> None:
    assert text.sort_key("thuỷ") == text.sort_key("Thủy")
    assert text.sort_key("zz") < text.sort_key("中")
    assert text.sort_key("müller") == text.sort_key("Muller")


@given(vietnamese)
def test_a_sort_key_is_digits_and_fits_its_column(written: str) -> None:
    key = text.sort_key(written)

    assert key.isdigit()
    assert len(key) <= 3 * len(written) + 5


@given(vietnamese, vietnamese)
def test_a_word_sorts_before_what_it_begins(one: str, other: str) -> None:
    assert text.sort_key(one.strip()) <= text.sort_key(f"{one.strip()} {other}")


def test_people_sort_by_given_name_then_by_the_rest() -> None:
    people = ["An", "Lò Văn An", "Trần An", "Đỗ Ân", "Trần Hoa", "Nguyễn Hòa", "Vàng A Páo"]

    assert sorted(sorted(people), key=text.person_sort_key) == people
