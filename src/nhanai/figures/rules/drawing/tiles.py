"""The communes as equal tiles in rough geography, darker where a figure is larger."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

from nhanai.figures.rules.drawing.over_time import About
from nhanai.figures.rules.drawing.pen import Drawing, Pen, Role, shade
from nhanai.figures.rules.drawing.scales import Short, class_of, classes, shade_of

COLUMNS: Final = 9
ROWS: Final = 8
_TALL: Final = 52
_GAP: Final = 3
_LINE: Final = 22
_LEGEND_ROW: Final = 5
"""Rows above the legend on paper."""
_DARK: Final = 4
"""The lightest shade on which words are light."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A commune: where it stands (`place`, column and row from 1), its figure, what it opens."""

    place: tuple[int, int]
    name: str
    value: Fraction | None
    printed: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Class:
    """A line of the legend: the shade, what lies in it, how many communes."""

    shade: int
    words: str
    several: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """The drawing with its legend; `unit` is of the numbers in the tiles."""

    drawing: Drawing
    legend: Sequence[Class]
    unit: str


@cache
def layout() -> Mapping[str, tuple[int, int]]:
    """Where each commune's tile stands, by its code; our own arrangement, no survey."""
    return {row["code"]: (int(row["column"]), int(row["row"])) for row in _rows()}


@cache
def tile_names() -> Mapping[str, str]:
    """What stands on each commune's tile, by its code."""
    return {row["code"]: row["name"] for row in _rows()}


def _rows() -> Iterator[dict[str, str]]:
    text = files("nhanai.figures").joinpath("data/tiles.csv").read_text("utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def tile_map(tiles: Sequence[Tile], about: About, *, width: int | None = None) -> TileMap:
    """The tiles; what has no figure is hollow with a dash, which is not zero."""
    starts = classes(tile.value for tile in tiles)
    short = Short.of(tile.value for tile in tiles)
    pen = Pen(ROWS * _TALL, width)
    for tile in tiles:
        pen.opening(tile.href, f"{tile.name}: {tile.printed}")
        _tile(pen, tile, starts, short)
        pen.closing()
    if width is not None:
        _legend_on_paper(pen, tiles, starts, short, about)
    drawing = pen.finished(about.title, about.description, "tilemap")
    return TileMap(drawing, legend(tiles, starts), short.unit(about.measured_in))


def _tile(pen: Pen, tile: Tile, starts: Sequence[Fraction], short: Short) -> None:
    column, row = tile.place
    wide, gap = Fraction(1, COLUMNS), Fraction(1, 200)
    left, top = wide * (column - 1), (row - 1) * _TALL
    if tile.value is None:
        role, number, is_dark = Role.EMPTY, "–", False
    else:
        depth = shade_of(class_of(tile.value, starts), len(starts))
        role, number = shade(depth), short.show(tile.value)
        is_dark = depth >= _DARK
    pen.block(left + gap / 2, wide - gap, top, _TALL - _GAP, role)
    middle = left + wide / 2
    pen.words(middle, top + 21, number, Role.ON_DARK if is_dark else Role.WORDS)
    name = Role.NAME_ON_DARK if is_dark else Role.NAME
    pen.words(middle, top + 39, tile.name, name, also="name")


def _legend_on_paper(
    pen: Pen, tiles: Sequence[Tile], starts: Sequence[Fraction], short: Short, about: About
) -> None:
    """The classes in short numbers, where no commune lies: below the west of the province."""
    lines = []
    for number in range(len(starts)):
        inside = [one.value for one in tiles if one.value is not None
                  and class_of(one.value, starts) == number]  # fmt: skip
        low, high = short.show(min(inside)), short.show(max(inside))
        words = low if low == high else f"{low} – {high}"
        lines.append((shade(shade_of(number, len(starts))), f"{words} ({len(inside)} nơi)"))
    if empty := sum(1 for one in tiles if one.value is None):
        lines.append((Role.EMPTY, f"không có số liệu ({empty} nơi)"))
    top = _LEGEND_ROW * _TALL
    pen.words(0, top, short.unit(about.measured_in), Role.AXIS, anchor="start")
    for at, (role, words) in enumerate(lines, 1):
        pen.block(Fraction(1, 200), Fraction(4, 100), top + at * _LINE - 12, 14, role)
        pen.words(Fraction(6, 100), top + at * _LINE, words, Role.AXIS, anchor="start")


def legend(tiles: Sequence[Tile], starts: Sequence[Fraction]) -> Sequence[Class]:
    """Each class in numbers, the lowest first, then what has no figure."""
    printed = {tile.value: tile.printed for tile in tiles if tile.value is not None}
    found = []
    for number in range(len(starts)):
        inside = [
            tile.value
            for tile in tiles
            if tile.value is not None and class_of(tile.value, starts) == number
        ]
        low, high = printed[min(inside)], printed[max(inside)]
        words = low if low == high else f"{low} đến {high}"
        found.append(Class(shade_of(number, len(starts)), words, len(inside)))
    empty = sum(1 for tile in tiles if tile.value is None)
    return [*found, *([Class(0, "không có số liệu", empty)] if empty else [])]
