"""How far a task of a plan has come to the units below those that hold it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

NOBODY: Final = "chua-ai"
SOME: Final = "mot-phan"
ALL: Final = "du"
REACHES: Final = (
    (NOBODY, "Chưa có ai"),
    (SOME, "Mới một phần"),
    (ALL, "Đủ các đơn vị"),
)
"""How far, with words."""

MANY: Final = 4
"""From so many holders on, each of them is itself one of those whom the task must reach."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Which units a task should reach below its holders, and how it reached some of them."""

    expected: frozenset[int]
    by_plan: frozenset[int]
    by_hand: frozenset[int]

    @property
    def reached(self) -> frozenset[int]:
        """Those that it reached, in whichever way."""
        return self.by_plan | self.by_hand

    @property
    def missing(self) -> frozenset[int]:
        """Those where nobody has it yet."""
        return self.expected - self.reached

    @property
    def reach(self) -> str:
        """Nobody, some or all."""
        if not self.reached:
            return NOBODY
        return SOME if self.missing else ALL


def covered(
    holders: Collection[int],
    *,
    below: Mapping[int, Collection[int]],
    own: Collection[int],
    given_to: Collection[int],
    given_by: Collection[int],
) -> Covered | None:
    """Judge one task; None where nobody stands below who should have it.

    A task of many holders (every commune) should be made concrete by each of them; a task of few
    should come to each unit directly below them. `own` are units whose own plan, or one below,
    carries the task out; `given_to` have it from above in hand, `given_by` gave it further down.
    """
    if len(holders) >= MANY:
        expected, handed = frozenset(holders), frozenset(given_by)
    else:
        expected = frozenset(one for holder in holders for one in below.get(holder, ()))
        handed = frozenset(given_to)
    if not expected:
        return None
    return Covered(expected, expected & frozenset(own), expected & handed)
