"""Who is about to get the same again: told as findings to be answered, never as a wall."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.aid.vocab import GiftKind
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.findings import Finding, Severity

NEAR: Final = 90
"""Days within which help of the same kind is looked at again; our choice, unverified."""
SAME_PROGRAMME: Final = 365
"""Days within which the same programme is looked at again, whatever the kind."""


@dataclass(frozen=True, slots=True)
class Got:
    """What a household got, or is about to get where `is_planned`; `key` names it for ever."""

    key: str
    household: str
    on: dt.date
    kind: GiftKind
    what: str
    worth: int
    giver: str = ""
    programme: str = ""
    is_planned: bool = False

    @property
    def words(self) -> str:
        """`tiền 500.000 đ ngày 12/11/2026, của Công ty A, đợt Tết Nhân ái`."""
        worth = f" {numbers.show_dong(self.worth)}" if self.worth else ""
        parts = [f"{self.what or self.kind.label.lower()}{worth} ngày {written(self.on)}"]
        parts += [f"của {self.giver}"] if self.giver else []
        parts += [f"đợt {self.programme}"] if self.programme else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Planned:
    """A gift that is to be approved; `is_promised` where a sponsor promised just this."""

    household: str
    on: dt.date
    kind: GiftKind
    programme: str = ""
    is_promised: bool = False


def findings_of(planned: Planned, known: Iterable[Got]) -> list[Finding]:
    """What speaks for looking twice, the nearest first; `where` is the key of what it is about.

    What a sponsor promised month by month repeats itself by right: of that only gifts of other
    programmes are told.
    """
    near = sorted(
        (one for one in known if one.household == planned.household),
        key=lambda one: abs((one.on - planned.on).days),
    )
    return [finding for one in near for finding in _of(planned, one)]


def _of(planned: Planned, one: Got) -> Iterator[Finding]:
    apart = abs((one.on - planned.on).days)
    same = bool(planned.programme) and one.programme == planned.programme
    if same and planned.is_promised:
        return
    verb = "sắp nhận" if one.is_planned else "đã nhận"
    if same and apart <= SAME_PROGRAMME:
        message = f"Hộ này {verb} trong chính chương trình này: {one.words}."
        yield Finding("same-programme", message, Severity.WARNING, where=one.key)
    elif one.kind == planned.kind and apart <= NEAR:
        message = f"Hộ này {verb} trong vòng {NEAR} ngày: {one.words}."
        yield Finding("same-kind", message, Severity.WARNING, where=one.key)


def unanswered(findings: Sequence[Finding], answered: Iterable[str]) -> list[Finding]:
    """Those that nobody has answered yet."""
    told = set(answered)
    return [one for one in findings if one.where not in told]
