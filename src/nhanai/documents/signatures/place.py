"""Where the note of a signature stands: by the signer's name, on no word and on no other note."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

import pypdfium2

from nhanai.base.text import nfc, single_spaced

POINTS: Final = 72 / 25.4
_EDGE: Final = 8 * POINTS
_SPACE: Final = 24 * POINTS
"""Left for a signature between position and name (`paper.decree.SIGNATURE_SPACE`)."""
_AIR: Final = 1.6
_STEP: Final = 1.0
_LOOKED_AT: Final = 60
"""So many pages from the end are searched for the signer's name."""
_RECTANGLES: Final = 4000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether both share a point."""
        return (
            self.left < other.right and other.left < self.right
            and self.bottom < other.top and other.bottom < self.top
        )  # fmt: skip

    @property
    def whole(self) -> tuple[int, int, int, int]:
        """The same in whole points, not smaller."""
        left, bottom = floor(self.left), floor(self.bottom)
        width, height = ceil(self.right - self.left), ceil(self.top - self.bottom)
        return left, bottom, left + width, bottom + height

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Words:
    """Some words on a page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as far as a note must know it; `gap` is where signatures stand, if that was found."""

    index: int
    box: Box
    words: tuple[Words, ...]
    name: Box | None = None
    gap: tuple[float, float] | None = None
    """From the position above down to the name."""


def sheet_for(content: bytes, *, name: str, position: str) -> Sheet:
    """The page with the signer's name under her position, else with her name, else the last."""
    document = pypdfium2.PdfDocument(content)
    try:
        count = len(document)
        wanted, above = _key(name), _key(position)
        with_name: Sheet | None = None
        for index in range(count - 1, max(-1, count - 1 - _LOOKED_AT), -1):
            sheet = _sheet(document, index)
            for words in sheet.words:
                if not wanted or _key(words.text) != wanted:
                    continue
                line = _above(sheet.words, words.box, above)
                if line is not None:
                    gap = (line.box.bottom, words.box.top)
                    return Sheet(index, sheet.box, sheet.words, words.box, gap)
                gap = (words.box.top + _SPACE, words.box.top)
                with_name = with_name or Sheet(index, sheet.box, sheet.words, words.box, gap)
        return with_name or _sheet(document, count - 1)
    finally:
        document.close()


def _sheet(document: pypdfium2.PdfDocument, index: int) -> Sheet:
    page = document[index]
    text = page.get_textpage()
    rectangles = [text.get_rect(place) for place in range(min(text.count_rects(), _RECTANGLES))]
    words = tuple(Words(text.get_text_bounded(*one), Box(*one)) for one in rectangles)
    left, bottom, right, top = page.get_cropbox()
    return Sheet(index, Box(left, bottom, right, top), words)


def _key(text: str) -> str:
    return single_spaced(nfc(text)).casefold()


def _above(every: Iterable[Words], name: Box, position: str) -> Words | None:
    """The line of the position that stands over the name, not far from it."""
    found = [
        words
        for words in every
        if position
        and _key(words.text) == position
        and 0 < words.box.bottom - name.top < 2 * _SPACE
        and abs(words.box.middle - name.middle) < _SPACE
    ]
    return min(found, key=lambda words: words.box.bottom, default=None)


def place_on(sheet: Sheet, *, width: float, height: float, taken: Sequence[Box]) -> Box:
    """The first free place: over the name, under it, else at the foot of the page."""
    words = [words.box for words in sheet.words]
    last = None
    for box in _offers(sheet, width, height):
        last = box
        around = Box(box.left - _AIR, box.bottom - _AIR, box.right + _AIR, box.top + _AIR)
        if not any(around.meets(other) for other in (*words, *taken)):
            return box
    corner = Box(
        sheet.box.left, sheet.box.bottom, sheet.box.left + width, sheet.box.bottom + height
    )
    return last or corner


def _offers(sheet: Sheet, width: float, height: float) -> Iterator[Box]:
    page = sheet.box
    if sheet.name is not None and sheet.gap is not None:
        left = sheet.name.middle - width / 2
        left = max(page.left + _EDGE, min(left, page.right - _EDGE - width))
        over = min(sheet.gap[0] - _AIR, page.top - _EDGE)
        yield from _down(left, over, sheet.gap[1], width, height)
        yield from _down(left, sheet.name.bottom - 2 * _AIR, page.bottom + _EDGE, width, height)
    for left in (page.right - _EDGE - width, page.left + _EDGE):
        columns = list(_down(left, page.top - _EDGE, page.bottom + _EDGE, width, height))
        yield from reversed(columns)


def _down(left: float, top: float, bottom: float, width: float, height: float) -> Iterator[Box]:
    """Places from the top to the bottom, one a little under the other."""
    while top - height >= bottom:
        yield Box(left, top - height, left + width, top)
        top -= _STEP
