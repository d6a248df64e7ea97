"""One measure at one unit in one period: by the units below, by groups, by fields, over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.history import history
from nhanai.facts.queries.rolling import Rolled, rolled_up
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Cell, Figure, Over, add, adds_up, why_not
from nhanai.facts.vocab import MeasureKind, StatutoryField
from nhanai.figures.pages.frame import Frame
from nhanai.figures.pages.planning import Reach
from nhanai.figures.pages.table import (
    Compared,
    earlier_of,
    exact,
    last_day,
    lines_of,
    plans_of,
    reach_in,
)
from nhanai.figures.pages.times import label_of
from nhanai.figures.rules.drawing.over_time import About, Point, columns
from nhanai.figures.rules.drawing.pen import Drawing
from nhanai.figures.rules.sheets import Column, Sheet, Value
from nhanai.figures.rules.showing import Shown, change, number, short, shown, unit_of
from nhanai.periods.rules import NamedPeriod, NoPeriod, periods_between, previous_of
from nhanai.periods.vocab import PeriodKind
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of_values

ROWS: Final = 50
MOST: Final = 20_000
"""Units that one file takes out."""
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Child:
    """A unit directly below, with its figure and its part of the largest."""

    key: str
    name: str
    figure: Shown | None
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Share:
    """A group or a field, with its figure."""

    name: str
    figure: Shown


@dataclass(frozen=True, slots=True)
class Part:
    """A measure from which this one is computed."""

    measure: MeasureValue
    measured_in: str
    figure: Shown | None


@dataclass(frozen=True, slots=True)
class One:
    """The page; a reason stands where figures must not be added."""

    frame: Frame
    measure: MeasureValue
    measured_in: str
    figure: Shown | None
    before: Sequence[Compared]
    children: Page[Child]
    own: str
    why_not_units: str
    parts: Sequence[Share]
    fields: Sequence[Share]
    components: Sequence[Part]
    times: Sequence[NamedPeriod]
    points: Sequence[Point]
    drawing: Drawing | None
    sum_of_times: str
    why_not_times: str
    plan: Reach | None = None

    @property
    def opens(self) -> bool:
        """Whether facts of its own stand behind it."""
        return adds_up(self.measure)

    @property
    def is_score(self) -> bool:
        """Whether each unit has its own, which adds to nothing."""
        return self.measure.kind == MeasureKind.RATIO and self.measure.formula is None


def one(frame: Frame, measure: MeasureValue, *, number_of_page: int, size: int = ROWS) -> One:
    """Everything about the figure, in three roll-ups at most."""
    root, money, code = frame.chosen.unit.pk, frame.money, measure.code
    earlier, times = earlier_of(frame.period), times_of(frame)
    periods = [frame.period.period, *(one.period for one in (*earlier, *times))]
    rolled = rolled_up(root, [code], periods, structure=frame.structure)
    found = [rolled.figures(root, at).get(code) for at in range(len(periods))]
    now, *others = [shown(figure, money) if figure else None for figure in found]
    later = others[len(earlier) :]
    children = _children(frame, measure, rolled)
    points = [_point(frame, measure, *one) for one in zip(times, later, strict=True)]
    sum_of_times, why_not_times = _sum_of_times(rolled, measure, frame, len(earlier), len(times))
    return One(
        frame=frame, measure=measure, measured_in=unit_of(measure, money), figure=now,
        before=[
            Compared(short(period.label), figure, change(now, figure, measure, money))
            for period, figure in zip(earlier, others, strict=False)
        ],
        children=page_of_values(children, number=number_of_page, noun="đơn vị", size=size),
        own=_own(rolled, measure, frame), why_not_units=why_not([measure], Over.UNITS),
        parts=_by(frame, measure, "part", list(measure.parts.items())),
        fields=_by(frame, measure, "field", _FIELDS) if _has_fields(measure) else (),
        components=_components(measure, frame), times=times,
        points=points, drawing=_drawing(points, measure),
        sum_of_times=sum_of_times, why_not_times=why_not_times,
        plan=reach_in(frame, plans_of(frame, [measure]).get(code), now, measure),
    )  # fmt: skip


_FIELDS: Final = [(str(one.value), str(one.label)) for one in StatutoryField]


def times_of(frame: Frame) -> Sequence[NamedPeriod]:
    """The months of the period up to today; of a month those that led to it; of a term its years.

    Periods of a regime without months are shown by themselves.
    """
    period, regime = frame.period, frame.period.regime
    kind = PeriodKind.YEAR if period.kind == PeriodKind.TERM else PeriodKind.MONTH
    if kind not in regime.kinds:
        return ()
    if period.kind == PeriodKind.MONTH:
        return _led_to(period)
    inside = periods_between(regime, kind, period.period.start, period.period.end)
    return [one for one in inside if one.period.start <= frame.today][:_MONTHS]


def _led_to(period: NamedPeriod) -> Sequence[NamedPeriod]:
    found = [period]
    while len(found) < _MONTHS:
        try:
            found.insert(0, previous_of(found[0]))
        except NoPeriod:
            break
    return found


def _point(frame: Frame, measure: MeasureValue, period: NamedPeriod, figure: Shown | None) -> Point:
    href = f"?{frame.query(ky=period.key)}"
    value, printed = (figure.value, figure.text) if figure else (None, "–")
    return Point(label_of(period), period.label, value, printed, href)


def _drawing(points: Sequence[Point], measure: MeasureValue) -> Drawing | None:
    """The columns; nothing where there is nothing to draw."""
    if not any(one.value for one in points):
        return None
    about = About(
        f"{measure.name} theo thời gian", "Các số ở bảng dưới hình.", measure.unit_of_measure,
        not measure.decimals,
    )  # fmt: skip
    return columns(points, about)


def _sum_of_times(
    rolled: Rolled, measure: MeasureValue, frame: Frame, before: int, several: int
) -> tuple[str, str]:
    """What the months add to, or why they must not be added."""
    reason = why_not([measure], Over.PERIODS)
    if reason or not several or measure.formula is not None:
        return "", reason
    root = frame.chosen.unit.pk
    cells = [
        cell
        for at in range(1 + before, 1 + before + several)
        if (cell := rolled.cells.get((root, at, ""), {}).get(measure.code))
    ]
    return _added(cells, measure, frame, Over.PERIODS), ""


def _added(cells: Iterable[Cell], measure: MeasureValue, frame: Frame, over: Over) -> str:
    """The sum as printed; "" of nothing."""
    listed = [(measure, cell) for cell in cells]
    if not listed:
        return ""
    return number(add(listed, over).figure(measure.decimals), measure, frame.money)


def children_of(frame: Frame) -> tuple[list[int], set[int]]:
    """The units that stood directly below in the period, and those that still do at its end."""
    root, period = frame.chosen.unit.pk, frame.period.period
    known = history()
    if frame.structure is not None:
        days = [frame.structure]
    else:
        days = [period.start, *known.changes(period), frame.period.cut_off]
    below: dict[int, None] = {}
    last: set[int] = set()
    for day in days:
        parents = known.on(day, root).parents
        last = {unit for unit, parent in parents.items() if parent == root}
        below |= dict.fromkeys(sorted(last))
    return list(below), last


def _children(frame: Frame, measure: MeasureValue, rolled: Rolled) -> Sequence[Child]:
    """The units below with their figures, the largest first; who is gone only with a figure."""
    below, last = children_of(frame)
    figures = {unit: rolled.figures(unit).get(measure.code) for unit in below}
    listed = [unit for unit in below if unit in last or figures[unit]]
    names = names_on(listed, last_day(frame))
    keys = dict(Unit.objects.filter(pk__in=listed).values_list("pk", "key"))
    largest = max((figure.value for figure in figures.values() if figure), default=Fraction(0))
    made = [_child(keys[unit], names.get(unit, ""), figures[unit], largest, frame.money)
            for unit in listed]  # fmt: skip
    return sorted(made, key=lambda one: (-one.figure.value if one.figure else 1, one.name))


def _child(key: str, name: str, figure: Figure | None, largest: Fraction, money: str) -> Child:
    told = shown(figure, money) if figure else None
    share = figure.value / largest if figure and largest > 0 else Fraction(0)
    return Child(key, name, told, max(0, int(share * 1000)), 1000)


def _own(rolled: Rolled, measure: MeasureValue, frame: Frame) -> str:
    """What was recorded at the unit itself, besides what those below it have; "" of nothing."""
    root = frame.chosen.unit.pk
    whole = rolled.cells.get((root, 0, ""), {}).get(measure.code)
    if whole is None or why_not([measure], Over.UNITS):
        return ""
    below, _ = children_of(frame)
    cells = [rolled.cells.get((unit, 0, ""), {}).get(measure.code) for unit in below]
    listed = [(measure, cell) for cell in cells if cell]
    rest = whole.figure(measure.decimals)
    if listed:
        rest -= add(listed, Over.UNITS).figure(measure.decimals)
    return number(rest, measure, frame.money) if rest and listed else ""


def _has_fields(measure: MeasureValue) -> bool:
    """Whether its facts may lie in several fields of the law."""
    return measure.formula is None and not measure.field


def _by(
    frame: Frame, measure: MeasureValue, what: str, names: Sequence[tuple[str, str]]
) -> Sequence[Share]:
    """The figure broken by groups or by fields; nothing where there is but one."""
    if not names or measure.formula is not None:
        return ()
    root = frame.chosen.unit.pk
    rolled = rolled_up(
        root, [measure.code], [frame.period.period], structure=frame.structure, by=what, alone=True
    )
    rest = [] if what == "field" else [("", "Không rõ nhóm")]
    found = [
        Share(name, shown(figure, frame.money))
        for key, name in [*names, *rest]
        if (figure := rolled.figures(root, 0, key).get(measure.code))
    ]
    return found if len(found) > 1 or what == "part" else ()


def _components(measure: MeasureValue, frame: Frame) -> Sequence[Part]:
    """The measures of its formula, with their figures here."""
    if measure.formula is None:
        return ()
    known = measures()
    codes = measure.formula.codes
    several = rolled_up(
        frame.chosen.unit.pk, codes, [frame.period.period], structure=frame.structure, alone=True
    )
    figures = several.figures(frame.chosen.unit.pk)
    return [
        Part(
            known[code], unit_of(known[code], frame.money),
            shown(figures[code], frame.money) if code in figures else None,
        )
        for code in codes
    ]  # fmt: skip


def sheet(page: One) -> Sheet:
    """The units below to take along; no sum stands under them where it would be wrong."""
    frame, measure = page.frame, page.measure
    columns_of = (Column("Đơn vị", 44), Column(measure.unit_of_measure, 18),
                  Column("Trong đó ước tính", 16))  # fmt: skip
    rows: list[Sequence[Value]] = [
        (child.name, exact(child.figure), child.figure.estimate if child.figure else None)
        for child in page.children.rows
    ]
    rows.append((f"{frame.chosen.name} (cả đơn vị)", exact(page.figure),
                 page.figure.estimate if page.figure else None))  # fmt: skip
    lines = [*lines_of(frame), *([page.why_not_units] if page.why_not_units else [])]
    title = f"{measure.code} {measure.name}: {frame.chosen.name}"
    return Sheet(f"so-lieu-{measure.code}", title, lines, columns_of, rows)
