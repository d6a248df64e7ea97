"""The communes as equal tiles, darker where there is more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.figures.rules.drawing.tiles import layout, tile_names

SHADES: Final = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A commune on the map: where it stands, its number and its shade; None where it is hidden."""

    column: int
    row: int
    name: str
    number: int | str | None
    shade: int


def tiles_of(
    names: Mapping[str, str], values: Mapping[str, int | None], *,
    printed: Callable[[int], int | str] = int,
) -> list[Tile]:  # fmt: skip
    """The tiles of communes by their codes; those of which nothing is said are empty."""
    places = layout()
    known = sorted({value for value in values.values() if value is not None})
    tiles = []
    for code, place in places.items():
        value = values.get(code)
        name = short(names[code]) if code in names else tile_names()[code]
        if value is None:
            tiles.append(Tile(*place, name, None, 0))
        else:
            shade = 1 + known.index(value) * SHADES // len(known)
            tiles.append(Tile(*place, name, printed(value), shade))
    return tiles


def short(name: str) -> str:
    """A commune without what it is."""
    return name.removeprefix("Xã ").removeprefix("Phường ").removeprefix("xã ")
