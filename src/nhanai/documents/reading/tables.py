"""Tables: those that the file marks, `|` rows, and those flattened to one cell a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nhanai.documents.reading import labels
from nhanai.documents.reading.columns import Role, role
from nhanai.documents.reading.lines import NUMBER_HEADS, Line, visible
from nhanai.documents.reading.model import NOTHING, Joined
from nhanai.documents.reading.source import Cell, Source, Table

_RULER: Final = re.compile(r"[\s|:+=-]+")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_ROW_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?")
_MOST_COLUMNS: Final = 12
_FEWEST_TABS: Final = 2
_LONGEST_HEAD: Final = max(map(len, NUMBER_HEADS))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the roles of its columns, where it is one of tasks, and its cells."""

    start: int
    roles: tuple[Role | None, ...]
    rows: tuple[tuple[Joined, ...], ...]


def roles_of(cells: Sequence[Joined]) -> tuple[Role | None, ...] | None:
    """The roles of a header's cells, if it is the header of a table of tasks."""
    roles = tuple(role(cell.text) for cell in cells)
    known = {found for found in roles if found}
    if len(known) < 2 or not known & {Role.LEAD, Role.DOER, Role.CONTENT}:
        return None
    return roles if known & {Role.LEAD, Role.DOER, Role.COORDINATING, Role.TIME} else None


_LAYOUT: Final = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]|n[ơo]i nh[ậâ]n\s*:|kính gửi\s*:|^Số\s*:|"
    r"^(?:TM|KT|TL)\.",
    re.IGNORECASE,
)


def of_file(table: Table, source: Source) -> Grid | None:
    """A table that the file marks; None where it only lays out letterhead or signature."""
    rows = [tuple(visible(source.text, cell.start, cell.end) for cell in row) for row in table.rows]
    for place, cells in enumerate(rows[:4]):
        roles = roles_of(cells)
        if roles:
            body = [_spanned(table, rows, at) for at in range(place + 1, len(rows))]
            return Grid(table.start, roles, tuple(body))
    if any(_LAYOUT.search(cell.text) for cells in rows for cell in cells):
        return None
    return Grid(table.start, (None,) * max(map(len, rows), default=0), tuple(rows))


def lines_of(table: Table, source: Source) -> Iterator[Line]:
    """The cells of a table that only lays out text, as lines."""
    for row in table.rows:
        for cell in row:
            content = visible(source.text, cell.start, cell.end)
            if content.text:
                yield Line(content, cell.start, cell.end, blank_before=True)


def _spanned(table: Table, rows: list[tuple[Joined, ...]], at: int) -> tuple[Joined, ...]:
    """A row's cells; what a merged cell above covers is said of this row too."""
    cells = list(rows[at])
    for column, cell in enumerate(cells):
        if cell.text:
            continue
        for above in range(at - 1, max(-1, at - 60), -1):
            if column >= len(table.rows[above]):
                break
            if table.rows[above][column].rows > at - above:
                cells[column] = rows[above][column]
            if rows[above][column].text:
                break
    return tuple(cells)


def tabbed(lines: Sequence[Line], text: str) -> Iterator[Table]:
    """Tables of tasks that plain text draws with tabs, one row a line."""
    place = 0
    while place < len(lines):
        cells = _parted(lines[place], text)
        end = place + 1
        if cells and roles_of([visible(text, cell.start, cell.end) for cell in cells]):
            rows = [cells]
            while end < len(lines) and (row := _parted(lines[end], text)):
                rows.append(row)
                end += 1
            if len(rows) > 1:
                yield Table(lines[place].start, lines[end - 1].end, tuple(rows))
        place = end


def _parted(line: Line, text: str) -> tuple[Cell, ...]:
    """The cells between a line's tabs; none where it has too few to be a row."""
    if text.count("\t", line.start, line.end) < _FEWEST_TABS:
        return ()
    cells: list[Cell] = []
    at = line.start
    for piece in text[line.start : line.end].split("\t"):
        cells.append(Cell(at, at + len(piece)))
        at += len(piece) + 1
    return tuple(cells)


def split(lines: Sequence[Line]) -> Iterator[Line | Grid]:
    """The lines with each table of tasks among them as one grid."""
    place = 0
    while place < len(lines):
        text = lines[place].content.text
        found = None
        if "|" in text or len(text) <= _LONGEST_HEAD:
            found = _piped(lines, place) or _barred(lines, place) or _stacked(lines, place)
        if found is None:
            yield lines[place]
            place += 1
        else:
            grid, place = found
            yield grid


def _piped(lines: Sequence[Line], place: int) -> tuple[Grid, int] | None:
    """`| 1 | Rà soát … | Sở Y tế |`: one row a line."""
    if not _is_row(lines[place]):
        return None
    roles = roles_of(_row(lines[place]))
    if roles is None:
        return None
    end = place + 1
    rows: list[tuple[Joined, ...]] = []
    while end < len(lines) and _goes_on_piped(lines[place], lines[end]):
        if not _RULER.fullmatch(lines[end].text):
            rows.append(_row(lines[end]))
        end += 1
    return Grid(lines[place].start, roles, tuple(rows)), end


def _goes_on_piped(header: Line, line: Line) -> bool:
    """Whether the line is a row of the table with this header."""
    if line.is_bar:
        return False
    return line.text.startswith("|") if header.text.startswith("|") else "|" in line.text


def _is_row(line: Line) -> bool:
    return line.text.count("|") >= (3 if line.text.startswith("|") else 2)


def _row(line: Line) -> tuple[Joined, ...]:
    text = line.text
    bars = [found.start() for found in _PIPE.finditer(text)]
    if not text.startswith("|"):
        bars.insert(0, -1)
    if not text.endswith("|"):
        bars.append(len(text))
    return tuple(line.content.part(start + 1, end) for start, end in pairwise(bars))


def _barred(lines: Sequence[Line], place: int) -> tuple[Grid, int] | None:
    """One cell a line or several, parted by lines that are only `|`."""
    if not lines[place].is_bar or place + 1 >= len(lines):
        return None
    if role(lines[place + 1].text) not in {Role.NUMBER, Role.CONTENT}:
        return None
    header, at = _bar_row(lines, place, _MOST_COLUMNS, None)
    roles = roles_of(header)
    if roles is None:
        return None
    rows: list[tuple[Joined, ...]] = []
    while at < len(lines) and lines[at].is_bar:
        cells, following = _bar_row(lines, at, len(roles), rows)
        if following <= at:
            break
        at = following
        if any(cell.text for cell in cells):
            rows.append(cells)
    return Grid(lines[place].start, roles, tuple(rows)), at


def _bar_row(
    lines: Sequence[Line], at: int, columns: int, rows: list[tuple[Joined, ...]] | None
) -> tuple[tuple[Joined, ...], int]:
    """The cells from the bar at `at` on, and where the next row begins.

    Two bars after each other end a row, or hold an empty cell: the count of columns and what
    follows decide.
    """
    cells: list[Joined] = []
    at += 1
    while at < len(lines):
        held: list[Joined] = []
        while at < len(lines) and not lines[at].is_bar:
            held.append(lines[at].content)
            at += 1
        if at >= len(lines):
            return tuple(cells), at
        cells.append(Joined.of(held))
        at += 1
        if at >= len(lines) or len(cells) >= columns:
            break
        if lines[at].is_bar and (rows is None or _ends_row(lines, at, cells)):
            break
        if held and not lines[at].is_bar and rows is None and not _goes_on(lines, at):
            break
    return tuple(cells), at


def _ends_row(lines: Sequence[Line], at: int, cells: list[Joined]) -> bool:
    """Whether the second bar begins a row: a number or a group's title follows, or nothing."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or after.is_bar:
        return len(cells) == 1
    if len(cells) == 1 and labels.roman_value(cells[0].text[:1]):
        return True
    return _ROW_NUMBER.fullmatch(after.text) is not None or labels.find(after.text) is not None


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    return any(line.is_bar for line in lines[at : at + 12])


def _stacked(lines: Sequence[Line], place: int) -> tuple[Grid, int] | None:
    """One cell a line, without any mark: STT / Nội dung / Chủ trì / … / 1 / …"""
    if lines[place].text.lower() not in NUMBER_HEADS:
        return None
    end = place + 1
    while end < len(lines) and end - place < _MOST_COLUMNS and role(lines[end].text):
        end += 1
    roles = roles_of([line.content for line in lines[place:end]])
    if roles is None or len(roles) < 3:
        return None
    rows: list[tuple[Joined, ...]] = []
    at = end
    while at < len(lines):
        row, following = _stacked_row(lines, at, len(roles), len(rows))
        if row is None:
            break
        rows.append(row)
        at = following
    return (Grid(lines[place].start, roles, tuple(rows)), at) if rows else None


def _stacked_row(
    lines: Sequence[Line], at: int, columns: int, count: int
) -> tuple[tuple[Joined, ...] | None, int]:
    text = lines[at].text
    label = labels.find(text)
    if label and label.rank is labels.Rank.ROMAN and len(text) > label.length:
        return (lines[at].content,), at + 1
    if not _ROW_NUMBER.fullmatch(text):
        return None, at
    end = at + 1
    while (
        end < len(lines) and not _ROW_NUMBER.fullmatch(lines[end].text) and end - at < columns * 4
    ):
        label = labels.find(lines[end].text)
        if label and label.rank is labels.Rank.ROMAN:
            break
        end += 1
    held = [line.content for line in lines[at + 1 : end]]
    while len(held) > columns - 1:
        shortest = next(
            (place for place in range(1, len(held)) if held[place].text[:1].islower()), 1
        )
        held[shortest - 1 : shortest + 1] = [Joined.of(held[shortest - 1 : shortest + 1])]
    padding = (NOTHING,) * (columns - 1 - len(held))

    return (lines[at].content, *held, *padding), end
