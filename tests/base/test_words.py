"""Amounts in words follow the rules of speech, and can be read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.words import NotAnAmount, read_back, say, say_dong

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (121, "một trăm hai mươi mốt"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (10**9, "một tỷ"),
        (17_459_000_000, "mười bảy tỷ bốn trăm năm mươi chín triệu"),
        (10**12, "một nghìn tỷ"),
        (10**15 + 1, "một triệu tỷ không trăm linh một"),
        (10**18, "một tỷ tỷ"),
        (-5, "âm năm"),
    ],
)
def test_say_follows_the_rules_of_speech(number: int, words: str) -> None:
    assert say(number) == words
    assert read_back(words) == number


def test_a_house_may_say_le() -> None:
    assert say(105, joint="lẻ") == "một trăm lẻ năm"
    assert read_back("một trăm lẻ năm") == 105


def test_a_voucher_begins_with_a_capital_and_ends_with_dong() -> None:
    assert say_dong(505_000) == "Năm trăm linh năm nghìn đồng"
    assert read_back("Năm trăm linh năm ngàn đồng chẵn.") == 505_000


def test_reading_takes_the_other_ways_of_saying_it() -> None:
    assert read_back("hai mươi bốn tỉ, ba mươi nhăm triệu") == 24_035_000_000
    assert read_back("một trăm mười") == 110


@pytest.mark.parametrize(
    "words", ["", "đồng", "hai trăm năm", "mười mười", "triệu", "một hai", "hai tỷ và ba", "trăm"]
)
def test_reading_refuses_what_is_not_one_number(words: str) -> None:
    with pytest.raises(NotAnAmount):
        read_back(words)


@given(st.integers(0, 10**18 - 1), st.sampled_from(["linh", "lẻ"]))
def test_what_is_said_is_read_back(number: int, joint: str) -> None:
    assert read_back(say(number, joint=joint)) == number


@given(
    st.lists(
        st.sampled_from(
            ["không", "một", "mười", "mươi", "trăm", "nghìn", "triệu", "tỷ", "linh", "lăm", "năm"]
        )
    )
)
def test_reading_any_words_gives_a_number_or_a_refusal(words: list[str]) -> None:
    try:
        number = read_back(" ".join(words))
    except NotAnAmount:
        return
    assert number >= 0
