"""A result in figures: how equal, for which groups, by other objectives, and what changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from nhanai.allocation.rules.solving import solve
from nhanai.allocation.rules.values import Objective, Result, Round

_FINE: Final = 10**12
"""Shares of needs are compared to a millionth of a millionth."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One objective's result in figures; money in the unit of the pots, shares of need 0 to 1.

    `lowest_by_point` is the lowest share of need divided by the score: what leximin raises.
    """

    objective: Objective
    shares: tuple[int, ...]
    given: int
    left: int
    served: int
    fully_met: int
    lowest: Fraction
    lowest_by_point: Fraction
    median: Fraction
    gini: Fraction
    by_group: Mapping[str, "GroupShare"]


@dataclass(frozen=True, slots=True)
class GroupShare:
    """Of a group of claimants: how many, their need, and what came of it."""

    claimants: int
    need: int
    received: int
    given: int

    @property
    def met(self) -> Fraction:
        """The share of the group's need that is met, 0 to 1 and more where more had come."""
        return Fraction(self.received + self.given, self.need)


@dataclass(frozen=True, slots=True)
class Difference:
    """Whose share a corrected fact changed; None where one was not in the round."""

    code: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int:
        """What is gained, or with a minus lost."""
        return (self.after or 0) - (self.before or 0)


def met(one: Round, shares: Iterable[int]) -> list[int]:
    """The share of need that each has met, in units of 10⁻¹²."""
    return [
        (each.received + share) * _FINE // each.need
        for each, share in zip(one.claimants, shares, strict=True)
    ]


def gini(values: Sequence[int]) -> Fraction:
    """The Gini coefficient: 0 where all have the same, toward 1 where one has everything."""
    whole = sum(values)
    if not whole:
        return Fraction(0)
    count = len(values)
    ranked = sum((2 * at - count - 1) * value for at, value in enumerate(sorted(values), start=1))
    return Fraction(ranked, count * whole)


def by_group(one: Round, shares: Iterable[int]) -> dict[str, GroupShare]:
    """What came of the need of each group, by the group's name in order."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for each, share in zip(one.claimants, shares, strict=True):
        for group in each.groups:
            for at, value in enumerate((1, each.need, each.received, share)):
                sums[group][at] += value
    return {group: GroupShare(*sums[group]) for group in sorted(sums)}


def measured(one: Round, shares: Sequence[int]) -> Measured:
    """The figures of shares of the round, which may have been changed by hand."""
    shares_met = met(one, shares)
    ranked = sorted(shares_met)
    return Measured(
        objective=one.objective,
        shares=tuple(shares),
        given=sum(shares),
        left=sum(pot.amount for pot in one.pots) - sum(shares),
        served=sum(share > 0 for share in shares),
        fully_met=sum(value >= _FINE for value in shares_met),
        lowest=Fraction(ranked[0], _FINE),
        lowest_by_point=min(
            Fraction(value, _FINE * each.weight)
            for each, value in zip(one.claimants, shares_met, strict=True)
        ),
        median=Fraction(ranked[len(ranked) // 2] + ranked[(len(ranked) - 1) // 2], 2 * _FINE),
        gini=gini(shares_met),
        by_group=by_group(one, shares),
    )


def compared(one: Round) -> dict[Objective, tuple[Result, Measured]]:
    """The round divided by each objective, for people to see side by side before they choose."""
    found = {}
    for objective in Objective:
        other = replace(one, objective=objective)
        result = solve(other)
        found[objective] = (result, measured(other, result.shares))
    return found


def differences(
    before: tuple[Round, Sequence[int]], after: tuple[Round, Sequence[int]]
) -> list[Difference]:
    """Everyone whose share differs; who loses most first, who gains most last."""
    old, new = (
        {each.code: share for each, share in zip(one.claimants, shares, strict=True)}
        for one, shares in (before, after)
    )
    all_of_them = (
        Difference(code, old.get(code), new.get(code)) for code in dict.fromkeys((*old, *new))
    )
    changed = [one for one in all_of_them if one.before != one.after]
    return sorted(changed, key=lambda one: (one.change, one.code))
