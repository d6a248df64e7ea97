"""Whether a result is the best one, found without dividing anything: one look at each share.

The proof has two halves. *Nobody is kept from money that is there*: the members of the first groups
may draw from the pots of these groups only, and those pots are given out. *Nobody could rise unless
someone falls lower*: in every group, and in all groups before it, taking back the last unit of
anyone would leave her no higher than anyone of the group stands now. Together these leave no
exchange that leximin would prefer, and where no exchange helps, the division is the best one
(Murota 2003, for convex functions on such sets).

Nothing here is shared with the modules that divide; fractions are compared by multiplying out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nhanai.allocation.rules.values import Claimant, Objective, Result, Round
from nhanai.base.findings import Finding


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where someone stands: the tier, then a fraction, then how little a unit raises her."""

    tier: int
    above: int
    divisor: int

    def is_below(self, other: "_Stand") -> bool:
        if self.tier != other.tier:
            return self.tier < other.tier
        left, right = self.above * other.divisor, other.above * self.divisor
        return left < right if left != right else self.divisor < other.divisor


def _stand(each: Claimant, given: int, one: Round) -> _Stand:
    if one.objective is Objective.LEXIMIN:
        return _Stand(0, each.received + given, each.need * each.weight)
    if one.objective is Objective.PRIORITY:
        return _Stand(-each.weight, each.received + given, each.need)
    return _Stand(0, 2 * (each.received + given) + one.step, 2 * each.weight)


def disproved(one: Round, result: Result) -> list[Finding]:
    """Everything by which the result is not the best one of the round; nothing where it is."""
    found = [*_counted(one, result), *_grouped(one, result)]
    return found or [*_left(one, result), *_exchanges(one, result)]


def _said(rule: str, message: str, where: str | None = None) -> Finding:
    return Finding(rule, message, where=where)


def _counted(one: Round, result: Result) -> Iterator[Finding]:
    if len(result.given) != len(one.claimants):
        yield _said("claimants", "Số người trong kết quả khác số người trong đợt.")
        return
    spent = [0] * len(one.pots)
    for each, parts in zip(one.claimants, result.given, strict=True):
        for pot, amount in parts.items():
            spent[pot] += amount
            if amount <= 0 or amount % one.step:
                yield _said("step", f"{each.code}: phần nhận không đúng mức chia tròn.", each.code)
            if each.pots is not None and one.pots[pot].code not in each.pots:
                yield _said(
                    "earmark", f"{each.code} không thuộc diện của {one.pots[pot].code}.", each.code
                )
        share = sum(parts.values())
        if not each.minimum <= share <= each.at_most:
            yield _said(
                "bounds", f"{each.code}: phần nhận nằm ngoài mức tối thiểu, tối đa.", each.code
            )
    for fund, taken in zip(one.pots, spent, strict=True):
        if taken > fund.amount:
            yield _said("pot", f"Nguồn {fund.code} bị chia quá số có.", fund.code)


def _grouped(one: Round, result: Result) -> Iterator[Finding]:
    """Whether groups part the round, and draw as groups may."""
    everyone = sorted(who for group in result.groups for who in group.members)
    pots = sorted(pot for group in result.groups for pot in group.pots)
    if everyone != list(range(len(one.claimants))) or pots != sorted(set(pots)):
        yield _said("groups", "Các nhóm trong kết quả không chia hết người nhận.")
        return
    reached: set[str] = set()
    last = max(range(len(result.groups)), default=0)
    for at, group in enumerate(result.groups):
        own = set(group.pots)
        reached.update(one.pots[pot].code for pot in own)
        for who in group.members:
            if not set(result.given[who]) <= own:
                yield _said("group-pot", f"{_code(one, who)} nhận từ nguồn của nhóm khác.")
            allowed = one.claimants[who].pots
            if at != last and (allowed is None or not allowed <= reached):
                yield _said("group-order", f"{_code(one, who)} còn được nhận từ nguồn khác.")


def _left(one: Round, result: Result) -> Iterator[Finding]:
    """From the first group on whose pots something is left, everyone has all she may get."""
    left = [pot.amount // one.step for pot in one.pots]
    for parts in result.given:
        for pot, amount in parts.items():
            left[pot] -= amount // one.step
    is_left = False
    for group in result.groups:
        is_left = is_left or any(left[pot] for pot in group.pots)
        for who in group.members if is_left else ():
            if _could_rise(one, who, result):
                yield _said("left", f"Còn tiền mà {_code(one, who)} chưa nhận đủ.", _code(one, who))


def _exchanges(one: Round, result: Result) -> Iterator[Finding]:
    """Every group in which somebody stands lower than another would after losing a unit."""
    highest: _Stand | None = None
    for group in result.groups:
        highest = _highest((highest, *_after_loss(one, result, group.members)))
        for who in group.members:
            if highest is None or not _could_rise(one, who, result):
                continue
            share = sum(result.given[who].values())
            if _stand(one.claimants[who], share, one).is_below(highest):
                code = _code(one, who)
                yield _said("exchange", f"{code} đang ở mức thấp hơn người nhận sau cùng.", code)


def _after_loss(one: Round, result: Result, members: Iterable[int]) -> Iterator[_Stand]:
    for who in members:
        each, share = one.claimants[who], sum(result.given[who].values())
        if share - one.step >= each.minimum:
            yield _stand(each, share - one.step, one)


def _highest(stands: Iterable[_Stand | None]) -> _Stand | None:
    top: _Stand | None = None
    for stand in stands:
        if stand is not None and (top is None or top.is_below(stand)):
            top = stand
    return top


def _could_rise(one: Round, who: int, result: Result) -> bool:
    return sum(result.given[who].values()) + one.step <= one.claimants[who].at_most


def _code(one: Round, who: int) -> str:
    return one.claimants[who].code
