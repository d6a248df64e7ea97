"""Money is whole đồng, and shares of it add to all of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.money import Money, total

pytestmark = pytest.mark.nodb

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any)


def test_money_adds_subtracts_multiplies_and_compares() -> None:
    assert Money(3) + Money(4) == Money(7)
    assert Money(3) - Money(4) == Money(-1) == -Money(1)
    assert Money(3) * 4 == Money(12)
    assert Money(3) < Money(4)
    assert total([Money(1), Money(2)]) == Money(3)
    assert total([]) == Money(0)
    assert not Money(0)


@pytest.mark.parametrize("amount", [1.0, True, "1"])
def test_money_is_never_anything_but_an_integer(amount: object) -> None:
    with pytest.raises(TypeError, match="whole number of đồng"):
        Money(amount)  # type: ignore[arg-type]  # what a caller without types may pass


def test_money_is_read_printed_and_said() -> None:
    money = Money.read("495,421 triệu đồng")

    assert str(money) == "495.421.000 đ"
    assert money.in_words == "Bốn trăm chín mươi lăm triệu bốn trăm hai mươi mốt nghìn đồng"


def test_what_rounding_leaves_goes_to_the_largest_remainders_then_to_the_first() -> None:
    assert Money(100).allocate([1, 1, 1]) == (Money(34), Money(33), Money(33))
    assert Money(10).allocate([Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]) == (
        Money(5),
        Money(3),
        Money(2),
    )
    assert Money(-100).allocate([1, 1, 1]) == (Money(-34), Money(-33), Money(-33))
    assert Money(5).allocate([0, 7]) == (Money(0), Money(5))


@pytest.mark.parametrize("shares", [[], [0, 0], [2, -1]])
def test_weights_that_mean_nothing_are_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(5).allocate(shares)


@given(st.integers(-(10**15), 10**15), weights)
def test_shares_add_to_the_whole_and_none_is_a_dong_away_from_its_due(
    amount: int, shares: list[int]
) -> None:
    parts = Money(amount).allocate(shares)

    assert total(parts) == Money(amount)
    for part, share in zip(parts, shares, strict=True):
        assert abs(part.amount - Fraction(amount * share, sum(shares))) < 1
