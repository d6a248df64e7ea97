"""Claimants and figures as they stand in tables."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from nhanai.allocation import queries
from nhanai.allocation.models import AllocationRun, AllocationShare, Claimant
from nhanai.allocation.rules.explaining import percent
from nhanai.allocation.rules.measuring import Measured
from nhanai.allocation.rules.moves import RoundState
from nhanai.allocation.rules.values import MEANINGS, OBJECTIVES, Objective
from nhanai.identity.models import User

TONES: Final[Mapping[str, tuple[str, str]]] = {
    RoundState.PREPARING: ("run", "pen"),
    RoundState.SUBMITTED: ("hand", "clock"),
    RoundState.APPROVED: ("ok", "ok"),
    RoundState.CANCELLED: ("", "stop"),
}
_MILLION: Final = 10**6
KEPT: Final = ("lowest", "by_point", "median", "gini")
"""Shares that a computation keeps, in millionths."""


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """Who asks, and her share where one was computed."""

    claimant: Claimant
    name: str
    share: AllocationShare | None

    @property
    def met(self) -> str:
        """How much of the need is met with the share."""
        given = self.share.total if self.share else 0
        return percent(Fraction(self.claimant.received + given, self.claimant.need))


def claimant_rows(
    claimants: Sequence[Claimant], user: User, *, today: dt.date
) -> list[ClaimantRow]:
    """The rows of claimants that carry their `current` shares."""
    names = queries.names_of(user, claimants, today=today)
    return [
        ClaimantRow(one, names[one.pk], next(iter(getattr(one, "current", ())), None))
        for one in claimants
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """A result in words: amounts are whole numbers, shares are percentages."""

    objective: str
    label: str
    meaning: str
    given: int
    left: int
    served: int
    fully_met: int
    lowest: str
    by_point: str
    median: str
    gini: str


def figures_of(found: Measured) -> Figures:
    """Of a result that is only looked at."""
    return _figures(
        found.objective,
        {"given": found.given, "left": found.left, "served": found.served,
         "fully_met": found.fully_met},
        (found.lowest, found.lowest_by_point, found.median, found.gini),
    )  # fmt: skip


def kept_figures(run: AllocationRun) -> Figures:
    """Of a computation that was kept."""
    shares = tuple(Fraction(run.figures[key], _MILLION) for key in KEPT)
    return _figures(Objective(run.objective), run.figures, shares)


def _figures(
    objective: Objective, counts: Mapping[str, int], shares: Sequence[Fraction]
) -> Figures:
    lowest, by_point, median, gini = shares
    hundredths = int(gini * 1000 + Fraction(1, 2))
    return Figures(
        objective.value, OBJECTIVES[objective], MEANINGS[objective], counts["given"],
        counts["left"], counts["served"], counts["fully_met"], percent(lowest), percent(by_point),
        percent(median),
        f"{hundredths // 1000},{hundredths % 1000:03d}",
    )  # fmt: skip
