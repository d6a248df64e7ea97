"""In which order units are given: every unit of every claimant stands on one exact scale.

A *unit* is one `step` of the round. The next unit goes to whoever stands lowest. How high someone
stands who has `k` units of this round is a fraction `above(k) / divisor`:

* leximin: (received + given) / (need × weight), the share of her need that is met by each point
  of her score;
* proportional: (received + given + half a step) / weight, the money by each point. The half step
  makes rounding fair to large and small alike (after Webster); without rounding this maximises the
  product of what people have, each to the power of her weight (Nash), within need and maximum;
* priority: first by weight, highest first; within one weight (received + given) / need.

Among those who stand equally low, the unit goes where it raises more (the smaller divisor), which
is what leximin asks, and then by lot.

Fractions are compared as whole numbers: with Q at least the square of the largest divisor, two
fractions that differ do so by at least 1/Q, so that `above × Q // divisor` keeps their order and
tells equal ones from unequal ones.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.allocation.rules.values import Claimant, Objective, Round


@dataclass(frozen=True, slots=True)
class Scale:
    """Where everyone stands, by index: bounds in units, start, divisor, tier.

    Starts are doubled, so that half a step is whole; `rise` is what one unit adds to a start.
    """

    lows: Sequence[int]
    highs: Sequence[int]
    starts: Sequence[int]
    divisors: Sequence[int]
    tiers: Sequence[int]
    rise: int
    fine: int

    def height(self, who: int, units: int) -> int:
        """How high she stands with so many units, as a whole number that keeps the order."""
        return (self.starts[who] + units * self.rise) * self.fine // self.divisors[who]


def scale_of(one: Round) -> Scale:
    """The scale of the round's objective."""
    step, claimants = one.step, one.claimants
    divisors = [_divisor(each, one.objective) for each in claimants]
    half = step if one.objective is Objective.PROPORTIONAL else 0
    by_tier = one.objective is Objective.PRIORITY
    return Scale(
        lows=[-(-each.minimum // step) for each in claimants],
        highs=[each.at_most // step for each in claimants],
        starts=[2 * each.received + half for each in claimants],
        divisors=divisors,
        tiers=[-each.weight if by_tier else 0 for each in claimants],
        rise=2 * step,
        fine=max(divisors, default=1) ** 2,
    )


def _divisor(each: Claimant, objective: Objective) -> int:
    if objective is Objective.LEXIMIN:
        return each.need * each.weight
    return each.weight if objective is Objective.PROPORTIONAL else each.need


def drawn(lot: str, code: str) -> bytes:
    """The lot of a claimant: the smaller one is drawn first; anyone can compute it."""
    return hashlib.sha256(f"{lot}\n{code}".encode()).digest()
