"""What a task's own words say about its time."""

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from nhanai.base.text import in_small_letters
from nhanai.documents.reading.deadlines.receiver import report_to
from nhanai.documents.reading.deadlines.shapes import COMES_AGAIN, LEAD, SHAPES, Shape
from nhanai.documents.reading.deadlines.timing import Deadline, Timing
from nhanai.documents.reading.recurrences import recurrence_of_sentence

_FIGURE: Final = re.compile(r"\d")


def _has_signal(lowered: str) -> bool:
    """Every deadline has a figure, or a quarter in Roman figures."""
    return "quý" in lowered or "quí" in lowered or _FIGURE.search(lowered) is not None


def of_sentence(text: str, issued: dt.date | None = None) -> Timing:
    """What a task's own words say; a day before the document's own is no deadline."""
    lowered = in_small_letters(text)
    due = _due(text, lowered, issued) if _has_signal(lowered) else None
    recurrence = recurrence_of_sentence(text)
    if due is not None and recurrence is not None and due.rule in COMES_AGAIN:
        due = replace(due, date=None)
    return Timing(due, recurrence, report_to(text))


def _due(text: str, lowered: str, issued: dt.date | None) -> Deadline | None:
    """The first deadline in the text; where two shapes begin together, the more exact one."""
    best: Deadline | None = None
    firsts: dict[tuple[str, ...], int | None] = {}
    for shape in SHAPES:
        start = _start(lowered, shape, firsts)
        if start is None:
            continue
        for found in shape.pattern.finditer(text, start if len(lowered) == len(text) else 0):
            day = shape.day(found, issued)
            if day is not None and issued is not None and day < issued:
                continue
            if best is None or found.start() < best.start:
                best = _deadline(text, *_words_of(found), day, shape.name)
            break
    return best


def _start(lowered: str, shape: Shape, firsts: dict[tuple[str, ...], int | None]) -> int | None:
    """Where to begin to look for the shape in a text in small letters; None: it has none.

    `firsts` keeps where words that several shapes begin with stand first.
    """
    if shape.begins not in firsts:
        places = [at for at in map(lowered.find, shape.begins) if at >= 0]
        firsts[shape.begins] = max(0, min(places) - LEAD) if places else None
    start = firsts[shape.begins]
    if start is None:
        return None
    for any_of in shape.needs:
        if not any(letters in lowered for letters in any_of):
            return None
    return start


def _words_of(found: re.Match[str]) -> tuple[int, int]:
    """The deadline's own words, where the shape needs more than them to be known."""
    return found.span("words" if "words" in found.re.groupindex else 0)


def _deadline(text: str, start: int, end: int, day: dt.date | None, rule: str) -> Deadline:
    end -= len(text[start:end]) - len(text[start:end].rstrip(" ,;"))
    return Deadline(text[start:end], start, end, day.isoformat() if day else None, rule)
