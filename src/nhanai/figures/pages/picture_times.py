"""A measure over time: what each period brought, and what grows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from nhanai.facts.queries.rolling import rolled_up
from nhanai.facts.rules.cells import Over, why_not
from nhanai.figures.pages.picture import NOTHING, Asked, Picture, Row
from nhanai.figures.pages.times import label_of, months_of_year, times_by, year_of
from nhanai.figures.queries.planned import planned, planned_over
from nhanai.figures.rules.drawing import over_time
from nhanai.figures.rules.drawing.over_time import Point, accumulated
from nhanai.figures.rules.planning import Planned
from nhanai.figures.rules.showing import short
from nhanai.periods.rules import NamedPeriod, NoPeriod, same_period_last_year
from nhanai.periods.vocab import PeriodKind


def columns(asked: Asked, step: str) -> Picture:
    """Columns; of years with what was planned for each."""
    times = times_by(asked.frame, step)
    points = points_of(asked, times)
    plans: Mapping[int, Planned] = {}
    if times and times[0].kind == PeriodKind.YEAR:
        plans = planned_over(asked.root, asked.code, [one.number for one in times])
    points = [_with_plan(point, plans.get(one.number), asked.printed)
              for point, one in zip(points, times, strict=True)]  # fmt: skip
    heads = ["Kỳ", "Số liệu", "Cùng kỳ năm trước", *(["Kế hoạch"] if plans else [])]
    rows = [
        Row(one.words, one.href, heads, [
            one.printed, one.before_printed or "–",
            *([one.plan_printed or "–"] if plans else []),
        ])
        for one in points
    ]  # fmt: skip
    if not _any(points):
        return Picture("", heads, rows, empty=NOTHING)
    about = asked.about("theo thời gian", _told(points))
    note = "Cột đặc: kỳ này. Nét đứt: cùng kỳ năm trước."
    note += " Cột rỗng: kế hoạch năm." if plans else ""
    drawing = over_time.columns(points, about, width=asked.width)
    return Picture(about.title, heads, rows, drawing, note=note)


def growing(asked: Asked) -> Picture:
    """A line: what came together since the year began, or what was there at each end."""
    times = months_of_year(asked.frame)
    points = points_of(asked, times)
    adds = not why_not([asked.measure], Over.PERIODS)
    if adds:
        points = _accumulated(asked, points)
    heads = ["Đến hết", "Năm này", "Năm trước"]
    rows = [Row(one.words, one.href, heads, [one.printed, one.before_printed]) for one in points]
    if not _any(points):
        return Picture("", heads, rows, empty=NOTHING)
    year = year_of(asked.frame).number
    plan = planned([asked.root], [asked.code], year).get((asked.root, asked.code))
    level = (plan.value, asked.printed(plan.value)) if plan else None
    about = asked.about("lũy kế trong năm" if adds else "đến cuối từng tháng", _told(points))
    note = "Nét liền: năm này. Nét đứt: năm trước."
    note += " Nét ngang mảnh: kế hoạch năm." if plan else ""
    drawing = over_time.lines(points, about, plan=level, width=asked.width)
    return Picture(about.title, heads, rows, drawing, note=note)


def points_of(asked: Asked, times: Sequence[NamedPeriod]) -> list[Point]:
    """The periods with the same ones a year before, in one roll-up."""
    before = [_year_before(one) for one in times]
    periods = [one.period for one in times] + [one.period for one in before if one]
    rolled = rolled_up(
        asked.root, [asked.code], periods, structure=asked.frame.structure, alone=True
    )
    values = [asked.value(rolled.figures(asked.root, at)) for at in range(len(periods))]
    late = iter(values[len(times) :])
    return [
        Point(
            label_of(one), short(one.label), value, asked.printed(value), asked.opens(one),
            (last := next(late) if earlier else None), asked.printed(last),
        )
        for one, earlier, value in zip(times, before, values, strict=False)
    ]  # fmt: skip


def _accumulated(asked: Asked, points: Sequence[Point]) -> list[Point]:
    now = accumulated([one.value for one in points])
    before = accumulated([one.before for one in points])
    return [
        Point(one.label, one.words, value, asked.printed(value), one.href,
              last, asked.printed(last))
        for one, value, last in zip(points, now, before, strict=True)
    ]  # fmt: skip


def _any(points: Sequence[Point]) -> bool:
    return any(one.value is not None or one.before is not None for one in points)


def _told(points: Sequence[Point]) -> str:
    """The picture in a sentence: the last figure that is known."""
    last = next((one for one in reversed(points) if one.value is not None), None)
    return last.told() if last else ""


def _with_plan(
    point: Point, plan: Planned | None, printed: Callable[[Fraction | None], str]
) -> Point:
    return replace(point, plan=plan.value, plan_printed=printed(plan.value)) if plan else point


def _year_before(period: NamedPeriod) -> NamedPeriod | None:
    try:
        return same_period_last_year(period)
    except NoPeriod:
        return None
