"""A round of allocation as values, and what is wrong with one before it can be divided."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.numbers import show

LARGEST: Final = 10**15
"""No amount, need or weight is larger: a thousand million million."""


class Objective(StrEnum):
    """What is equalised among those who ask."""

    LEXIMIN = "LEXIMIN"
    PROPORTIONAL = "PROPORTIONAL"
    PRIORITY = "PRIORITY"


OBJECTIVES: Final[Mapping[Objective, str]] = {
    Objective.LEXIMIN: "Người thiếu nhất trước",
    Objective.PROPORTIONAL: "Đều theo điểm khó khăn",
    Objective.PRIORITY: "Lần lượt theo ưu tiên",
}

SHORT: Final[Mapping[Objective, str]] = {
    Objective.LEXIMIN: "Thiếu nhất",
    Objective.PROPORTIONAL: "Theo điểm",
    Objective.PRIORITY: "Ưu tiên",
}

MEANINGS: Final[Mapping[Objective, str]] = {
    Objective.LEXIMIN: (
        "Phần nhu cầu đã được đáp ứng, chia cho điểm khó khăn, được nâng lên đều: mỗi đồng đến "
        "người đang ở mức thấp nhất."
    ),
    Objective.PROPORTIONAL: (
        "Mỗi điểm khó khăn được số tiền như nhau, không kể nhu cầu lớn hay nhỏ, cho đến khi đủ "
        "nhu cầu."
    ),
    Objective.PRIORITY: (
        "Người có điểm khó khăn cao nhất được đáp ứng đủ trước, rồi đến điểm kế tiếp; cùng điểm "
        "thì đều theo nhu cầu."
    ),
}


@dataclass(frozen=True, slots=True)
class Pot:
    """What there is to divide: `amount` in đồng, or in whole units of one kind of goods."""

    code: str
    amount: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Someone who asks, under a pseudonym.

    `need` is the whole need, `received` what came already from elsewhere toward it, both in the
    unit of the pots; `weight` the vulnerability score in whole points. `minimum` and `maximum`
    bound what this round gives. `pots` are those she may draw from, None where all. `groups` are
    the groups by which shares are compared.
    """

    code: str
    need: int
    weight: int = 1
    received: int = 0
    minimum: int = 0
    maximum: int | None = None
    pots: frozenset[str] | None = None
    groups: tuple[str, ...] = ()

    @property
    def at_most(self) -> int:
        """What this round may give: never more than is still lacking."""
        lacking = max(self.need - self.received, 0)
        return lacking if self.maximum is None else min(lacking, self.maximum)


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that decides a result, and nothing else.

    `step` is the smallest part that is given (đồng; 1 for goods): shares are multiples of it.
    `lot` is the public word by which the last parts are drawn among equals.
    """

    pots: tuple[Pot, ...]
    claimants: tuple[Claimant, ...]
    objective: Objective = Objective.LEXIMIN
    step: int = 1
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Those whose shares one set of pots decides: together they can get no more than these hold.

    `members` and `pots` are indices into the round. Groups come in the order in which their level
    rises; a member may draw from pots of its own and of earlier groups only.
    """

    members: tuple[int, ...]
    pots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Who gets how much from which pot: `given[i]` maps the index of a pot to an amount."""

    given: tuple[Mapping[int, int], ...]
    groups: tuple[Group, ...]

    @property
    def shares(self) -> tuple[int, ...]:
        """What each claimant gets from all pots together."""
        return tuple(sum(parts.values()) for parts in self.given)


def faults(one: Round) -> list[Finding]:
    """All that is wrong with a round; none of it where it can be divided or found too poor."""
    return [*_of_pots(one), *_of_claimants(one)]


def _said(rule: str, message: str, where: str | None = None) -> Finding:
    return Finding(rule, message, where=where)


def _of_pots(one: Round) -> Iterator[Finding]:
    if not one.pots:
        yield _said("pots", "Chọn ít nhất một nguồn để phân bổ.")
    if not 1 <= one.step <= LARGEST:
        yield _said("step", "Mức chia tròn là một số nguyên từ 1 trở lên.", "step")
    for code, times in Counter(pot.code for pot in one.pots).items():
        if times > 1:
            yield _said("pot-twice", f"Nguồn {code} có hai lần; giữ lại một.", code)
    for pot in one.pots:
        if not 0 <= pot.amount <= LARGEST:
            yield _said("pot-amount", f"Số phân bổ của nguồn {pot.code} không được âm.", pot.code)


def _of_claimants(one: Round) -> Iterator[Finding]:
    if not one.claimants:
        yield _said("claimants", "Chưa có người nhận nào; hãy thêm người nhận.")
    known = {pot.code for pot in one.pots}
    for code, times in Counter(each.code for each in one.claimants).items():
        if times > 1:
            yield _said("claimant-twice", f"{code} có hai lần; giữ lại một.", code)
    for each in one.claimants:
        yield from _of_claimant(each, known, max(one.step, 1))


def _of_claimant(each: Claimant, known: set[str], step: int) -> Iterator[Finding]:
    code = each.code
    if not 1 <= each.need <= LARGEST:
        yield _said("need", f"Nhu cầu của {code} phải lớn hơn 0.", code)
    if not 1 <= each.weight <= LARGEST:
        yield _said("weight", f"Điểm khó khăn của {code} phải từ 1 trở lên.", code)
    if not 0 <= each.received <= LARGEST:
        yield _said("received", f"Số {code} đã nhận không được âm.", code)
    if each.minimum < 0 or (each.maximum is not None and each.maximum < 0):
        yield _said("bounds", f"Mức tối thiểu, tối đa của {code} không được âm.", code)
    elif -(-each.minimum // step) > each.at_most // step:
        most = show(each.at_most)
        yield _said(
            "minimum",
            f"Mức tối thiểu {show(each.minimum)} của {code} vượt mức được nhận nhiều nhất {most} "
            "(tính theo mức chia tròn); hãy hạ mức tối thiểu.",
            code,
        )
    if strange := sorted((each.pots or frozenset()) - known):
        yield _said("pot-unknown", f"{code} ghi nguồn không có: {', '.join(strange)}.", code)
