"""A whole round: what everyone gets from which pot, the same on every machine."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from nhanai.allocation.rules.earmarks import Kind, Part, divide, kinds_of, too_poor
from nhanai.allocation.rules.filling import Filling
from nhanai.allocation.rules.scales import scale_of
from nhanai.allocation.rules.values import Group, Result, Round, faults
from nhanai.base.errors import Refused


class CannotDivide(Refused):
    """The round has faults, or its pots do not hold the minimums."""


def solve(one: Round) -> Result:
    """The only best result of the round; refuses with every fault at once.

    What is equalised `scales` says. What pots hold beyond whole steps stays in them, and what
    nobody may take or needs any more.
    """
    if found := faults(one):
        raise CannotDivide("Đợt phân bổ còn chỗ chưa đúng, chưa chia được.", found)
    scale = scale_of(one)
    holds = {at: pot.amount // one.step for at, pot in enumerate(one.pots)}
    number = {pot.code: at for at, pot in enumerate(one.pots)}
    everything = frozenset(holds)
    draws = [
        everything if each.pots is None else frozenset(number[code] for code in each.pots)
        for each in one.claimants
    ]
    kinds = kinds_of(draws)
    if poor := too_poor(kinds, holds, scale):
        names = ", ".join(one.pots[at].code for at in sorted(poor))
        raise CannotDivide(
            f"Mức tối thiểu cộng lại lớn hơn số tiền có thể dùng của nguồn {names}; "
            "hãy hạ mức tối thiểu hoặc tăng số phân bổ."
        )
    filling = Filling(scale, [each.code for each in one.claimants], one.lot)
    parts = divide(kinds, holds, filling)
    given: dict[int, Mapping[int, int]] = {}
    for part in parts:
        given.update(_drawn(part, one.step))
    groups = [
        Group(
            tuple(sorted(who for kind in part.kinds for who in kind.members)),
            tuple(sorted(part.pots)),
        )
        for part in parts
    ]
    return Result(tuple(given[who] for who in range(len(one.claimants))), tuple(groups))


def _drawn(part: Part, step: int) -> Iterator[tuple[int, dict[int, int]]]:
    """From which pot everyone of the part is given, as few pots each as going along them gives."""
    by_kind: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (at, pot), amount in sorted(part.drawn.items()):
        by_kind[at].append((pot, amount))
    for at, kind in enumerate(part.kinds):
        yield from _one_after_another(kind, part.units, by_kind[at], step)


def _one_after_another(
    kind: Kind, units: Mapping[int, int], pots: list[tuple[int, int]], step: int
) -> Iterator[tuple[int, dict[int, int]]]:
    left = iter(pots)
    pot, holds = next(left, (0, 0))
    for who in kind.members:
        wants = units[who]
        parts: dict[int, int] = {}
        while wants:
            while not holds:
                pot, holds = next(left)
            taken = min(wants, holds)
            parts[pot] = taken * step
            wants -= taken
            holds -= taken
        yield who, parts
