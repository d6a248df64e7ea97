"""Reading the journal, and checking that nobody rewrote it."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Final, TypeAlias

from django.db.models import F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from nhanai.base.text import fold
from nhanai.journal import rules
from nhanai.journal.models import Head, Line

JournalLine: TypeAlias = Line
"""What rooms above read; only this room imports the model itself."""

BATCH: Final = 1000
"""Lines held in memory at a time while checking."""
SHOWN: Final = 50
"""Damages that a verdict lists; one cut in a long chain is told once, not a thousand times."""


class DamageKind(StrEnum):
    """What was done to the chain."""

    ALTERED = "altered"
    MISSING = "missing"
    UNCHAINED = "unchained"
    TAIL_CUT = "tail-cut"
    BEYOND_HEAD = "beyond-head"


@dataclass(frozen=True, slots=True)
class Damage:
    """One place where the chain does not hold, as a sentence."""

    kind: DamageKind
    sequence: int
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole chain found."""

    lines: int
    last_hash: str
    damages: tuple[Damage, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every line is there as it was written."""
        return not self.damages

    @property
    def seal(self) -> str:
        """What to note down elsewhere: it tells a chain that was rewritten as a whole."""
        return f"{self.lines}:{self.last_hash}"


def holds_seal(seal: str) -> bool:
    """Whether the line that an earlier check ended with is still the same."""
    sequence, _, digest = seal.partition(":")
    if sequence == "0":
        return digest == rules.GENESIS
    return (
        sequence.isdecimal() and Line.objects.filter(sequence=int(sequence), hash=digest).exists()
    )


def visible_lines(*, unit_keys: Iterable[str] | None, own_key: str = "") -> QuerySet[Line]:
    """The lines of those units and the reader's own, the newest first; all of them for None."""
    lines = Line.objects.order_by("-sequence")
    if unit_keys is None:
        return lines
    return lines.filter(Q(unit_key__in=unit_keys) | Q(by_key=own_key, by_key__gt=""))


def matching(
    lines: QuerySet[Line],
    *,
    words: str = "",
    verb: str = "",
    by_keys: Iterable[str] | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet[Line]:
    """Those of `lines` that a search means; days are local, `until` is included."""
    for word in fold(words).split():
        lines = lines.filter(folded__contains=word)
    if verb:
        lines = lines.filter(verb=verb)
    if by_keys is not None:
        lines = lines.filter(by_key__in=by_keys)
    if since:
        lines = lines.filter(at__gte=_midnight(since))
    if until:
        lines = lines.filter(at__lt=_midnight(until + dt.timedelta(days=1)))
    return lines


def key_of(thing: Model) -> str:
    """What names `thing` for as long as the journal lives: `"plans.plan:12"`."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def of_subject(key: str) -> QuerySet[Line]:
    """What happened to one thing, the newest first."""
    return Line.objects.filter(subject_key=key).order_by("-sequence")


def of_subjects(most: Mapping[str, int], *, shared: str, verbs: Collection[str]) -> QuerySet[Line]:
    """What happened to several things, of each at most so many lines, the newest first.

    Of `shared` only what one of the verbs tells. Keys are ranked alone, since lines are wide.
    """
    lines = Line.objects.filter(~Q(subject_key=shared) | Q(verb__in=verbs), subject_key__in=most)
    place = Window(RowNumber(), partition_by="subject_key", order_by=F("sequence").desc())
    near = [Q(subject_key=key, place__lte=number) for key, number in most.items()]
    ranked = lines.annotate(place=place).filter(reduce(or_, near)).values("pk")
    return Line.objects.filter(pk__in=ranked).order_by("-sequence")


def check() -> Verdict:
    """Walk the whole chain in constant memory and tell everything that does not hold.

    It blocks nobody: what is appended meanwhile is walked too.
    """
    damages: list[Damage] = []
    count, sequence, previous = 0, 0, rules.GENESIS
    while True:
        for line in _lines_after(sequence):
            if len(damages) < SHOWN:
                damages += _damages_of(line, expected=sequence + 1, previous=previous)
            count, sequence, previous = count + 1, line.sequence, line.hash
        end = Head.objects.first() or Head()
        if end.sequence <= sequence or not Line.objects.filter(sequence__gt=sequence).exists():
            break
    damages += _damages_of_tail(end, sequence=sequence, previous=previous)
    return Verdict(lines=count, last_hash=previous, damages=tuple(damages[:SHOWN]))


def _lines_after(sequence: int) -> Iterator[Line]:
    """All lines from there on, a batch at a time."""
    while batch := _batch(Line.objects.filter(sequence__gt=sequence).order_by("sequence")):
        yield from batch
        sequence = batch[-1].sequence


def _batch(lines: QuerySet[Line]) -> list[Line]:
    """The next lines; a value that can no longer be read counts as empty, not as the end."""
    try:
        return list(lines[:BATCH])
    except (ValueError, TypeError):
        return list(lines.defer("at", "old", "new")[:BATCH])


def _damages_of(line: Line, *, expected: int, previous: str) -> Iterator[Damage]:
    """What does not hold at one line."""
    number = line.sequence
    if number != expected:
        missing = f"{expected}" if number == expected + 1 else f"{expected}–{number - 1}"
        message = f"Thiếu dòng {missing}: đã bị xóa hoặc đánh số lại."
        yield Damage(DamageKind.MISSING, expected, message)
    elif line.previous_hash != previous:
        message = f"Dòng {number} không nối với dòng trước: thứ tự đã đổi hoặc có dòng chèn vào."
        yield Damage(DamageKind.UNCHAINED, number, message)
    if not _is_as_written(line):
        message = f"Dòng {number} không còn như lúc ghi: nội dung đã bị sửa."
        yield Damage(DamageKind.ALTERED, number, message)


def _is_as_written(line: Line) -> bool:
    """Whether its hash still speaks of its content."""
    try:
        return line.hash == rules.hash_of(line.previous_hash, line.content())
    except (ValueError, TypeError):
        return False


def _damages_of_tail(end: Head, *, sequence: int, previous: str) -> Iterator[Damage]:
    """What does not hold where the chain ends."""
    if end.sequence > sequence:
        message = (
            f"Thiếu {end.sequence - sequence} dòng cuối,"
            f" từ dòng {sequence + 1} đến dòng {end.sequence}."
        )
        yield Damage(DamageKind.TAIL_CUT, sequence + 1, message)
    elif end.sequence < sequence or end.hash != previous:
        message = (
            f"Dòng cuối ghi nhận là dòng {end.sequence}, không khớp với dòng {sequence} đang có:"
            " có dòng thêm ngoài hệ thống hoặc dấu dòng cuối đã bị sửa."
        )
        yield Damage(DamageKind.BEYOND_HEAD, sequence, message)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
