"""Where in a sheet the tables of people stand: titles, headers of two rows, several tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from nhanai.base.text import fold, unaccented
from nhanai.people.rules.sheets.columns import Column, has_name, meaning, proposed, shape_of

Grid = Sequence[Sequence[str]]

_LEAST: Final = 2
"""So many known headings, a name among them, make a header."""
SUMS: Final = ("tong cong", "tong so", "cong", "tong", "danh sach co", "nguoi lap")
"""How a row below a list begins that is about nobody."""
_NUMBERING: Final = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_TITLE_ROWS: Final = 8
_SAMPLE: Final = 30
_NAMES: Final = frozenset({"full_name", "family_name", "given_name"})
_STARTS: Final = frozenset({"ordinal", "full_name", "family_name"})
"""What stands once in a table: met again in one header, another table begins beside it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: rows `first` up to, not including, `end`, counted from 0 in the sheet."""

    title: str
    columns: tuple[Column, ...]
    first: int
    end: int
    shape: str = field(default="")
    is_recognised: bool = True

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, from the left."""
        return tuple(column.heading for column in self.columns)


def tables_of(grid: Grid) -> list[Table]:
    """Every table of people in the sheet, from the top; where none is known, the first block."""
    heads = [at for at, row in enumerate(grid) if _may_be_head(row) and _is_head(row)]
    heads = [at for number, at in enumerate(heads) if not number or at > heads[number - 1] + 1]
    found: list[Table] = []
    for number, at in enumerate(heads):
        after = heads[number + 1] if number + 1 < len(heads) else len(grid)
        found += _tables_at(grid, at, after, heads[number - 1] if number else -1)
    return found or _unknown(grid)


def _may_be_head(row: Sequence[str]) -> bool:
    """Quickly: some cell says “tên”, and none is long."""
    return "ten" in unaccented("|".join(row)).lower() and all(len(cell) < 80 for cell in row)


def _is_head(row: Sequence[str]) -> bool:
    known = {meaning(cell) for cell in row} - {""}
    return bool(known & _NAMES) and len(known) >= _LEAST


def _tables_at(grid: Grid, at: int, after: int, before: int) -> list[Table]:
    """The tables, side by side, whose header begins in row `at`."""
    top = grid[at]
    below = grid[at + 1] if at + 1 < after else ()
    name_at = next(n for n, cell in enumerate(top) if meaning(cell) in _NAMES)
    has_two = _is_second(below, name_at)
    headings = _headings(top, below if has_two else ())
    first = at + 1 + has_two
    if first < after and _is_numbering(grid[first]):
        first += 1
    title = _title(grid, at, before)
    found = []
    for block in _side_by_side(headings):
        columns = _with_split_name(grid, block, first, min(after, first + _SAMPLE))
        shape = shape_of([column.heading for column in columns])
        found.append(Table(title, tuple(columns), first, _end(grid, first, after), shape))
    return found


def _is_second(row: Sequence[str], name_at: int) -> bool:
    """Whether the row is the lower one of a header: nothing below the name, words elsewhere."""
    if name_at < len(row) and row[name_at].strip():
        return bool(meaning(row[name_at])) and not any(map(_has_long_digits, row))
    said = [cell for cell in row if cell.strip()]
    return bool(said) and not any(map(_has_long_digits, said)) and any(map(meaning, said))


def _has_long_digits(cell: str) -> bool:
    return bool(re.search(r"\d{4}", cell))


def _is_numbering(row: Sequence[str]) -> bool:
    said = [cell.strip() for cell in row if cell.strip()]
    return len(said) > 1 and all(_NUMBERING.fullmatch(cell) for cell in said)


def _headings(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """One heading a column: a wide upper one stands before each of the lower ones."""
    found: list[str] = []
    wide = ""
    for at in range(max(len(top), len(below))):
        upper = top[at].strip() if at < len(top) else ""
        lower = below[at].strip() if at < len(below) else ""
        wide = upper or (wide if lower else "")
        found.append(" ".join(f"{wide} {lower}".split()) if lower else " ".join(upper.split()))
    return found


def _side_by_side(headings: Sequence[str]) -> list[list[Column]]:
    """The columns, a new table where a name or a number of rows stands a second time."""
    tables: list[list[Column]] = [[]]
    seen: set[str] = set()
    for at, heading in enumerate(headings):
        field = meaning(heading)
        if field in _STARTS and field in seen and seen & _NAMES:
            tables.append([])
            seen = set()
        seen.add(field)
        tables[-1].append(Column(at, heading))
    kept = [[one for one in table if one.heading] for table in tables]
    return [table for table in kept if has_name(proposed(table).values())]


def _with_split_name(grid: Grid, columns: list[Column], first: int, end: int) -> list[Column]:
    """Where one heading stands over two columns of names, the second is the given name."""
    whole = next((one for one in columns if meaning(one.heading) == "full_name"), None)
    taken = {one.at for one in columns}
    if whole is None or whole.at + 1 in taken:
        return columns
    nexts = [row[whole.at + 1].strip() for row in grid[first:end] if len(row) > whole.at + 1]
    said = [text for text in nexts if text]
    if len(said) < 2 or any(" " in text or not text.isalpha() or len(text) < 2 for text in said):
        return columns
    parts = [Column(whole.at, "Họ và tên đệm"), Column(whole.at + 1, "Tên")]
    return sorted([one for one in columns if one != whole] + parts, key=lambda one: one.at)


def _title(grid: Grid, at: int, before: int) -> str:
    """What stands above: lines of one or two cells, up to the table before."""
    lines: list[str] = []
    for row in reversed(grid[max(before + 1, at - _TITLE_ROWS, 0) : at]):
        said = [" ".join(cell.split()) for cell in row if cell.strip()]
        if len(said) > 2 or (said and fold(said[0]).startswith(SUMS)):
            break
        lines += [" ".join(said)] if said else []
    return " · ".join(reversed(lines))[-300:]


def _end(grid: Grid, first: int, after: int) -> int:
    """After the last row that says anything; a title of the next table stays outside by itself."""
    end = after
    while end > first and not any(cell.strip() for cell in grid[end - 1]):
        end -= 1
    return end


def _unknown(grid: Grid) -> list[Table]:
    """The first row of several cells as a header, for a person to say what the columns are."""
    for at, row in enumerate(grid):
        if sum(1 for cell in row if cell.strip()) > 1:
            columns = tuple(
                Column(n, " ".join(cell.split())[:80] or f"Cột {n + 1}")
                for n, cell in enumerate(row)
            )
            shape = shape_of([column.heading for column in columns])
            return [Table("", columns, at + 1, _end(grid, at + 1, len(grid)), shape, False)]
    return []
