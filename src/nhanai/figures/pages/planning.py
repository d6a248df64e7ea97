"""What a unit is to reach in a year and how far it is, and the versions of one number."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.days import written
from nhanai.base.numbers import show
from nhanai.base.text import fold
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.rolling import rolled_up
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.formulas import rounded
from nhanai.facts.vocab import Block
from nhanai.figures.actions.planning import plain
from nhanai.figures.models import PlannedValue
from nhanai.figures.pages.choosing import Chosen
from nhanai.figures.permissions import Permission
from nhanai.figures.queries.planned import history_of, planned
from nhanai.figures.rules.planning import Planned, days_of, percent, reached
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.figures.rules.showing import Shown, number, shown, unit_of
from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.periods.queries import regimes
from nhanai.periods.rules import NamedPeriod, named
from nhanai.periods.vocab import PeriodKind
from nhanai.web.paging import Page, page_of_values

ROWS: Final = 40
_AGO: Final = 5


@dataclass(frozen=True, slots=True)
class Reach:
    """What is to be reached, as printed, with how much of it was; `exact` is taken out."""

    text: str
    exact: Decimal
    share: str
    is_rebased: bool
    reference: str
    version: int


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: what is to be reached, what was counted."""

    measure: MeasureValue
    measured_in: str
    figure: Shown | None
    plan: Reach | None


@dataclass(frozen=True, slots=True)
class Plans:
    """The page."""

    chosen: Chosen
    period: NamedPeriod
    years: Sequence[int]
    words: str
    block: str
    shows_all: bool
    blocks: Sequence[tuple[str, str]]
    groups: Sequence[tuple[str, Sequence[Row]]]
    page: Page[MeasureValue]
    can_plan: bool
    is_running: bool

    @property
    def year(self) -> int:
        """The year after which the period is called."""
        return self.period.number


def period_of_year(year: int) -> NamedPeriod:
    """The year of the state's reporting regime that is called after `year`."""
    return named(regimes()[0], PeriodKind.YEAR, year)


def years_offered(year: int, today: dt.date) -> Sequence[int]:
    """Next year and the last ones, and the one that is shown."""
    listed = {year, *range(today.year + 1, today.year - _AGO, -1)}
    return sorted(listed, reverse=True)


def day_of(year: int, today: dt.date) -> dt.date:
    """The day whose units a year is planned for: today, of a past year its last one."""
    return min(today, days_of(year).end - dt.timedelta(days=1))


def reach(
    plan: Planned | None, figure: Shown | None, measure: MeasureValue, money: str = ""
) -> Reach | None:
    """The plan beside the figure; nothing where nothing was handed out."""
    if plan is None:
        return None
    share = percent(reached(figure.value if figure else None, plan))
    exact = rounded(plan.value, measure.decimals)
    text = number(plan.value, measure, money)
    return Reach(text, exact, share, plan.is_rebased, plan.reference, plan.version)


def plans(
    user: User, chosen: Chosen, said: Mapping[str, str], year: int, *, number_of_page: int,
    today: dt.date, is_out: bool = False,
) -> Plans:  # fmt: skip
    """What the unit is to reach in the year, in its present structure."""
    words, block = said.get("q", "")[:100], said.get("khoi", "")
    shows_all, root, period = said.get("co", "") == "1", chosen.unit.pk, period_of_year(year)
    valid = [one for one in measures().values() if one.valid.overlaps(period.period)]
    found = planned([root], [one.code for one in valid], year)
    wanted = [
        one for one in valid
        if (shows_all or (root, one.code) in found) and (not block or one.block == block)
        and all(word in fold(f"{one.code} {one.name}") for word in fold(words).split())
    ]  # fmt: skip
    size = max(1, len(wanted)) if is_out else ROWS
    page = page_of_values(wanted, number=number_of_page, noun="chỉ tiêu", size=size)
    structure = None if chosen.unit.end else day_of(year, today)
    codes = [one.code for one in page.rows]
    rolled = rolled_up(root, codes, [period.period], structure=structure, alone=True)
    figures = rolled.figures(root)
    groups: dict[str, list[Row]] = {}
    for measure in page.rows:
        figure = shown(figures[measure.code]) if measure.code in figures else None
        plan = reach(found.get((root, measure.code)), figure, measure)
        row = Row(measure, unit_of(measure, ""), figure, plan)
        groups.setdefault(str(measure.block.label), []).append(row)
    blocks = [("", "Tất cả"), *((one.value, str(one.label)) for one in Block)]
    return Plans(
        chosen, period, years_offered(year, today), words, block, shows_all, blocks,
        list(groups.items()), page, holds(user, Permission.PLAN, today=today),
        period.cut_off >= today,
    )  # fmt: skip


def sheet(page: Plans, today: dt.date) -> Sheet:
    """The table to take along."""
    columns = (
        Column("Mã", 8), Column("Chỉ tiêu", 50), Column("Đơn vị tính", 14),
        Column("Kế hoạch năm", 18), Column("Kết quả", 18), Column("Đạt", 12),
        Column("Văn bản giao", 24),
    )  # fmt: skip
    rows = [
        (
            row.measure.code, row.measure.name, row.measure.unit_of_measure,
            row.plan.exact if row.plan else None, row.figure.exact if row.figure else None,
            row.plan.share if row.plan else "", row.plan.reference if row.plan else "",
        )
        for _, rows in page.groups
        for row in rows
    ]  # fmt: skip
    lines = [f"Năm {page.year} ({page.period.span}). Kết xuất ngày {written(today)}."]
    title = f"Chỉ tiêu kế hoạch năm {page.year}: {page.chosen.name}"
    return Sheet(f"ke-hoach-{page.year}", title, lines, columns, rows)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a number."""

    row: PlannedValue
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class OnePlan:
    """All that was ever handed to a unit of one measure for a year."""

    chosen: Chosen
    measure: MeasureValue
    period: NamedPeriod
    years: Sequence[int]
    plan: Reach | None
    figure: Shown | None
    versions: Sequence[Version]
    can_plan: bool

    @property
    def year(self) -> int:
        """The year after which the period is called."""
        return self.period.number


def one_plan(
    user: User, chosen: Chosen, measure: MeasureValue, year: int, *, today: dt.date
) -> OnePlan:
    """The number that stands with what was counted, and its versions, the newest first."""
    root, period = chosen.unit.pk, period_of_year(year)
    structure = None if chosen.unit.end else day_of(year, today)
    rolled = rolled_up(root, [measure.code], [period.period], structure=structure, alone=True)
    found = rolled.figures(root).get(measure.code)
    figure = shown(found) if found else None
    plan = planned([root], [measure.code], year).get((root, measure.code))
    versions = [
        Version(row, "thôi giao" if (said := plain(row)) is None else show(said), str(row.made_by))
        for row in history_of(chosen.unit, measure, year)
    ]
    return OnePlan(
        chosen, measure, period, years_offered(year, today), reach(plan, figure, measure), figure,
        versions, holds(user, Permission.PLAN, today=today),
    )  # fmt: skip
