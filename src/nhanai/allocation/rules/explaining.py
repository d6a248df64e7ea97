"""Why someone gets what she gets, and what keeps her from more: in a sentence she can check."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from nhanai.allocation.rules.values import Claimant, Group, Objective, Result, Round
from nhanai.base.numbers import show


class Binding(StrEnum):
    """What keeps a share from being larger."""

    NEED = "NEED"
    MAXIMUM = "MAXIMUM"
    STEP = "STEP"
    MINIMUM = "MINIMUM"
    LOT = "LOT"
    EARMARK = "EARMARK"
    EXHAUSTED = "EXHAUSTED"


@dataclass(frozen=True, slots=True)
class Reason:
    """Of one claimant: what binds, and the sentence that says it."""

    binding: Binding
    sentence: str


_Stand = tuple[int, Fraction, int]
"""A tier, a level, and how little a unit raises it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a claimant is explained with: her group, and where its last unit went from."""

    group: Group
    last: _Stand | None
    has_richer: bool


def explained(one: Round, result: Result, unit: str = "đồng") -> tuple[Reason, ...]:
    """A reason for each claimant, in the order of the round."""
    reasons: dict[int, Reason] = {}
    for at, group in enumerate(result.groups):
        place = _Place(group, _last(one, result, group), at + 1 < len(result.groups))
        for who in group.members:
            reasons[who] = _reason(one, result, who, place, unit)
    return tuple(reasons[who] for who in range(len(one.claimants)))


def level(each: Claimant, given: int, objective: Objective) -> Fraction:
    """Where she stands by the objective: what is equalised, without rounding."""
    has = each.received + given
    if objective is Objective.LEXIMIN:
        return Fraction(has, each.need * each.weight)
    return Fraction(has, each.weight if objective is Objective.PROPORTIONAL else each.need)


def _stand(each: Claimant, given: int, objective: Objective) -> _Stand:
    divisors = {
        Objective.LEXIMIN: each.need * each.weight,
        Objective.PROPORTIONAL: each.weight,
        Objective.PRIORITY: each.need,
    }
    tier = -each.weight if objective is Objective.PRIORITY else 0
    return tier, level(each, given, objective), divisors[objective]


def _last(one: Round, result: Result, group: Group) -> _Stand | None:
    """Where whoever got the group's last unit stood before; None where none got one freely."""
    before = (
        _stand(each, share - one.step, one.objective)
        for who in group.members
        if (share := sum(result.given[who].values())) - one.step
        >= (each := one.claimants[who]).minimum
    )
    return max(before, default=None)


def _reason(one: Round, result: Result, who: int, place: _Place, unit: str) -> Reason:
    each = one.claimants[who]
    share = sum(result.given[who].values())
    amount = f"{show(share)} {unit}"
    if share + one.step > each.at_most:
        return _satisfied(each, share, amount, unit)
    height = _height(each, share, one.objective, unit)
    if share and share - one.step < each.minimum:
        return Reason(
            Binding.MINIMUM,
            f"Được {amount}: là mức tối thiểu đã đặt; theo mức chung thì phần này không lớn hơn.",
        )
    names = _names(one, each, place.group)
    if not names:
        return Reason(
            Binding.EARMARK,
            "Không được chia: các nguồn mà hồ sơ này thuộc diện đã dành hết cho người thiếu hơn.",
        )
    if _stand(each, share, one.objective) == place.last:
        return Reason(
            Binding.LOT,
            f"Được {amount} ({height}): phần cuối cùng của {names} không đủ cho mọi người cùng "
            "mức, nên theo thứ tự bốc thăm đã công bố.",
        )
    more = " Nguồn khác chia đến mức cao hơn, nhưng hồ sơ này không thuộc diện."
    binding = Binding.EARMARK if place.has_richer else Binding.EXHAUSTED
    sentence = f"Được {amount} ({height}): {names} đã chia hết ở mức này."
    if not share:
        sentence = f"Không được chia: {names} dành hết cho người ở mức thấp hơn ({height})."
    return Reason(binding, sentence + (more if place.has_richer else ""))


def _names(one: Round, each: Claimant, group: Group) -> str:
    """The pots of the group that she may draw from, three of them by name."""
    own = [
        one.pots[pot].name or one.pots[pot].code
        for pot in group.pots
        if each.pots is None or one.pots[pot].code in each.pots
    ]
    rest = f" và {len(own) - 3} nguồn khác" if len(own) > 3 else ""
    return ", ".join(own[:3]) + rest


def _satisfied(each: Claimant, share: int, amount: str, unit: str) -> Reason:
    lacking = max(each.need - each.received, 0)
    if not lacking:
        return Reason(
            Binding.NEED, f"Không nhận thêm: đã nhận {show(each.received)} {unit}, đủ nhu cầu."
        )
    if share == lacking:
        return Reason(Binding.NEED, f"Được {amount}: đủ phần nhu cầu còn thiếu.")
    if each.maximum is not None and each.maximum < lacking:
        return Reason(
            Binding.MAXIMUM, f"Được {amount}: bằng mức tối đa {show(each.maximum)} {unit} đã đặt."
        )
    return Reason(Binding.STEP, f"Được {amount}: phần còn thiếu nhỏ hơn mức chia tròn.")


def _height(each: Claimant, share: int, objective: Objective, unit: str) -> str:
    if objective is Objective.PROPORTIONAL:
        by_point = Fraction(each.received + share, each.weight)
        return f"mỗi điểm khó khăn được {show(round(by_point))} {unit}"
    said = f"đáp ứng {percent(Fraction(each.received + share, each.need))} nhu cầu"
    if objective is Objective.LEXIMIN and each.weight != 1:
        said += f", điểm khó khăn {each.weight}"
    return said


def percent(share: Fraction) -> str:
    """A share as a percentage with one decimal, half up: `41,7 %`."""
    tenths = int(share * 1000 + Fraction(1, 2))
    return f"{show(tenths // 10)},{tenths % 10} %"
