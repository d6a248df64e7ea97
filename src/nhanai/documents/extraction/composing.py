"""Puts lines and tables into one plain text and keeps account of where they stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from nhanai.documents.reading.source import Cell, Table

Ranges = tuple[tuple[int, int], ...]

# Characters that are no text: controls, soft hyphens, zero widths, private marks of Word fonts.
_UNWANTED = "[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff0-\uffff]"
_ODD = re.compile(_UNWANTED[:-1] + "\x0b\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_DROPPED = re.compile(_UNWANTED)
_BREAKS = re.compile("[\x0b\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")
_WHITE = re.compile(r"\s+")


class Line(NamedTuple):
    """A paragraph's text with the ranges of it that are set in bold."""

    text: str
    bold: Ranges = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as its format has it: its lines, and how many places it covers."""

    lines: tuple[Line, ...]
    rows: int = 1
    columns: int = 1


Grid = Sequence[Sequence[Box]]
"""Rows of boxes; a place that a merged box covers holds an empty box."""


def _has_odd(text: str) -> bool:
    """Whether there is anything to clean; most lines are told so without looking at each letter."""
    return not text.isprintable() and _ODD.search(text) is not None


def clean(text: str) -> str:
    """The text without characters that nobody sees, every space and line break a plain one."""
    if not _has_odd(text):
        return text
    return _SPACES.sub(" ", _BREAKS.sub("\n", _DROPPED.sub("", text)))


def is_tidy(text: str) -> bool:
    """Whether nothing in it must be cleaned, nor in any part of it, but for spaces at its ends."""
    return text.isprintable() and is_normalized("NFC", text)


def tidy(line: Line) -> tuple[Line, bool]:
    """The line cleaned, in NFC and without space at its ends; and whether it was not in NFC."""
    text = line.text
    decomposed = not text.isascii() and not is_normalized("NFC", text)
    if not decomposed and not _has_odd(text) and text == text.strip(" \t\n"):
        return line, False

    def moved(upto: int) -> int:
        return len(normalize("NFC", clean(text[:upto])))

    whole = normalize("NFC", clean(text))
    kept = whole.rstrip(" \t\n")
    lead = len(kept) - len(kept.lstrip(" \t\n"))
    kept = kept[lead:]
    places = (
        (max(0, moved(start) - lead), min(len(kept), moved(end) - lead)) for start, end in line.bold
    )
    return Line(kept, tuple(place for place in places if place[0] < place[1])), decomposed


def joined(lines: Iterable[Line], mark: str) -> Line:
    """Several lines as one, parted by `mark`; empty ones are left out."""
    texts: list[str] = []
    bold: list[tuple[int, int]] = []
    at = 0
    for line in lines:
        if line.text:
            texts.append(line.text)
            bold.extend((at + start, at + end) for start, end in line.bold)
            at += len(line.text) + len(mark)
    return Line(mark.join(texts), tuple(bold))


def on_one_line(lines: Iterable[Line]) -> Line:
    """A cell's lines as one line: every run of white space becomes one space of its own length."""
    line = joined(lines, " ")
    if not re.search(r"[\t\n\f]|  ", line.text):
        return line
    text = _WHITE.sub(" ", line.text)
    if not line.bold:
        return Line(text)
    places = [tuple(len(_WHITE.sub(" ", line.text[:at])) for at in pair) for pair in line.bold]
    return Line(text, tuple((start, end) for start, end in places if start < end))


class Composer:
    """The text so far. Paragraphs are parted by an empty line, lines of one block are not."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._bold: list[tuple[int, int]] = []
        self._break_due = False
        self.was_decomposed = False

    def page_break(self) -> None:
        """The next thing begins a page."""
        self._break_due = self._length > 0

    def block(self, lines: Iterable[Line]) -> None:
        """Lines that follow each other without an empty line; empty ones are left out."""
        first = True
        for raw in lines:
            line, decomposed = tidy(raw)
            self.was_decomposed |= decomposed
            if line.text:
                self._part("\n\n" if first else "\n")
                self._write(line)
                first = False

    def paragraph(self, text: str, bold: Ranges = ()) -> None:
        """One paragraph; nothing when it is empty."""
        self.block((Line(text, bold),))

    def continued(self, text: str) -> None:
        """A line of the same paragraph as the one before."""
        line, decomposed = tidy(Line(text))
        self.was_decomposed |= decomposed
        if line.text:
            self._part("\n")
            self._write(line)

    def printed(self, text: str, *, continues: bool) -> None:
        """A line of which `is_tidy` said yes, that begins a paragraph or continues one."""
        kept = text.strip(" ")
        if kept:
            self._part("\n" if continues else "\n\n")
            self._pieces.append(kept)
            self._length += len(kept)

    def table(self, grid: Grid) -> None:
        """A table of data: one line per row, cells parted by a tab."""
        self._part("\n\n")
        start = self._length
        rows: list[tuple[Cell, ...]] = []
        for boxes in grid:
            if rows:
                self._add("\n")
            rows.append(self._row(boxes))
        self._tables.append(Table(start, self._length, tuple(rows)))

    def _row(self, boxes: Sequence[Box]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for box in boxes:
            if cells:
                self._add("\t")
            start = self._length
            if box.lines:
                line, decomposed = tidy(on_one_line(box.lines))
                self.was_decomposed |= decomposed
                self._write(line)
            cells.append(Cell(start, self._length, box.rows, box.columns))
        return tuple(cells)

    def _part(self, mark: str) -> None:
        """Part what follows from what stands already."""
        if not self._length:
            return
        self._add(mark + "\f" if self._break_due else mark)
        self._break_due = False

    def _write(self, line: Line) -> None:
        at = self._length
        if line.bold:
            self._bold.extend([(at + start, at + end) for start, end in line.bold])
        self._add(line.text)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def content(self, *, pages: int | None = None, encoding: str = "utf-8") -> "Content":
        """Everything that was put in."""
        return Content(
            text="".join(self._pieces),
            tables=tuple(self._tables),
            bold=_merged(self._bold),
            pages=pages,
            encoding=encoding,
            was_decomposed=self.was_decomposed,
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What one format's reader gives back."""

    text: str
    tables: tuple[Table, ...] = ()
    bold: Ranges = ()
    pages: int | None = None
    encoding: str = "utf-8"
    was_decomposed: bool = False
    unread: tuple[str, ...] = ()


def _merged(ranges: list[tuple[int, int]]) -> Ranges:
    """The ranges in order, those that touch made one, empty ones left out."""
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
