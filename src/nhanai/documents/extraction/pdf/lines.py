"""The lines of a page with where they stand, and how a line is cut where columns meet.

pdfium gives the page's text fast but its geometry one call at a time. So a line asks only for the
rectangles of its text objects, and for single characters only where it must be cut.
"""

import ctypes
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

LINE_END = "\r\n"
WIDE_GAP = 2.0
"""From this many line heights on, a gap between words parts two columns."""


def _by_address(function: object, *arguments: type) -> Callable[..., int]:
    """A function of pdfium on a page, called by addresses.

    With typed pointers, which are checked at every call, it takes three times as long.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a function of the library
    return ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, *arguments)(address)


_count_rectangles = _by_address(pdfium.FPDFText_CountRects, ctypes.c_int, ctypes.c_int)
_get_rectangle = _by_address(pdfium.FPDFText_GetRect, ctypes.c_int, *[ctypes.c_void_p] * 4)


@dataclass(slots=True)
class Segment:
    """A piece of a line that belongs to one column."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """How tall its letters are."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2


Rectangle = tuple[float, float, float, float]
"""Left, right, bottom, top."""


@dataclass(slots=True)
class PageLine:
    """A line as pdfium gives it: its characters on the page, and the rectangles of its pieces."""

    text: str
    start: int
    rectangles: list[Rectangle]
    """As the text runs."""
    whole: Segment
    """The line as one piece."""


def _whole(text: str, rectangles: list[Rectangle]) -> Segment:
    if len(rectangles) == 1:
        return Segment(text, *rectangles[0])
    lefts, rights, bottoms, tops = zip(*rectangles, strict=True)
    return Segment(text, min(lefts), max(rights), min(bottoms), max(tops))


class PageText:
    """The text of one page and the geometry of its lines."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, text: str) -> None:
        self._handle = textpage.raw
        self._values = tuple(ctypes.c_double() for _ in range(4))
        self._out = tuple(ctypes.byref(value) for value in self._values)
        self._page = ctypes.cast(textpage.raw, ctypes.c_void_p)
        self._addresses = tuple(map(ctypes.addressof, self._values))
        self.text = text
        self.lines = self._lines(text)
        self.em = median([line.whole.height for line in self.lines] or [12.0]) or 12.0

    def _lines(self, text: str) -> list[PageLine]:
        lines: list[PageLine] = []
        start = 0
        for words in text.split(LINE_END):
            if not words.isspace() and words:
                rectangles = self._rectangles(start, len(words))
                if rectangles:
                    whole = _whole(words, rectangles)
                    lines.append(PageLine(words, start, rectangles, whole))
            start += len(words) + len(LINE_END)
        return lines

    def _rectangles(self, start: int, length: int) -> list[Rectangle]:
        page = self._page
        left, right, bottom, top = self._values
        to_left, to_right, to_bottom, to_top = self._addresses
        found: list[Rectangle] = []
        for at in range(_count_rectangles(page, start, length)):
            _get_rectangle(page, at, to_left, to_top, to_right, to_bottom)
            found.append((left.value, right.value, bottom.value, top.value))
        return found

    def segments(self, line: PageLine) -> list[Segment]:
        """The line cut at its wide gaps."""
        if len(line.rectangles) == 1:
            return [line.whole]
        cuts = gaps(line.rectangles, self.em * WIDE_GAP)
        return self.cut(line, cuts) if cuts else [line.whole]

    def cut(self, line: PageLine, cuts: Sequence[float]) -> list[Segment]:
        """The line cut at the given places across the page."""
        left, right, bottom, top = self._values
        out_left, out_right, out_bottom, out_top = self._out
        segments: list[Segment] = []
        column = -1
        for at, sign in enumerate(line.text):
            pdfium.FPDFText_GetCharBox(
                self._handle, line.start + at, out_left, out_right, out_bottom, out_top
            )
            if sign.isspace() or right.value <= left.value:
                if segments:
                    segments[-1].text += sign
                continue
            place = bisect_right(cuts, (left.value + right.value) / 2)
            letter = Segment(sign, left.value, right.value, bottom.value, top.value)
            if place == column:
                _grow(segments[-1], letter)
            else:
                column = place
                segments.append(letter)
        for segment in segments:
            segment.text = segment.text.strip()
        return segments or [line.whole]


def _grow(segment: Segment, letter: Segment) -> None:
    segment.text += letter.text
    segment.left = min(segment.left, letter.left)
    segment.right = max(segment.right, letter.right)
    segment.bottom = min(segment.bottom, letter.bottom)
    segment.top = max(segment.top, letter.top)


def gaps(rectangles: Sequence[Rectangle], wide: float) -> list[float]:
    """The middles of the gaps, at least `wide`, between the rectangles."""
    found: list[float] = []
    reach: float | None = None
    for left, right, *_ in sorted(rectangles):
        if reach is not None and left - reach >= wide:
            found.append((left + reach) / 2)
        reach = right if reach is None else max(reach, right)
    return found
