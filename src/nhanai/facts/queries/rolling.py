"""Rolled-up figures, live from the application's own database."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from nhanai.base.days import Period
from nhanai.base.memory import remembered
from nhanai.facts.engines import inside
from nhanai.facts.queries.catalogue import all_rows, measures
from nhanai.facts.queries.history import history
from nhanai.facts.rules import cells as adding
from nhanai.facts.rules.asking import Asked, tables
from nhanai.facts.rules.catalogue import MeasureValue, needed, reached
from nhanai.facts.rules.cells import Cell, Figure
from nhanai.units.vocab import Line

Key = tuple[int, int, str]
"""A unit, the number of a period in the order asked, and the group ("" without groups)."""


@dataclass(frozen=True, slots=True)
class Rolled:
    """The figures of every unit below a root in the periods asked; what is empty is not there."""

    measures: Mapping[str, MeasureValue]
    cells: Mapping[Key, Mapping[str, Cell]]

    def figures(self, unit: int, period: int = 0, group: str = "") -> dict[str, Figure]:
        """The figures of one unit and period by code, derived ones too."""
        own = self.cells.get((unit, period, group), {})
        return adding.figures(own, self.measures, self.measures)

    def number_of(self, codes: Iterable[str], unit: int, period: int = 0, group: str = "") -> int:
        """How many of these measures have a figure there; for less than computing them."""
        own = self.cells.get((unit, period, group))
        if not own:
            return 0
        known = self.measures
        return sum(adding.has_figure(known[code], known, own) for code in codes)


def rolled_up(
    root: int,
    codes: Iterable[str],
    periods: Sequence[Period],
    *,
    structure: dt.date | None = None,
    by: str = "",
    line: str = Line.RED_CROSS,
    alone: bool = False,
) -> Rolled:
    """The figures of `codes` at `root` and at every unit below it, in `line`.

    `structure` is the day whose units are shown, None for each thing in its own day's; `by` breaks
    figures by `field` or by `part`. Where only those of `root` are wanted, `alone` takes half as
    long.
    """
    rows = {row.code: row for row in remembered("facts.rows", all_rows)}
    known = measures()
    wanted = [code for code in known if code in set(codes)]
    sources = needed(wanted, known)
    numbers = {rows[code].pk: code for code in sources}
    asked = Asked(
        root,
        {number: known[code].adding.value for number, code in numbers.items()},
        periods,
        structure,
        (by,) if by else (),
        alone,
    )
    cells: dict[Key, dict[str, Cell]] = {}
    for unit, measure, period, *group, exact, estimated, facts in _run(asked, line):
        key = (unit, period, str(group[0]) if group else "")
        cells.setdefault(key, {})[numbers[measure]] = Cell(int(exact), int(estimated), int(facts))
    return Rolled({code: known[code] for code in reached(wanted, known)}, cells)


def _run(asked: Asked, line: str) -> list[tuple[int, ...]]:
    made = tables(asked, history(line))
    if made.levels > inside.LEVELS:
        raise ValueError(
            f"units stand {made.levels} levels deep; the roll-up climbs {inside.LEVELS}"
        )
    with connection.cursor() as cursor:
        cursor.execute(
            inside.statement(connection.vendor, asked.by, is_plain=made.is_plain),
            inside.parameters(made),
        )
        found: list[tuple[int, ...]] = cursor.fetchall()
    return found
