"""The figures of one unit in one period, by block, with the periods they are compared with."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from nhanai.base.days import written
from nhanai.base.text import fold
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.rolling import Rolled, rolled_up
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import adds_up
from nhanai.facts.vocab import Block
from nhanai.figures.pages.frame import Frame
from nhanai.figures.pages.planning import Reach, reach
from nhanai.figures.queries.planned import planned
from nhanai.figures.rules.planning import Planned
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.figures.rules.showing import Shown, change, short, shown, unit_of
from nhanai.periods.rules import NamedPeriod, NoPeriod, previous_of, same_period_last_year
from nhanai.periods.vocab import PeriodKind
from nhanai.web.paging import Page, page_of_values

ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class Compared:
    """The figure of an earlier period, and by how much the present one differs."""

    label: str
    figure: Shown | None
    change: str


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: its figure, and the earlier ones in the order of the table's periods."""

    measure: MeasureValue
    measured_in: str
    figure: Shown | None
    before: Sequence[Compared]
    plan: Reach | None = None

    @property
    def opens(self) -> bool:
        """Whether facts of its own stand behind it."""
        return adds_up(self.measure)


@dataclass(frozen=True, slots=True)
class Table:
    """The page."""

    frame: Frame
    words: str
    block: str
    only_filled: bool
    blocks: Sequence[tuple[str, str, int | None]]
    groups: Sequence[tuple[str, Sequence[Row]]]
    page: Page[MeasureValue]
    earlier: Sequence[NamedPeriod]

    @property
    def is_planned(self) -> bool:
        """Whether something is to be reached in the period."""
        return any(row.plan for _, rows in self.groups for row in rows)

    @property
    def heads(self) -> Sequence[str]:
        """What the earlier periods are called, without their days."""
        return [short(one.label) for one in self.earlier]


def earlier_of(period: NamedPeriod) -> Sequence[NamedPeriod]:
    """The period before and the same one a year ago, each once; a period may have neither."""
    found: list[NamedPeriod] = []
    for ask in (previous_of, same_period_last_year):
        try:
            other = ask(period)
        except NoPeriod:
            continue
        if other not in found:
            found.append(other)
    return found


def table(frame: Frame, said: Mapping[str, str], *, number: int, is_out: bool = False) -> Table:
    """The figures of the measures that are looked for; `is_out` takes them all at once."""
    words, block = said.get("q", "")[:100], said.get("khoi", "")
    only_filled = said.get("co", "") == "1"
    valid = [one for one in measures().values() if one.valid.overlaps(frame.period.period)]
    found = [one for one in valid if _matches(one, words)]
    wanted = [one for one in found if not block or one.block == block]
    earlier = earlier_of(frame.period)
    if only_filled:
        rolled = _rolled(frame, wanted, earlier)
        filled = rolled.figures(frame.chosen.unit.pk)
        wanted = [one for one in wanted if one.code in filled]
    size = max(1, len(wanted)) if is_out else ROWS
    page = page_of_values(wanted, number=number, noun="chỉ tiêu", size=size)
    if not only_filled:
        rolled = _rolled(frame, page.rows, earlier)
    groups: dict[str, list[Row]] = {}
    plans = plans_of(frame, page.rows)
    for measure in page.rows:
        row = _row(measure, rolled, frame, [short(one.label) for one in earlier])
        row = replace(row, plan=reach_in(frame, plans.get(measure.code), row.figure, measure))
        groups.setdefault(str(measure.block.label), []).append(row)
    blocks = [("", "Tất cả", None), *((one.value, str(one.label), None) for one in Block)]
    return Table(frame, words, block, only_filled, blocks, list(groups.items()), page, earlier)


def plans_of(frame: Frame, wanted: Iterable[MeasureValue]) -> Mapping[str, Planned]:
    """What the unit is to reach in the period; only a year has a plan."""
    if frame.period.kind != PeriodKind.YEAR:
        return {}
    unit = frame.chosen.unit.pk
    found = planned([unit], [one.code for one in wanted], frame.period.number)
    return {code: plan for (_, code), plan in found.items()}


def reach_in(
    frame: Frame, plan: Planned | None, figure: Shown | None, measure: MeasureValue
) -> Reach | None:
    """The plan beside a figure of the frame.

    What is added up from forerunners is of the whole year, and is divided only by figures that are
    brought to the same units.
    """
    is_alike = plan is None or not plan.is_rebased or frame.structure is not None
    return reach(plan, figure if is_alike else None, measure, frame.money)


def _matches(measure: MeasureValue, words: str) -> bool:
    said = fold(f"{measure.code} {measure.name}")
    return all(word in said for word in fold(words).split())


def _rolled(frame: Frame, wanted: Sequence[MeasureValue], earlier: Sequence[NamedPeriod]) -> Rolled:
    periods = [frame.period.period, *(one.period for one in earlier)]
    codes = [one.code for one in wanted]
    return rolled_up(frame.chosen.unit.pk, codes, periods, structure=frame.structure, alone=True)


def _row(measure: MeasureValue, rolled: Rolled, frame: Frame, heads: Sequence[str]) -> Row:
    unit, money = frame.chosen.unit.pk, frame.money
    found = [rolled.figures(unit, at).get(measure.code) for at in range(len(heads) + 1)]
    now, *before = [shown(one, money) if one else None for one in found]
    return Row(
        measure, unit_of(measure, money), now,
        [
            Compared(label, one, change(now, one, measure, money))
            for label, one in zip(heads, before, strict=True)
        ],
    )  # fmt: skip


def sheet(page: Table) -> Sheet:
    """The table to take along: numbers whole, in the measure's own unit."""
    frame = page.frame
    columns = [
        Column("Mã", 8), Column("Chỉ tiêu", 50), Column("Đơn vị tính", 14),
        Column(frame.period.label, 18), Column("Trong đó ước tính", 16),
        *(Column(one.label, 18) for one in page.earlier), Column("Số dòng gốc", 10),
        *((Column("Kế hoạch năm", 18), Column("Đạt", 12)) if page.is_planned else ()),
    ]  # fmt: skip
    rows = [
        (
            row.measure.code, row.measure.name, row.measure.unit_of_measure,
            row.figure.exact if row.figure else None,
            row.figure.estimate if row.figure else None,
            *(one.figure.exact if one.figure else None for one in row.before),
            row.figure.facts if row.figure else 0,
            *((row.plan.exact if row.plan else None, row.plan.share if row.plan else "")
              if page.is_planned else ()),
        )
        for _, rows in page.groups
        for row in rows
    ]  # fmt: skip
    return Sheet("so-lieu", f"Số liệu {frame.chosen.name}", lines_of(frame), columns, rows)


def lines_of(frame: Frame) -> Sequence[str]:
    """What stands above a table that is taken out."""
    return (
        f"Kỳ: {frame.period.label} ({frame.period.span}), {frame.words}.",
        f"Kết xuất ngày {written(frame.today)}. Ô trống: không có số liệu, không phải số 0.",
    )


def exact(figure: Shown | None) -> Decimal | None:
    """The number of a figure, or nothing."""
    return figure.exact if figure else None


def last_day(frame: Frame) -> dt.date:
    """The day by whose names units are shown: the end of the period, or today before that."""
    return frame.structure or min(frame.period.cut_off, frame.today)
