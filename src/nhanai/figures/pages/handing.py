"""The pages on which a year's numbers are handed out: one measure to many units, or the reverse."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.numbers import show
from nhanai.base.text import fold, sort_key
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.history import history
from nhanai.facts.queries.rolling import Rolled, rolled_up
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Over, why_not
from nhanai.facts.vocab import Block
from nhanai.figures.actions.planning import plain
from nhanai.figures.models import PlannedValue
from nhanai.figures.pages.choosing import Chosen
from nhanai.figures.pages.planning import day_of, period_of_year
from nhanai.figures.queries.planned import planned, standing_of
from nhanai.figures.rules.planning import Handed, Planned, days_of
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.figures.rules.showing import number, shown
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.units.vocab import RED_CROSS_KINDS

FIRST: Final = "XH01"
MOST: Final = 120
"""Units on one page; searching finds the others."""


@dataclass(frozen=True, slots=True)
class Box:
    """One number to hand out: what it is of, last year's, what stands, what is typed and wrong."""

    key: str
    code: str
    name: str
    measured_in: str
    before_plan: str
    before: str
    standing: str
    version: int
    reference: str
    typed: str
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class Handing:
    """The page; `measure` where one is handed to many units."""

    chosen: Chosen
    year: int
    words: str
    measure: MeasureValue | None
    choices: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    block: str
    blocks: Sequence[tuple[str, str]]
    groups: Sequence[tuple[str, Sequence[Box]]]
    sum_below: str
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the boxes where it differs from what was handed out, and what is wrong."""

    boxes: Mapping[str, str] | None = None
    refusal: Refused | None = None

    def wrong(self) -> Mapping[str, list[str]]:
        """Every message by the box at which it stands."""
        found: dict[str, list[str]] = {}
        for finding in self.refusal.findings if self.refusal else ():
            found.setdefault(finding.where or "", []).append(finding.message)
        return found


def units_for(chosen: Chosen, year: int, *, today: dt.date) -> Mapping[int, str]:
    """The unit and those of the society directly below it in that year, with their names."""
    day, root = day_of(year, today), chosen.unit.pk
    parents = history().on(day, root).parents
    below = [unit for unit, parent in parents.items() if parent == root]
    kinds = RED_CROSS_KINDS
    own = Unit.objects.filter(pk__in=below, kind__in=kinds).values_list("pk", flat=True)
    names = names_on(list(own), day)
    ordered = sorted(names, key=lambda unit: sort_key(names[unit]))
    return {root: chosen.name, **{unit: names[unit] for unit in ordered}}


def of_measure(
    chosen: Chosen, measure: MeasureValue, year: int, *, words: str = "", today: dt.date,
    typed: Typed | None = None,
) -> Handing:  # fmt: skip
    """One measure, to the unit itself and to each one below it."""
    names = units_for(chosen, year, today=today)
    wanted = fold(words).split()
    places = [
        (unit, measure, name)
        for unit, name in names.items()
        if unit == chosen.unit.pk or all(word in fold(name) for word in wanted)
    ][:MOST]
    made = _Made(chosen, year, today, typed or Typed(), names)
    boxes = made.boxes(places)
    below = [made.rows.get((unit, measure.code)) for unit in names if unit != chosen.unit.pk]
    return Handing(
        chosen, year, words, measure, choices_of(year), "", (), [("", boxes)],
        _sum(below, measure), made.faults({box.key for box in boxes}),
    )  # fmt: skip


def of_unit(
    chosen: Chosen, year: int, *, block: str, words: str = "", today: dt.date,
    typed: Typed | None = None,
) -> Handing:  # fmt: skip
    """Many measures, to one unit: those of a block, or those that are looked for."""
    block = block if block in Block.values else Block.TOTAL.value
    wanted, kept = fold(words).split(), (typed or Typed()).boxes or {}
    listed = [
        one
        for one in planned_measures(year)
        if Handed(chosen.unit.pk, one.code, None).key in kept
        or (all(word in fold(f"{one.code} {one.name}") for word in wanted) if wanted
            else one.block == block)
    ]  # fmt: skip
    made = _Made(chosen, year, today, typed or Typed())
    boxes = made.boxes([(chosen.unit.pk, one, one.name) for one in listed])
    groups: dict[str, list[Box]] = {}
    for one, box in zip(listed, boxes, strict=True):
        groups.setdefault(str(one.block.label), []).append(box)
    blocks = [(one.value, str(one.label)) for one in Block]
    return Handing(
        chosen, year, words, None, (), block, blocks, list(groups.items()), "",
        made.faults({box.key for box in boxes}),
    )  # fmt: skip


def planned_measures(year: int) -> list[MeasureValue]:
    """The measures that hold in that year."""
    days = days_of(year)
    return [one for one in measures().values() if one.valid.overlaps(days)]


def choices_of(year: int) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """The measures to choose from, by block."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in planned_measures(year):
        found.setdefault(str(one.block.label), []).append((one.code, one.name))
    return list(found.items())


class _Made:
    """The boxes of a page, and what was read for them."""

    def __init__(
        self, chosen: Chosen, year: int, today: dt.date, typed: Typed, also: Iterable[int] = ()
    ) -> None:
        self.chosen, self.year, self.today, self.typed = chosen, year, today, typed
        self.also = also
        self.wrong = typed.wrong()
        self.rows: dict[tuple[int, str], PlannedValue] = {}

    def boxes(self, places: Sequence[tuple[int, MeasureValue, str]]) -> list[Box]:
        """A box for each unit and measure, in four queries."""
        units = {unit for unit, _, _ in places}
        codes = {measure.code for _, measure, _ in places}
        found = standing_of(units | set(self.also), codes, self.year)
        self.rows = {(row.unit_id, row.measure.code): row for row in found}
        before = planned(units, codes, self.year - 1)
        period = period_of_year(self.year - 1).period
        day = day_of(self.year, self.today)
        rolled = rolled_up(self.chosen.unit.pk, codes, [period], structure=day)
        return [self._box(place, before, rolled) for place in places]

    def _box(
        self, place: tuple[int, MeasureValue, str],
        before: Mapping[tuple[int, str], Planned], rolled: Rolled,
    ) -> Box:  # fmt: skip
        unit, measure, name = place
        row = self.rows.get((unit, measure.code))
        key, said = Handed(unit, measure.code, None).key, _said(row)
        plan, figure = before.get((unit, measure.code)), rolled.figures(unit).get(measure.code)
        typed = self.typed.boxes
        return Box(
            key=key, code=measure.code, name=name, measured_in=measure.unit_of_measure,
            before_plan=number(plan.value, measure, "") if plan else "",
            before=shown(figure).text if figure else "", standing=said,
            version=row.version if row else 0, reference=row.reference if row else "",
            typed=said if typed is None else typed.get(key, said),
            faults=self.wrong.get(key, ()),
        )  # fmt: skip

    def faults(self, shown_at: set[str]) -> Sequence[str]:
        """What is wrong with what the page does not show."""
        fields = {"reference", "on", "reason"}
        return [
            message
            for key, found in self.wrong.items()
            if key not in shown_at and key not in fields
            for message in found
        ]


def _said(row: PlannedValue | None) -> str:
    quantity = plain(row) if row else None
    return "" if quantity is None else show(quantity)


def _sum(rows: Iterable[PlannedValue | None], measure: MeasureValue) -> str:
    """What was handed to the units below, added; "" where it must not be, or of nothing."""
    given = [quantity for row in rows if row and (quantity := plain(row)) is not None]
    if not given or why_not([measure], Over.UNITS):
        return ""
    return f"{show(sum(given))} ({len(given)} đơn vị)"


def _exact(printed: str) -> Decimal | None:
    """The number that is printed."""
    return numbers.read(printed) if printed else None


def sheet(page: Handing) -> Sheet:
    """The table to fill in a workbook; what comes back is found by the units' names."""
    measure, year = page.measure, page.year
    if measure is None:
        raise ValueError("only one measure for many units is a table of units")
    columns = (
        Column("Đơn vị", 44), Column(f"Kế hoạch {year - 1}", 18), Column(f"Kết quả {year - 1}", 18),
        Column(f"Số giao {year} ({measure.unit_of_measure})", 20),
    )  # fmt: skip
    rows = [
        (box.name, _exact(box.before_plan), _exact(box.before), _exact(box.standing))
        for _, boxes in page.groups
        for box in boxes
    ]
    lines = [
        f"{measure.code} {measure.name}. Điền cột “Số giao”, rồi gửi tệp ở trang giao chỉ tiêu."
    ]
    title = f"Giao chỉ tiêu năm {year}: {page.chosen.name}"
    return Sheet(f"giao-{measure.code}-{year}", title, lines, columns, rows)
