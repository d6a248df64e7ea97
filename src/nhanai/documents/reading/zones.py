"""Parts a document: head, body, the end with its signature, footnotes, attached plans, annexes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nhanai.documents.reading import labels, letterhead, signature
from nhanai.documents.reading.lines import Line
from nhanai.documents.reading.paragraphs import is_capitals


class Zone(StrEnum):
    """What a run of lines is."""

    BODY = "body"
    END = "end"
    ATTACHED = "attached"
    ANNEX = "annex"
    NOTES = "notes"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of lines of one zone."""

    zone: Zone
    lines: Sequence[Line]


_ANNEX: Final = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu)(?:\s+(?:số\s+)?[IVX\d]+)?(?![^\W_])", re.IGNORECASE
)
_ANNEX_LABEL: Final = re.compile(
    r"(?:phụ lục|phụ biểu)\s+(?:số\s+)?([IVX]{1,5}|\d{1,2})\b", re.IGNORECASE
)


_AFTER_END: Final = frozenset((Zone.AFTER, Zone.NOTES))
_OPENING: Final = signature.BEGINS | frozenset("Pp")
"""The letters with which an annex or the end begins."""


def of(lines: Sequence[Line]) -> list[Stretch]:
    """The stretches after the head, in order."""
    stretches: list[Stretch] = []
    zone = Zone.BODY
    start = place = 0
    while place < len(lines):
        may_open = zone in _AFTER_END or lines[place].content.text[:1] in _OPENING
        opened = _opens(lines, place, zone) if may_open else None
        if opened is None:
            place += 1
            continue
        if place > start:
            stretches.append(Stretch(zone, lines[start:place]))
        zone, start = opened, place
        if zone is Zone.END:
            place += max(1, signature.length(lines, place))
            stretches.append(Stretch(Zone.END, lines[start:place]))
            zone, start = Zone.AFTER, place
        else:
            place += 1
    if place > start:
        stretches.append(Stretch(zone, lines[start:place]))
    return stretches


def annex_label(text: str) -> str | None:
    """`II` of "Phụ lục II"."""
    found = _ANNEX_LABEL.match(text)
    return found[1].upper() if found else None


def is_annex(text: str) -> bool:
    """Whether a line titles an annex."""
    found = _ANNEX.match(text) if text[:1] in {"P", "p"} else None
    if found is None or len(text) > 160:
        return False
    return (
        is_capitals(text)
        or len(text) - found.end() < 3
        or text[found.end() :].lstrip()[:1] in ":.-–("
    )


def _says_attached(lines: Sequence[Line], place: int) -> bool:
    """Whether the next lines say that this came with the document before it."""
    return any("kèm theo" in line.text.lower() for line in lines[place + 1 : place + 14])


def _opens(lines: Sequence[Line], place: int, zone: Zone) -> Zone | None:
    """The zone that begins on this line, if one does."""
    text = lines[place].text
    if is_annex(text):
        return Zone.ANNEX
    if zone not in _AFTER_END:
        return Zone.END if signature.begins(lines, place) else None
    return _opens_after(lines, place, zone)


def _opens_after(lines: Sequence[Line], place: int, zone: Zone) -> Zone | None:
    """What may follow the signature: a table, footnotes, an attached plan."""
    text = lines[place].text
    if lines[place].is_table:
        return Zone.ANNEX
    if zone is Zone.AFTER and labels.footnote(text):
        return Zone.NOTES
    if letterhead.kind_of(text) and _says_attached(lines, place):
        return Zone.ATTACHED
    return None
