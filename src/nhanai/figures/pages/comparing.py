"""One measure over the years and across the merger: the units of one day, each year as a column."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.text import fold, sort_key
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.history import history
from nhanai.facts.queries.rolling import Rolled, rolled_up
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.figures.pages.frame import Frame
from nhanai.figures.pages.table import exact
from nhanai.figures.rules.sheets import Column, Sheet, Value
from nhanai.figures.rules.showing import Shown, change, short, shown, unit_of
from nhanai.periods.rules import NamedPeriod, NoPeriod, previous_of
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.units.vocab import UnitKind
from nhanai.web.paging import Page, page_of_values

ROWS: Final = 40
YEARS: Final = 3
FIRST: Final = "XH01"
BEFORE_MERGER: Final = dt.date(2024, 12, 31)
"""A day on which the units stood that merged on 1 July 2025 (Resolution 1670/NQ-UBTVQH15)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with its figure of each period, the oldest first, and how the last one changed."""

    key: str
    name: str
    figures: Sequence[tuple[str, Shown | None]]
    change: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page; `on` is the day whose units are the rows."""

    frame: Frame
    measure: MeasureValue
    measured_in: str
    choices: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    words: str
    on: dt.date
    days: Sequence[tuple[str, str, int]]
    """The structures to choose from: what stands in the address, words, how many units."""
    current: str
    periods: Sequence[NamedPeriod]
    rows: Sequence[Row]
    page: Page[tuple[int, str]]
    whole: Row
    is_estimated: bool


def comparison(
    frame: Frame, said: Mapping[str, str], *, number: int, is_out: bool = False
) -> Comparison:
    """The figures of the communes' chapters below the unit, in the structure that was chosen."""
    known = measures()
    measure = known.get(said.get("chi-tieu", ""), known[FIRST])
    periods = periods_to(frame.period)
    days = {"": frame.today, "truoc": BEFORE_MERGER}
    current = said.get("don-vi-cua", "")
    current = current if current in days else ""
    communes = {key: communes_on(frame.chosen.unit.pk, day) for key, day in days.items()}
    on, words = days[current], said.get("q", "")[:100]
    names = names_on([*communes[current], frame.chosen.unit.pk], on)
    listed = sorted(
        ((unit, names.get(unit, "")) for unit in communes[current]
         if all(word in fold(names.get(unit, "")) for word in fold(words).split())),
        key=lambda one: sort_key(one[1]),
    )  # fmt: skip
    size = max(1, len(listed)) if is_out else ROWS
    page = page_of_values(listed, number=number, noun="đơn vị", size=size)
    root = frame.chosen.unit.pk
    rolled = rolled_up(root, [measure.code], [one.period for one in periods], structure=on)
    found = _Rolled(rolled, measure, frame.money, [short(one.label) for one in periods])
    rows = [found.row(unit, communes[current][unit], name) for unit, name in page.rows]
    whole = found.row(root, frame.chosen.unit.key, frame.chosen.name)
    return Comparison(
        frame, measure, unit_of(measure, frame.money), _choices(known), words, on,
        [(key, _words_of(day, frame.today), len(communes[key])) for key, day in days.items()],
        current, periods, rows, page, whole,
        any(figure and figure.estimated for row in (*rows, whole) for _, figure in row.figures),
    )  # fmt: skip


def periods_to(period: NamedPeriod) -> Sequence[NamedPeriod]:
    """The period with the two before it, the oldest first."""
    found = [period]
    while len(found) < YEARS:
        try:
            found.insert(0, previous_of(found[0]))
        except NoPeriod:
            break
    return found


def communes_on(root: int, day: dt.date) -> Mapping[int, str]:
    """The chapters of communes at or below the unit on that day, each with its key."""
    parents = history().on(day, root).parents
    units = Unit.objects.filter(
        pk__in=list(parents), kind=UnitKind.CHAPTER, territory__kind=UnitKind.COMMUNE
    )
    return dict(units.values_list("pk", "key"))


def _words_of(day: dt.date, today: dt.date) -> str:
    return "Đơn vị hiện nay" if day == today else f"Đơn vị ngày {written(day)}"


@dataclass(frozen=True, slots=True)
class _Rolled:
    """What was rolled up, and how it is to be shown."""

    rolled: Rolled
    measure: MeasureValue
    money: str
    heads: Sequence[str]

    def row(self, unit: int, key: str, name: str) -> Row:
        """The figures of one unit."""
        code, several = self.measure.code, len(self.heads)
        found = [self.rolled.figures(unit, at).get(code) for at in range(several)]
        figures = [shown(one, self.money) if one else None for one in found]
        before = figures[-2] if several > 1 else None
        grown = change(figures[-1], before, self.measure, self.money)
        return Row(key, name, list(zip(self.heads, figures, strict=True)), grown)


def _choices(
    known: Mapping[str, MeasureValue],
) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    blocks: dict[str, list[tuple[str, str]]] = {}
    for code, one in known.items():
        blocks.setdefault(str(one.block.label), []).append((code, one.name))
    return list(blocks.items())


def sheet(page: Comparison) -> Sheet:
    """The whole table to take along; the last line is the unit's own figure, not a sum."""
    columns = [Column("Đơn vị", 44)]
    for period in page.periods:
        columns += [Column(period.label, 18), Column("Trong đó ước tính", 14)]
    rows: list[Sequence[Value]] = []
    for row in (*page.rows, page.whole):
        cells: list[Value] = [row.name]
        for _, figure in row.figures:
            cells += [exact(figure), figure.estimate if figure else None]
        rows.append(cells)
    lines = [
        f"Đơn vị tính: {page.measure.unit_of_measure}. Theo đơn vị ngày {written(page.on)}.",
        f"Kết xuất ngày {written(page.frame.today)}. Ô trống: không có số liệu.",
    ]
    title = f"{page.measure.code} {page.measure.name}: {page.frame.chosen.name}"
    return Sheet(f"so-sanh-{page.measure.code}", title, lines, columns, rows)
