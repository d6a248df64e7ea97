"""A table of units and numbers that was copied from a workbook: which number is whose."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.text import fold, single_spaced

MOST_LINES: Final = 400
MOST_LETTERS: Final = 20_000
HEAD: Final = "so giao"
"""What the head of the column of numbers begins with, without marks."""
_SOCIETY: Final = re.compile(r"^(?:hoi (?:chu thap do|ctd) )?")
_KIND: Final = re.compile(r"^(?:xa|phuong|tinh) ")
_GAP: Final = re.compile(r"\t|;|\s{2,}")


class TooLong(Refused):
    """More was pasted than a province has units; nothing of it is taken."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The text of each unit's number, and the numbers that stand beside no unit of the table."""

    typed: Mapping[int, str]
    strange: Sequence[str]


def cells_of(text: str) -> list[list[str]]:
    """The lines as cells: parted by tabs, semicolons, wide gaps, else before the last word."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES or len(text) > MOST_LETTERS:
        raise TooLong(f"Bảng dán nhiều nhất {MOST_LINES} dòng. Hãy dán ít dòng hơn, nhiều lần.")
    return [_cells(line) for line in lines]


def _cells(line: str) -> list[str]:
    parts = _GAP.split(line.strip())
    return parts if len(parts) > 1 else line.strip().rsplit(" ", 1)


def pasted(rows: Sequence[Sequence[str]], names: Mapping[int, str]) -> Pasted:
    """Find each line's unit by its name, with or without “Hội Chữ thập đỏ”, “xã”, “phường”.

    The number stands in the column whose head begins with “Số giao” where there is one, else in the
    last cell that holds a number. A name that means two units means none.
    """
    units, column = _by_name(names), _column(rows)
    typed, strange = {}, []
    for row in rows:
        folded = [fold(cell) for cell in row]
        unit = next((units[short] for one in folded if (short := _short(one)) in units), None)
        number = _number(row, column)
        if unit is not None and number:
            typed[unit] = number
        elif unit is None and number:
            strange.append(single_spaced(" ".join(row))[:100])
    return Pasted(typed, strange)


def _by_name(names: Mapping[int, str]) -> dict[str, int]:
    """The unit of each spelling that means one alone."""
    found: dict[str, set[int]] = {}
    for unit, name in names.items():
        for spelling in {_short(fold(name)), _KIND.sub("", _short(fold(name)))}:
            found.setdefault(spelling, set()).add(unit)
    return {spelling: next(iter(units)) for spelling, units in found.items() if len(units) == 1}


def _short(folded: str) -> str:
    return _SOCIETY.sub("", folded.strip())


def _column(rows: Sequence[Sequence[str]]) -> int | None:
    """Where the numbers stand, if a head says so."""
    for row in rows:
        for at, cell in enumerate(row):
            if fold(cell).startswith(HEAD):
                return at
    return None


def _number(row: Sequence[str], column: int | None) -> str:
    cells = row[column : column + 1] if column is not None else list(reversed(row))[:-1]
    return next((cell.strip() for cell in cells if _is_number(cell)), "")


def _is_number(cell: str) -> bool:
    try:
        numbers.read(cell)
    except numbers.NotANumber:
        return False
    return True
