"""What a task's own words say about its time."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from nhanai.base.text import in_small_letters
from nhanai.documents.reading.deadlines.receiver import report_to
from nhanai.documents.reading.deadlines.shapes import COMES_AGAIN, LEAD, SHAPES, Shape
from nhanai.documents.reading.deadlines.timing import Deadline, Timing
from nhanai.documents.reading.recurrences import recurrence_of_sentence

_FIGURE: Final = re.compile(r"\d")
_WORDS: Final = frozenset(
    words for shape in SHAPES for any_of in (shape.begins, *shape.needs) for words in any_of
)
_HOLDS: Final = {words: {each for each in _WORDS if each in words} for words in _WORDS}
"""Of each of these words those that stand in it: "hết" in "đến hết"."""
_ANY_WORD: Final = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_RECENT: Final = 256


def _has_signal(lowered: str) -> bool:
    """Every deadline has a figure, or a quarter in Roman figures."""
    return "quý" in lowered or "quí" in lowered or _FIGURE.search(lowered) is not None


def of_sentence(text: str, issued: dt.date | None = None) -> Timing:
    """What a task's own words say; a day before the document's own is no deadline."""
    lowered = in_small_letters(text)
    due = _due(text, lowered, issued) if _has_signal(lowered) else None
    recurrence = recurrence_of_sentence(text)
    if due is not None and recurrence is not None and due.rule in COMES_AGAIN:
        due = due._replace(date=None)
    return Timing(due, recurrence, report_to(text))


def _due(text: str, lowered: str, issued: dt.date | None) -> Deadline | None:
    """The first deadline in the text; where two shapes begin together, the more exact one."""
    best: Deadline | None = None
    for shape in _possible(_words_in(lowered)):
        first = min(at for words in shape.begins if (at := lowered.find(words)) >= 0)
        start = max(0, first - LEAD)
        for found in shape.pattern.finditer(text, start if len(lowered) == len(text) else 0):
            day = shape.day(found, issued)
            if day is not None and issued is not None and day < issued:
                continue
            if best is None or found.start() < best.start:
                best = _deadline(text, *_words_of(found), day, shape.name)
            break
    return best


def _words_in(lowered: str) -> frozenset[str]:
    """Which of the words of all shapes a text in small letters says."""
    return frozenset().union(*map(_HOLDS.__getitem__, _ANY_WORD.findall(lowered)))


@lru_cache(maxsize=_RECENT)
def _possible(said: frozenset[str]) -> tuple[Shape, ...]:
    """The shapes that a text with these words may have, in their order."""
    return tuple(
        shape
        for shape in SHAPES
        if not any(said.isdisjoint(any_of) for any_of in (shape.begins, *shape.needs))
    )


def _words_of(found: re.Match[str]) -> tuple[int, int]:
    """The deadline's own words, where the shape needs more than them to be known."""
    return found.span("words" if "words" in found.re.groupindex else 0)


def _deadline(text: str, start: int, end: int, day: dt.date | None, rule: str) -> Deadline:
    end -= len(text[start:end]) - len(text[start:end].rstrip(" ,;"))
    return Deadline(text[start:end], start, end, day.isoformat() if day else None, rule)
