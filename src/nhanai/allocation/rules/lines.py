"""Claimants as lines of a table that was pasted: a name, then figures in a known order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhanai.base import numbers
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced

HEADS: Final = (
    "Đơn vị", "Nhu cầu", "Điểm khó khăn", "Đã nhận", "Tối thiểu", "Tối đa", "Nguồn", "Nhóm",
)  # fmt: skip
MOST: Final = 20_000
"""Lines that are read; a larger table is refused, not cut."""

_FIGURES: Final = (("need", "nhu cầu"), ("weight", "điểm khó khăn"), ("received", "đã nhận"),
                   ("minimum", "mức tối thiểu"), ("maximum", "mức tối đa"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What one line asks: who, by the words of the line, and the figures."""

    name: str
    need: int
    weight: int = 1
    received: int = 0
    minimum: int = 0
    maximum: int | None = None
    pots: tuple[str, ...] | None = None
    groups: tuple[str, ...] = ()


def read(text: str) -> tuple[list[Asked], list[Finding]]:
    """Every line that can be read, and what is wrong with the others, each by its number.

    Columns are parted by tabs or by semicolons; what is empty at the end may be missing. A name
    with empty columns after it, as a prepared table has them, asks nothing.
    """
    lines = [line for line in nfc(text).splitlines() if line.strip()]
    if len(lines) > MOST:
        return [], [Finding("lines", f"Mỗi lần dán nhiều nhất {numbers.show(MOST)} dòng.")]
    asked: list[Asked] = []
    found: list[Finding] = []
    for at, line in enumerate(lines, start=1):
        cells = [single_spaced(cell) for cell in line.split("\t" if "\t" in line else ";")]
        is_head = at == 1 and fold(cells[0]) == fold(HEADS[0])
        if is_head or (len(cells) > 1 and not any(cells[1:])):
            continue
        faults = list(_faults(cells, at))
        found += faults
        if not faults:
            asked.append(_asked(cells))
    return asked, found


def _faults(cells: list[str], at: int) -> Iterator[Finding]:
    where = f"dòng {at}"
    if not cells[0]:
        yield Finding("line-name", f"Dòng {at}: thiếu tên đơn vị.", where=where)
    if len(cells) > len(HEADS):
        message = f"Dòng {at}: có {len(cells)} cột, chỉ nhận {len(HEADS)} cột."
        yield Finding("line-columns", message, where=where)
    if len(cells) < 2 or not cells[1]:
        yield Finding("line-need", f"Dòng {at}: thiếu nhu cầu.", where=where)
    for (_, name), cell in zip(_FIGURES, cells[1:6], strict=False):
        try:
            if cell:
                numbers.read_dong(cell)
        except numbers.NotANumber as fault:
            yield Finding("line-number", f"Dòng {at}, {name}: {fault.message}", where=where)


def _asked(cells: list[str]) -> Asked:
    cells = [*cells, *[""] * (len(HEADS) - len(cells))]
    figures = {
        key: numbers.read_dong(cell)
        for (key, _), cell in zip(_FIGURES, cells[1:6], strict=True)
        if cell
    }
    pots = tuple(sorted({code.upper() for code in _several(cells[6])}))
    return Asked(cells[0], pots=pots or None, groups=tuple(_several(cells[7])), **figures)


def _several(cell: str) -> Iterator[str]:
    yield from dict.fromkeys(part.strip() for part in cell.split(",") if part.strip())
