"""Measures computed from others: sums of flows, and ratios, exact to the last digit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

_FORMULA: Final = re.compile(
    r"(?:(?P<factor>\d+)\*)?(?P<over>[A-Z]+\w*(?:\+[A-Z]+\w*)*)(?:/(?P<under>[A-Z]+\w*))?"
)


@dataclass(frozen=True, slots=True)
class Formula:
    """`factor` times the sum of `over`, divided by `under` where there is one."""

    over: tuple[str, ...]
    under: str = ""
    factor: int = 1

    @classmethod
    def read(cls, text: str) -> "Formula":
        """The formula written as `100*TC04/DS01` or `XH01+SK01`."""
        found = _FORMULA.fullmatch(text)
        if found is None:
            raise ValueError(f"not a formula: {text!r}")
        over = tuple(found["over"].split("+"))
        return cls(over, found["under"] or "", int(found["factor"] or 1))

    @property
    def text(self) -> str:
        """As `read` takes it."""
        factor = f"{self.factor}*" if self.factor != 1 else ""
        return factor + "+".join(self.over) + (f"/{self.under}" if self.under else "")

    @property
    def codes(self) -> tuple[str, ...]:
        """Every measure that it needs."""
        return (*self.over, self.under) if self.under else self.over

    def of(self, figures: Mapping[str, Fraction]) -> Fraction | None:
        """Its figure; None where nothing is there to compute it from.

        A sum needs one of its parts, as what is empty adds nothing; a ratio needs both its sides,
        and a side below the line that is not zero.
        """
        present = [figures[code] for code in self.over if code in figures]
        if not present:
            return None
        total = self.factor * sum(present, Fraction(0))
        if not self.under:
            return total
        below = figures.get(self.under)
        return total / below if below else None


def rounded(figure: Fraction, decimals: int) -> Decimal:
    """The figure as it is printed, half away from zero."""
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(figure.numerator) / Decimal(figure.denominator)
    return exact.quantize(step, rounding=ROUND_HALF_UP)
