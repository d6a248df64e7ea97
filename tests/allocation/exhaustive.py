"""The best division of a tiny round by trying every one: slow, and without any cleverness."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from nhanai.allocation.rules.values import Claimant, Objective, Round

Stand = tuple[int, Fraction]


def stand(each: Claimant, given: int, objective: Objective) -> Stand:
    has = each.received + given
    if objective is Objective.LEXIMIN:
        return 0, Fraction(has, each.need * each.weight)
    return -each.weight, Fraction(has, each.need)


def best(one: Round) -> list[Stand]:
    """Where all stand in the best division, from the lowest up; by leximin over all divisions."""
    return max(
        sorted(
            stand(each, share, one.objective)
            for each, share in zip(one.claimants, shares, strict=True)
        )
        for shares in reachable(one)
    )


def reachable(one: Round) -> set[tuple[int, ...]]:
    """All shares that the pots allow, within minimums and maximums, in whole steps."""
    found: set[tuple[int, ...]] = set()
    _draw(one, 0, [pot.amount for pot in one.pots], (), found)
    return found


def _draw(
    one: Round, who: int, left: Sequence[int], so_far: tuple[int, ...], found: set[tuple[int, ...]]
) -> None:
    if who == len(one.claimants):
        found.add(so_far)
        return
    each = one.claimants[who]
    for taken in _takings(one, each, left):
        share = sum(taken)
        if each.minimum <= share <= each.at_most:
            rest = [have - took for have, took in zip(left, taken, strict=True)]
            _draw(one, who + 1, rest, (*so_far, share), found)


def _takings(one: Round, each: Claimant, left: Sequence[int]) -> Iterator[tuple[int, ...]]:
    takings: list[tuple[int, ...]] = [()]
    for pot, have in zip(one.pots, left, strict=True):
        may = each.pots is None or pot.code in each.pots
        amounts = range(0, have + 1, one.step) if may else range(1)
        takings = [(*some, amount) for some in takings for amount in amounts]
    yield from takings
