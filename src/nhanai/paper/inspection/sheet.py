"""A .docx as the rules see it: lines with their looks, pages with their margins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile
from typing import Final

from lxml import etree

from nhanai.base.text import fold, nfc, single_spaced
from nhanai.paper import decree
from nhanai.paper.inspection.looks import Letters, Stand, Styles, number
from nhanai.paper.inspection.opening import Parts, R, W

_DRAWN: Final = ("drawing", "pict", "object")
_KIND: Final = {fold(name): code for code, name in decree.KINDS.items()}
_SIGNING: Final = re.compile(r"(TM|KT|TL|TUQ|Q)\s*\.", re.IGNORECASE)

_MOST_SIGNING: Final = 40
"""Lines of a signature; a text that has more is no signature."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, each stretch with its looks; `cell` where it is in a table."""

    text: str
    raw: str
    runs: tuple[tuple[str, Letters], ...]
    stand: Stand
    drawn: bool
    cell: int | None = None

    @property
    def face(self) -> Letters:
        """How its first letters look."""
        return next((face for text, face in self.runs if text.strip()), Letters())

    def all(self, mark: str) -> bool:
        """Whether all its letters are `bold`, `italic` …."""
        return all(getattr(face, mark) for text, face in self.runs if text.strip())

    @property
    def capitals(self) -> bool:
        """Whether it stands in capitals, typed or shown."""
        return self.text == self.text.upper() or self.all("caps")


@dataclass(frozen=True, slots=True)
class Page:
    """A section's page: millimetres; whether its number is hidden on the first page, and where."""

    width: float
    height: float
    margins: dict[str, float]
    first_hidden: bool
    numbered: bool
    centred: bool


class Sheet:
    """The whole document."""

    def __init__(self, parts: Parts) -> None:
        self._styles = Styles(parts.styles)
        body = parts.document.find(f"{W}body")
        self.lines = [] if body is None else list(self._lines(body))
        found = [] if body is None else list(body.iter(f"{W}sectPr"))
        self.pages = [self._page(section, parts) for section in found]

    def _lines(self, body: etree._Element) -> Iterator[Line]:
        cells: dict[etree._Element, int] = {}
        for paragraph in body.iter(f"{W}p"):
            if any(True for _ in paragraph.iterancestors(f"{W}txbxContent", f"{W}del")):
                continue
            cell = next(paragraph.iterancestors(f"{W}tc"), None)
            place = None if cell is None else cells.setdefault(cell, len(cells))
            yield self._line(paragraph, place)

    def _line(self, paragraph: etree._Element, cell: int | None) -> Line:
        stand, face = self._styles.paragraph(paragraph.find(f"{W}pPr"))
        runs = []
        for run in paragraph.iter(f"{W}r"):
            text = "".join(_texts(run))
            runs.append((text, self._styles.run(run.find(f"{W}rPr"), face)))
        raw = nfc("".join(text for text, _ in runs))
        drawn = next(paragraph.iter(*(f"{W}{name}" for name in _DRAWN)), None) is not None
        return Line(single_spaced(raw), raw, tuple(runs), stand, drawn or stand.ruled, cell)

    def _page(self, section: etree._Element, parts: Parts) -> Page:
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = ("top", "bottom", "left", "right")
        heads = [
            parts.headers.get(mark.get(f"{R}id", ""))
            for mark in section.findall(f"{W}headerReference")
            if mark.get(f"{W}type") == "default"
        ]
        numbers = [
            paragraph
            for head in heads
            if head is not None
            for paragraph in head.iter(f"{W}p")
            if _has_page_number(paragraph)
        ]
        stands = [self._styles.paragraph(one.find(f"{W}pPr"))[0].justify for one in numbers]
        hidden = section.find(f"{W}titlePg")
        return Page(
            _length(number(size, "w")),
            _length(number(size, "h")),
            {side: _length(number(margins, side)) for side in sides},
            hidden is not None and hidden.get(f"{W}val", "1") not in {"0", "false"},
            bool(numbers),
            all(justify == "center" for justify in stands),
        )

    @cached_property
    def said(self) -> list[Line]:
        """The lines that say something."""
        return [line for line in self.lines if line.text]

    @cached_property
    def places(self) -> int:
        """Where `Nơi nhận` stands in `said`; past the end when it is missing."""
        return self.first(r"Nơi nhận\b") if self.first(r"Nơi nhận\b") >= 0 else len(self.said)

    def first(self, pattern: str, *, before: int | None = None) -> int:
        """The first line that begins with the pattern, in any case; -1 when there is none."""
        shape = re.compile(pattern, re.IGNORECASE)
        lines = self.said[:before]
        return next((at for at, line in enumerate(lines) if shape.match(line.text)), -1)

    @cached_property
    def kind_at(self) -> int:
        """Where the name of the kind stands alone; -1 in a letter."""
        early = enumerate(self.said[:25])
        return next(
            (at for at, line in early if line.cell is None and fold(line.text) in _KIND), -1
        )

    @property
    def kind(self) -> str:
        """The abbreviation of the kind; a document without a name is a letter."""
        return decree.LETTER if self.kind_at < 0 else _KIND[fold(self.said[self.kind_at].text)]

    @cached_property
    def body(self) -> list[Line]:
        """The lines between head and `Nơi nhận` that stand in no table."""
        addressed = self.first(r"Kính gửi\b", before=self.places)
        start = max(self.kind_at + 2, addressed + 1, self.first(r"V/v\b", before=25) + 1)
        lines = self.said[start : self.places]
        if addressed >= 0:
            lines = list(dropwhile(lambda line: line.text.startswith("-"), lines))
        return [line for line in lines if line.cell is None and not _is_signing(line)]

    @cached_property
    def signing(self) -> list[Line]:
        """The lines of the signature, to the name: those of its cell, or those at the end."""
        marked = [line for line in self.said if _is_signing(line)][:_MOST_SIGNING]
        if not marked:
            return []
        cell = marked[0].cell
        if cell is None:
            return marked
        return [line for line in self.said if line.cell == cell][:_MOST_SIGNING]


def _is_signing(line: Line) -> bool:
    return _SIGNING.match(line.text) is not None and len(line.text) < 80


def _texts(run: etree._Element) -> Iterator[str]:
    for mark in run:
        if mark.tag == f"{W}t":
            yield mark.text or ""
        elif mark.tag in {f"{W}tab", f"{W}br"}:
            yield " "
        elif mark.tag == f"{W}noBreakHyphen":
            yield "-"


def _has_page_number(paragraph: etree._Element) -> bool:
    codes = [mark.text or "" for mark in paragraph.iter(f"{W}instrText")]
    codes += [mark.get(f"{W}instr", "") for mark in paragraph.iter(f"{W}fldSimple")]
    return any("PAGE" in code.split() for code in codes)


def _length(twips: float | None) -> float:
    return 0.0 if twips is None else twips / 1440 * 25.4
