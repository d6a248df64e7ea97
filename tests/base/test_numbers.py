"""Numbers are printed and read as Vietnamese paper has them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base import numbers

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1749, "1.749"),
        (0, "0"),
        (Decimal("82.96"), "82,96"),
        (Decimal("-18.2"), "−18,2"),
        (Decimal("1234567.50"), "1.234.567,50"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0"), "0"),
    ],
)
def test_show_prints_every_digit(number: int | Decimal, printed: str) -> None:
    assert numbers.show(number) == printed


def test_percent_money_and_scale_are_printed_with_their_unit() -> None:
    assert numbers.show_percent(Decimal("82.96")) == "82,96 %"
    assert numbers.show_dong(12_000_000) == "12.000.000 đ"
    assert numbers.show_scaled(17_459_000_000, "tỷ") == "17,459 tỷ"
    assert numbers.show_scaled(-3_500_000, "triệu") == "−3,5 triệu"
    assert numbers.show_scaled(346_000_000, "triệu") == "346 triệu"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1.749", "1749"),
        ("1749", "1749"),
        ("82,96", "82.96"),
        ("17,459 tỷ", "17459000000"),
        ("1,1 nghìn tỷ", "1100000000000"),
        ("3,5 triệu", "3500000"),
        ("−18,2", "-18.2"),
        ("-5", "-5"),
        ("+5", "5"),
        ("12.000.000", "12000000"),
        ("\u00a01.749 ", "1749"),
    ],
)
def test_read_takes_what_paper_prints(printed: str, number: str) -> None:
    assert numbers.read(printed) == Decimal(number)


@pytest.mark.parametrize("printed", ["1.1", "1,2,3", "1.23.456", "0.749", "1234.567", "12.34,5"])
def test_read_refuses_what_can_be_read_in_two_ways(printed: str) -> None:
    with pytest.raises(numbers.NotANumber, match=f"Không rõ “{printed}” là số nào"):
        numbers.read(printed)


def test_read_refuses_nothing_and_words() -> None:
    with pytest.raises(numbers.NotANumber, match="Chưa có số"):
        numbers.read("  ")
    with pytest.raises(numbers.NotANumber, match="“nhiều” không phải một số"):
        numbers.read("nhiều")


def test_a_count_is_whole() -> None:
    assert numbers.read_count("1.749") == 1749
    with pytest.raises(numbers.NotANumber, match="“1,749” không phải số nguyên"):
        numbers.read_count("1,749")


def test_percent_and_money_lose_their_unit() -> None:
    assert numbers.read_percent("82,96 %") == Decimal("82.96")
    assert numbers.read_percent("82,96%") == Decimal("82.96")
    assert numbers.read_dong("12.000.000 đ") == 12_000_000
    assert numbers.read_dong("3,5 triệu đồng") == 3_500_000
    assert numbers.read_dong("101,2 tỷ VNĐ") == 101_200_000_000


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_what_is_shown_is_read_as_the_same_number(number: Decimal) -> None:
    assert numbers.read(numbers.show(number)) == number


@given(st.integers(-(10**18), 10**18), st.sampled_from(["nghìn", "triệu", "tỷ"]))
def test_what_is_shown_in_a_scale_is_read_as_the_same_amount(amount: int, scale: str) -> None:
    assert numbers.read_count(numbers.show_scaled(amount, scale)) == amount
