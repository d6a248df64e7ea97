"""A Word table as rows of boxes, and whether it has rules."""

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from nhanai.documents.extraction.composing import Box, Grid, Line
from nhanai.documents.extraction.docx.names import TC, TR, VAL, W, whole
from nhanai.documents.extraction.docx.styles import Styles, shows_borders
from nhanai.documents.extraction.tables import GridBuilder

Lines = Callable[[etree._Element], Iterable[Line]]

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those within content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def grid_of(table: etree._Element, lines: Lines) -> Grid:
    """The table's boxes; a cell merged downwards counts the rows that it covers."""
    rows = [_row(row) for row in _inside(table, TR) if row.find(f"{W}trPr/{W}del") is None]
    builder = GridBuilder()
    for at, cells in enumerate(rows):
        boxes: list[Box] = []
        for column, cell, columns in cells:
            if cell is None:
                boxes.append(Box((), columns=columns))
            elif not _continues(cell):
                words = tuple(line for line in lines(cell) if line.text.strip())
                boxes.append(Box(words, _height(rows, at, column), columns))
        builder.row(boxes)
    return builder.grid()


Cells = list[tuple[int, etree._Element | None, int]]
"""Column, cell (None for a gap) and columns covered."""


def _row(row: etree._Element) -> Cells:
    cells: Cells = []
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = 0
    if before is not None and whole(before.get(VAL), 0) > 0:
        column = min(whole(before.get(VAL), 0), GridBuilder.WIDEST)
        cells.append((0, None, column))
    for cell in _inside(row, TC):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        columns = 1 if span is None else min(max(whole(span.get(VAL), 1), 1), GridBuilder.WIDEST)
        cells.append((column, cell, columns))
        column += columns
    return cells


def _continues(cell: etree._Element) -> bool:
    """Whether the cell is the lower part of one merged downwards."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _height(rows: list[Cells], at: int, column: int) -> int:
    """How many rows the cell at this place covers."""
    height = 1
    for cells in rows[at + 1 :]:
        below = next((cell for place, cell, _ in cells if place == column), None)
        if below is None or not _continues(below):
            break
        height += 1
    return height


def bordered(table: etree._Element, styles: Styles) -> bool:
    """Whether rules are drawn: by the table, by its cells, or by its style."""
    own = table.find(f"{W}tblPr/{W}tblBorders")
    if own is not None:
        return shows_borders(own)
    for cell in table.iter(W + "tcBorders"):
        if shows_borders(cell):
            return True
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and styles.style(style.get(VAL)).has_borders
