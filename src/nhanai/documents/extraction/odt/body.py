"""Goes through the body of an .odt in order and composes its text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nhanai.documents.extraction import tables
from nhanai.documents.extraction.composing import Box, Composer, Grid, Line
from nhanai.documents.extraction.odt.names import (
    DRAW,
    HEADER,
    ITEM,
    LEVELS,
    LIST,
    TABLE,
    TEXT,
    H,
    P,
    whole,
)
from nhanai.documents.extraction.odt.styles import ListLevel, Styles
from nhanai.documents.extraction.odt.words import Words
from nhanai.documents.extraction.tables import GridBuilder

_INDEXES = frozenset(TEXT + name for name in ("table-of-content", "alphabetical-index"))
_SKIPPED = _INDEXES | {TEXT + "tracked-changes", TEXT + "sequence-decls"}
_MOST_COLUMNS = GridBuilder.WIDEST


@dataclass(slots=True)
class _List:
    """Where a list stands: its style, and the count of each level."""

    style: str
    counts: list[int]


@dataclass(slots=True)
class Body:
    """Composes the text of a document's body."""

    styles: Styles
    composer: Composer = field(default_factory=Composer)
    words: Words = field(init=False)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    """The counts of each list style and of each list by its id, to be continued."""

    def __post_init__(self) -> None:
        self.words = Words(self.styles)

    def read(self, text: etree._Element) -> None:
        """The whole body, then its notes."""
        self._blocks(text)
        lines: list[Line] = []
        for number, note in enumerate(self.words.notes, start=1):
            body = note.find(TEXT + "note-body")
            words = [] if body is None else [line.text.strip() for line in self._lines(body)]
            lines.append(Line(f"[{number}] {' '.join(words).strip()}"))
        self.composer.block(lines)

    def _blocks(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag in {P, H}:
                self._paragraph(child, "")
            elif tag == LIST:
                for paragraph, label in self._items(child, None, 1):
                    self._paragraph(paragraph, label)
            elif tag == TABLE + "table":
                self._table(child)
            elif tag not in _SKIPPED and isinstance(tag, str):
                self._blocks(child)

    def _paragraph(self, element: etree._Element, label: str) -> None:
        style = self.styles.style(element.get(TEXT + "style-name"))
        if style.breaks_page:
            self.composer.page_break()
        line = self._labelled(element, label)
        self.composer.paragraph(line.text, line.bold)
        for drawing in self._drawings():
            for box in drawing.iter(DRAW + "text-box"):
                self.composer.block(list(self._lines(box)))

    def _labelled(self, element: etree._Element, label: str) -> Line:
        line = self.words.line(element)
        if element.tag == H and not label:
            label = self._outline(element)
        if not label or not line.text.strip():
            return line
        by = len(label) + 1
        return Line(f"{label} {line.text}", tuple((s + by, e + by) for s, e in line.bold))

    def _drawings(self) -> list[etree._Element]:
        found, self.words.drawings = self.words.drawings, []
        return found

    def _outline(self, heading: etree._Element) -> str:
        """The number of a heading, where the document numbers its outline."""
        level = min(max(whole(heading.get(TEXT + "outline-level"), 1), 1), LEVELS)
        levels = self.styles.lists.get("Outline", {})
        if level not in levels or heading.get(TEXT + "is-list-header") == "true":
            return ""
        return self._counted("Outline", levels, level, None)

    def _items(
        self, element: etree._Element, outer: _List | None, level: int
    ) -> Iterator[tuple[etree._Element, str]]:
        """The paragraphs of a list in order, each with its label or an empty one."""
        if level > LEVELS:
            return
        style = element.get(TEXT + "style-name") or (outer.style if outer else "")
        levels = self.styles.lists.get(style, {})
        if level == 1 and element.get(TEXT + "continue-numbering") != "true":
            self._restart(element, style)
        for item in element:
            if item.tag in {ITEM, HEADER}:
                labelled = item.tag == HEADER
                for child in item:
                    if child.tag == LIST:
                        yield from self._items(child, _List(style, []), level + 1)
                    elif child.tag in {P, H}:
                        own = levels or self._own_levels(child)
                        start = item.get(TEXT + "start-value")
                        label = "" if labelled else self._counted(style, own, level, start)
                        labelled = True
                        yield child, label

    def _own_levels(self, paragraph: etree._Element) -> dict[int, ListLevel]:
        name = self.styles.style(paragraph.get(TEXT + "style-name")).list_style
        return self.styles.lists.get(name or "", {})

    def _restart(self, element: etree._Element, style: str) -> None:
        """A new list counts anew, unless it says which one it goes on with."""
        continued = element.get(TEXT + "continue-list")
        if continued is None or continued not in self._counts:
            self._counts[style] = [0] * (LEVELS + 1)
        else:
            self._counts[style] = self._counts[continued]
        identity = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if identity:
            self._counts[identity] = self._counts[style]

    def _counted(self, style: str, levels: dict[int, ListLevel], at: int, start: str | None) -> str:
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(style, [0] * (LEVELS + 1))
        for above in range(1, at):
            counts[above] = counts[above] or levels.get(above, level).start
        counts[at] = whole(start, counts[at] + 1 if counts[at] else level.start)
        counts[at + 1 :] = [0] * (LEVELS - at)
        return level.label(counts, levels, at)

    def _table(self, element: etree._Element) -> None:
        ruled = any(
            self.styles.style(cell.get(TABLE + "style-name")).is_ruled
            for cell in element.iter(TABLE + "table-cell")
        )
        tables.write(self._grid(element), self.composer, bordered=ruled)

    def _grid(self, element: etree._Element) -> Grid:
        builder = GridBuilder()
        for row in _rows(element):
            builder.row([self._box(cell) for cell in row if cell.tag == TABLE + "table-cell"])
        return builder.grid()

    def _box(self, cell: etree._Element) -> Box:
        rows = max(whole(cell.get(TABLE + "number-rows-spanned"), 1), 1)
        columns = max(whole(cell.get(TABLE + "number-columns-spanned"), 1), 1)
        lines = tuple(line for line in self._lines(cell) if line.text.strip())
        return Box(lines, rows, min(columns, _MOST_COLUMNS))

    def _lines(self, parent: etree._Element) -> Iterator[Line]:
        """The lines of a cell, a text box or a note, inner tables included."""
        for child in parent:
            tag = child.tag
            if tag in {P, H}:
                yield self._labelled(child, "")
                for drawing in self._drawings():
                    for box in drawing.iter(DRAW + "text-box"):
                        yield from self._lines(box)
            elif tag == LIST:
                for paragraph, label in self._items(child, None, 1):
                    yield self._labelled(paragraph, label)
            elif tag == TABLE + "table":
                yield from tables.flat(self._grid(child))
            elif tag not in _SKIPPED and isinstance(tag, str):
                yield from self._lines(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those in groups and repeated headings included."""
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in {
            TABLE + "table-header-rows",
            TABLE + "table-rows",
            TABLE + "table-row-group",
        }:
            yield from _rows(child)
