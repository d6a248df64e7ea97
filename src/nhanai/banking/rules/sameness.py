"""Which lines of a new file were had already, so that each movement stands once.

Two files of one account overlap, or tell the same days in two forms that spell them differently.
Lines are paired one to one, so that two equal movements of one day stay two. Only lines of one day
and amount can be the same; among them the surest sign decides, then the next.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.text import fold

_NOT_A_SIGN: Final = re.compile(r"[^a-z0-9]+")
_CUT_FROM: Final = 12
"""A memo of so many signs may be the beginning of a longer one that another form cut less."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What tells one movement from another; `balance` None and `reference` empty where unsaid."""

    day: dt.date
    amount: Decimal
    memo: str
    balance: Decimal | None = None
    reference: str = ""


def squashed(text: str) -> str:
    """The letters and figures of a text alone: banks change case, accents, spaces and marks."""
    return _NOT_A_SIGN.sub("", fold(text))


def had_already(known: Sequence[Movement], read: Sequence[Movement]) -> list[int | None]:
    """For each line read, the place among `known` of the same movement, or None of a new one."""
    pairs: list[int | None] = [None] * len(read)
    waiting: dict[tuple[dt.date, Decimal], list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        waiting[one.day, one.amount].append(place)
    groups: dict[tuple[dt.date, Decimal], list[int]] = defaultdict(list)
    for place, one in enumerate(read):
        groups[one.day, one.amount].append(place)
    for key, places in groups.items():
        if key in waiting:
            for mine, other in _paired(places, waiting[key], known, read):
                pairs[mine] = other
    return pairs


def _paired(
    mine: Iterable[int], others: Iterable[int], known: Sequence[Movement], read: Sequence[Movement]
) -> list[tuple[int, int]]:
    """Pairs among lines of one day and amount, by the surest sign first."""
    left, free, found = list(mine), list(others), []
    for sign in _SIGNS:
        for place in list(left):
            match = next((other for other in free if sign(read[place], known[other])), None)
            if match is not None:
                found.append((place, match))
                left.remove(place)
                free.remove(match)
    return found


def _by_balance_and_reference(a: Movement, b: Movement) -> bool:
    return a.balance is not None and a.balance == b.balance and _same_reference(a, b)


def _by_balance(a: Movement, b: Movement) -> bool:
    return a.balance is not None and a.balance == b.balance


def _by_reference(a: Movement, b: Movement) -> bool:
    return not _apart_by_balance(a, b) and _same_reference(a, b)


def _by_memo(a: Movement, b: Movement) -> bool:
    return not _apart(a, b) and squashed(a.memo) == squashed(b.memo)


def _by_cut_memo(a: Movement, b: Movement) -> bool:
    if _apart(a, b):
        return False
    short, long = sorted((squashed(a.memo), squashed(b.memo)), key=len)
    return len(short) >= _CUT_FROM and (short in long)


_SIGNS: Final[tuple[Callable[[Movement, Movement], bool], ...]] = (
    _by_balance_and_reference, _by_balance, _by_reference, _by_memo, _by_cut_memo,
)  # fmt: skip


def _same_reference(a: Movement, b: Movement) -> bool:
    one, two = squashed(a.reference), squashed(b.reference)
    return bool(one) and one == two


def _apart_by_balance(a: Movement, b: Movement) -> bool:
    return a.balance is not None and b.balance is not None and a.balance != b.balance


def _apart(a: Movement, b: Movement) -> bool:
    """Whether something says that they are two; two forms may number one movement differently."""
    if _apart_by_balance(a, b):
        return True
    numbered = bool(a.reference) and bool(b.reference)
    return numbered and not _same_reference(a, b) and a.balance is None and b.balance is None
