"""Tells tables of data from tables that only place text side by side, and writes either."""

import re
from collections.abc import Iterator

from nhanai.documents.extraction.composing import Box, Composer, Grid, Line, joined

# Words of the blocks that official paper sets side by side in a table without borders.
_PLACED = re.compile(
    r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|^\s*N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]\s*:?|"
    r"^\s*Kính\s+gửi\s*:|^\s*Số\s*:",
    re.MULTILINE,
)


def _texts(grid: Grid) -> list[list[str]]:
    return [["\n".join(line.text for line in box.lines) for box in row] for row in grid]


def is_layout(grid: Grid, *, bordered: bool) -> bool:
    """Whether the table only places its text: a letterhead, a signature block, a frame."""
    texts = _texts(grid)
    width = max((sum(1 for text in row if text.strip()) for row in texts), default=0)
    if width <= 1:
        return len(texts) == 1 or not bordered
    if width > 3 or len(texts) > 8:
        return False
    if any(_PLACED.search(text) for row in texts[:3] for text in row):
        return not bordered or len(texts) <= 3
    if bordered:
        return False
    several = sum(len(box.lines) > 1 for row in grid for box in row)
    return len(texts) <= 2 or several * 2 >= len(texts)


def _placed_lines(grid: Grid) -> Iterator[tuple[Line, ...]]:
    for row in grid:
        for box in row:
            yield box.lines


def write(grid: Grid, composer: Composer, *, bordered: bool) -> None:
    """A table of data as one; a table that places text as left cell's lines, then right cell's."""
    if not any(line.text.strip() for row in grid for box in row for line in box.lines):
        return
    if is_layout(grid, bordered=bordered):
        for lines in _placed_lines(grid):
            composer.block(lines)
    else:
        composer.table(grid)


def flat(grid: Grid) -> tuple[Line, ...]:
    """A table inside a cell, as lines: a row becomes one line."""
    lines = (joined((joined(box.lines, " ") for box in row), " ") for row in grid)
    return tuple(line for line in lines if line.text)


class GridBuilder:
    """Sets boxes in their places, row by row, where some cover several rows or columns."""

    WIDEST = 200
    """More columns than this no page has."""

    def __init__(self) -> None:
        self._rows: list[list[Box]] = []
        self._covered: dict[int, int] = {}
        """For each column the rows still covered from above."""

    def row(self, boxes: list[Box]) -> None:
        """Add a row of boxes; places covered from above are left empty."""
        placed: list[Box] = []
        for box in boxes:
            self._fill(placed)
            columns = min(box.columns, self.WIDEST)
            for column in range(len(placed), len(placed) + columns):
                if box.rows > 1:
                    self._covered[column] = box.rows - 1
            placed.append(box)
            placed.extend(Box(()) for _ in range(columns - 1))
        self._fill(placed)
        self._rows.append(placed[: self.WIDEST])

    def _fill(self, placed: list[Box]) -> None:
        while self._covered.get(len(placed), 0) > 0:
            self._covered[len(placed)] -= 1
            placed.append(Box(()))

    def grid(self) -> Grid:
        """All rows."""
        return self._rows
