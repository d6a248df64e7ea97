"""Money is a whole number of đồng; a part of a đồng does not exist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nhanai.base import numbers, words


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in đồng; negative where it is owed or corrected."""

    amount: int

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"money is a whole number of đồng, not {self.amount!r}")

    @classmethod
    def read(cls, text: str) -> "Money":
        """The amount printed: `12.000.000 đ`, `3,5 triệu đồng`."""
        return cls(numbers.read_dong(text))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + other.amount)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - other.amount)

    def __neg__(self) -> "Money":
        return Money(-self.amount)

    def __mul__(self, times: int) -> "Money":
        return Money(self.amount * times)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return numbers.show_dong(self.amount)

    @property
    def in_words(self) -> str:
        """The amount as a voucher says it."""
        return words.say_dong(self.amount)

    def allocate(self, weights: Sequence[int | Fraction]) -> tuple["Money", ...]:
        """Shares by `weights` that add to exactly this amount.

        What rounding leaves goes, one đồng each, to the largest remainders; among equals, to the
        earlier share, so that the same split always gives the same shares.
        """
        whole = sum(weights, Fraction(0))
        if whole <= 0 or any(weight < 0 for weight in weights):
            raise ValueError("weights are not negative, and one of them is more than zero")
        if self.amount < 0:
            return tuple(-share for share in (-self).allocate(weights))
        exact = [self.amount * Fraction(weight) / whole for weight in weights]
        shares = [int(share) for share in exact]
        left = self.amount - sum(shares)
        by_remainder = sorted(range(len(exact)), key=lambda at: shares[at] - exact[at])
        for at in by_remainder[:left]:
            shares[at] += 1
        return tuple(Money(share) for share in shares)


def total(amounts: Iterable[Money]) -> Money:
    """The sum, zero of none."""
    return Money(sum(money.amount for money in amounts))
