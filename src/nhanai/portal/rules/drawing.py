"""The chart of money by month, as numbers for a picture in the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

BOTTOM: Final = 178
HEIGHT: Final = 162


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: where its two bars stand, in hundredths of the width, and how tall in px."""

    label: str
    middle: str
    left: str
    right: str
    width: str
    received: int
    given: int

    @property
    def received_top(self) -> int:
        """Where the first bar begins."""
        return BOTTOM - self.received

    @property
    def given_top(self) -> int:
        """Where the second bar begins."""
        return BOTTOM - self.given


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars and the numbers beside the axis, in million đồng."""

    bars: Sequence[Bar]
    most: int
    half: str


def chart(months: Sequence[tuple[str, Mapping[str, int]]]) -> Chart | None:
    """Bars of `received` and `given` for each month (`2026-09`); None where there is nothing."""
    top = max((max(one["received"], one["given"]) for _, one in months), default=0)
    if top <= 0:
        return None
    most = rounded_up(top)
    step = 95 / len(months)
    bars = []
    for at, (month, one) in enumerate(months):
        left = 4 + at * step
        wide = step * 0.4
        bars.append(
            Bar(
                f"{int(month[5:])}/{month[2:4]}" if at == 0 or month[5:] == "01" else month[5:],
                f"{left + wide:.2f}%", f"{left:.2f}%", f"{left + wide + 0.3:.2f}%", f"{wide:.2f}%",
                max(0, one["received"]) * HEIGHT // most, max(0, one["given"]) * HEIGHT // most,
            )
        )  # fmt: skip
    million = most // 1_000_000
    half = f"{million / 2:g}".replace(".", ",")
    return Chart(bars, million, half)


def rounded_up(amount: int) -> int:
    """The next amount that reads well, at least two million."""
    step = 1_000_000
    while step * 10 < amount:
        step *= 10
    for times in (2, 5, 10):
        if amount <= step * times:
            return step * times
    return step * 10
