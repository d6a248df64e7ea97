"""List marks, and what only looks like one."""

import pytest

from nhanai.documents.reading import labels
from nhanai.documents.reading.labels import Rank

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("text", "rank", "label", "rest"),
    [
        ("Phần thứ hai", Rank.PART, "P2", ""),
        ("CHƯƠNG III QUY ĐỊNH CHUNG", Rank.CHAPTER, "CIII", "QUY ĐỊNH CHUNG"),
        ("Điều 12. Hiệu lực", Rank.ARTICLE, "D12", "Hiệu lực"),
        ("A. MỤC ĐÍCH", Rank.CAPITAL, "A", "MỤC ĐÍCH"),
        ("IV. TỔ CHỨC", Rank.ROMAN, "IV", "TỔ CHỨC"),
        ("II- NHIỆM VỤ", Rank.ROMAN, "II", "NHIỆM VỤ"),
        ("IlI. TỔ CHỨC", Rank.ROMAN, "III", "TỔ CHỨC"),
        ("l. MỤC ĐÍCH", Rank.ROMAN, "I", "MỤC ĐÍCH"),
        ("11. SỞ Y TẾ", Rank.NUMBER, "11", "SỞ Y TẾ"),
        ("10. Ủy ban", Rank.NUMBER, "10", "Ủy ban"),
        ("1- Mục đích", Rank.NUMBER, "1", "Mục đích"),
        ("2) Yêu cầu", Rank.NUMBER, "2", "Yêu cầu"),
        ("(3) Bảo đảm", Rank.NUMBER, "3", "Bảo đảm"),
        ("1.2. Mở lớp", Rank.SUBNUMBER, "1.2", "Mở lớp"),
        ("3.1 Tham gia", Rank.SUBNUMBER, "3.1", "Tham gia"),
        ("đ) Kiểm tra", Rank.LETTER, "đ", "Kiểm tra"),
        ("– Rà soát", Rank.BULLET, "-", "Rà soát"),
        ("+ Các bộ", Rank.BULLET, "+", "Các bộ"),
        ("• Mở lớp", Rank.BULLET, "•", "Mở lớp"),
    ],
)
def test_a_mark_is_told_by_its_shape(text: str, rank: Rank, label: str, rest: str) -> None:
    found = labels.find(text)

    assert found is not None
    assert (found.rank, found.text, text[found.length :]) == (rank, label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "283/KH-UBND ngày 24/9/2025",
        "2025. Đến năm",
        "1.749 đơn vị máu",
        "02 lần/ngày",
        "15/11 đến ngày 20/11",
        "V/v tăng cường",
        "Điều kiện thời tiết",
        "Mục tiêu chung",
        "Sở Y tế",
    ],
)
def test_a_number_or_word_is_no_mark(text: str) -> None:
    assert labels.find(text) is None


def test_letters_count_with_d_bar() -> None:
    ordinals = [label.ordinal for letter in "abcdđeghi" if (label := labels.find(f"{letter}) x"))]

    assert ordinals == [1, 2, 3, 4, 5, 6, 7, 8, 9]
