"""Cutting a task's words where they end by themselves, and putting them together again.

A task's text is joined from its source (wraps, page breaks and the list mark are gone), so each
character is told where it stands in the source; a part takes its range from there.
"""

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

_END: Final = re.compile(r"[.;!?…][”\"’)\]]*\s+(?=\S)")
_ABBREVIATED: Final = re.compile(r"(?:\b(?:TP|TT|Tx|TS|ThS|BS|PGS|GS|Mr|v\.v)|\b\d+|\b[A-ZĐ])\.$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and the half-open range of the source that they come from."""

    text: str
    start: int
    end: int


def cut_points(text: str) -> tuple[int, ...]:
    """Where a new part could begin: after a sentence, or after a semicolon."""
    return tuple(match.end() for match in _END.finditer(text) if _ends(text, match))


def _ends(text: str, match: re.Match[str]) -> bool:
    """A semicolon always parts; a full stop not after an abbreviation or a number, nor before a
    small letter."""
    if text[match.start()] == ";":
        return True
    following = text[match.end()]
    if following.islower():
        return False
    return not _ABBREVIATED.search(text[: match.start() + 1])


def parts(text: str, at: Collection[int]) -> tuple[str, ...]:
    """The texts between the cuts."""
    borders = [0, *sorted(at), len(text)]
    return tuple(text[start:end].strip() for start, end in itertools.pairwise(borders))


def cut(whole: Piece, places: Sequence[int], at: Collection[int]) -> tuple[Piece, ...]:
    """`whole` in pieces that begin at the offsets `at`; `places` says where each character stands.

    The first piece begins and the last one ends where the whole does.
    """
    borders = [0, *sorted(at), len(whole.text)]
    pieces: list[Piece] = []
    for first, after in itertools.pairwise(borders):
        text = whole.text[first:after].strip()
        last = first + len(whole.text[first:after].rstrip())
        start = whole.start if first == 0 else places[first]
        end = whole.end if after == len(whole.text) else places[last - 1] + 1
        pieces.append(Piece(text, start, end))
    return tuple(pieces)


def join(pieces: Sequence[Piece]) -> Piece:
    """One piece of several that follow each other."""
    return Piece(
        " ".join(piece.text for piece in pieces),
        min(piece.start for piece in pieces),
        max(piece.end for piece in pieces),
    )


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without spaces at its ends, and with the words that it began or ended inside."""
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return start, start
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
