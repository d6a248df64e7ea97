"""What each unit recorded itself: its figure without those of the units directly below it.

A system that adds up its own tree, as DHIS2 does, would count twice what stands at a unit and again
at the one above it. So what goes there stands once.
"""

from collections.abc import Mapping

from nhanai.facts.rules.cells import Cell

Key = tuple[int, int, str]
"""A unit, the number of a period, a group; as the roll-up has them."""


def without_lower(
    cells: Mapping[Key, Mapping[str, Cell]], parents: Mapping[int, int | None]
) -> dict[Key, dict[str, Cell]]:
    """The cells, each without those of the units directly below; what holds no fact is left out.

    Right only for what adds over units, in the structure of one day.
    """
    below: dict[tuple[Key, str], Cell] = {}
    for (unit, period, group), own in cells.items():
        parent = parents.get(unit)
        if parent is not None:
            for code, cell in own.items():
                at = ((parent, period, group), code)
                below[at] = _sum(below.get(at), cell, 1)
    found: dict[Key, dict[str, Cell]] = {}
    for key, own in cells.items():
        rest = {
            code: _sum(cell, below[key, code], -1) if (key, code) in below else cell
            for code, cell in own.items()
        }
        found[key] = {code: cell for code, cell in rest.items() if cell.facts > 0}
    return found


def _sum(one: Cell | None, other: Cell, sign: int) -> Cell:
    if one is None:
        return other
    return Cell(
        one.exact + sign * other.exact,
        one.estimated + sign * other.estimated,
        one.facts + sign * other.facts,
    )
