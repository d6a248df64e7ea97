"""Answers to programs: rows in a steady order, page by page, in a known number of queries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from nhanai.api.http import NotThere
from nhanai.api.rules.parameters import Question
from nhanai.base.text import fold
from nhanai.exchange.queries.exporting import Asked
from nhanai.exchange.queries.exporting import figures as rolled_figures
from nhanai.exchange.rules.codes import Codes
from nhanai.exchange.rules.periods import dhis2_name
from nhanai.exchange.rules.values import Value, adds_over_periods, adds_over_units
from nhanai.facts.models import Measure
from nhanai.facts.permissions import Permission
from nhanai.facts.queries.catalogue import measures, value_of
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import adds_up
from nhanai.figures.pages.behind import Row as Fact
from nhanai.figures.pages.behind import facts as facts_behind
from nhanai.figures.pages.frame import ON_A_DAY, THEN, frame
from nhanai.figures.queries import seen_units
from nhanai.identity.models import User
from nhanai.mail.links import whole
from nhanai.periods.queries import regimes
from nhanai.periods.rules import NamedPeriod, NoPeriod, from_key, periods_between
from nhanai.periods.vocab import PeriodKind
from nhanai.units.models import Placement, Unit
from nhanai.units.queries import descendants, in_force, living
from nhanai.units.vocab import Line
from nhanai.web.paging import Page, page_of, page_of_values

SIZE: Final = 50
Answer = dict[str, object]
Row = Mapping[str, object]


def list_measures(question: Question) -> Answer:
    """The catalogue of measures."""
    words, block = fold(question.text("q")).split(), question.text("block")
    wanted = [
        one
        for one in measures().values()
        if (not block or one.block == block)
        and all(word in fold(f"{one.code} {one.name}") for word in words)
    ]
    page = page_of_values(
        wanted, number=question.number("page", 1), noun="", size=question.number("size", SIZE)
    )
    return _paged(page, [_measure(one) for one in page.rows])


def _measure(one: MeasureValue) -> Row:
    return {
        "code": one.code, "name": one.name, "unit_of_measure": one.unit_of_measure,
        "block": one.block.value, "kind": one.kind.value, "adding": one.adding.value,
        "decimals": one.decimals, "parts": dict(one.parts),
        "formula": one.formula.text if one.formula else "",
        "adds_over_units": adds_over_units(one), "adds_over_periods": adds_over_periods(one),
        "start": one.valid.start.isoformat(),
        "end": None if one.valid.is_open else one.valid.end.isoformat(),
    }  # fmt: skip


def list_units(user: User, question: Question, *, today: dt.date) -> Answer:
    """The units at work on a day that she sees, by name."""
    day = question.day("day") or today
    seen = seen_units(user, Permission.VIEW, today=today)
    rows = living(day).filter(pk__in=seen)
    if below := question.text("below"):
        top = _unit(user, below, today=today)
        rows = rows.filter(pk__in=descendants(top, day).order_by().values("pk"))
    page = page_of(
        rows, number=question.number("page", 1), noun="", size=question.number("size", SIZE)
    )
    placed = Placement.objects.filter(
        in_force(day), line=Line.RED_CROSS, unit__in=[unit.pk for unit in page.rows]
    )
    parents = dict(placed.values_list("unit_id", "parent__key"))
    told = [
        {
            "key": unit.key, "name": unit.called, "kind": unit.kind,
            "parent": parents.get(unit.pk), "start": unit.start.isoformat(),
            "end": unit.end.isoformat() if unit.end else None,
        }
        for unit in page.rows
    ]  # fmt: skip
    return _paged(page, told)


def list_periods(question: Question) -> Answer:
    """The periods of a regime with a day in the year."""
    regime = next(one for one in regimes() if one.code == question.text("regime"))
    kind, year = PeriodKind(question.text("kind")), question.number("year", 1)
    try:
        found = periods_between(regime, kind, dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
    except NoPeriod:
        found = []
    return {"rows": [_period(one) for one in found]}


def _period(one: NamedPeriod) -> Row:
    return {
        "key": one.key, "label": one.label, "kind": one.kind.value,
        "start": one.period.start.isoformat(), "end": one.cut_off.isoformat(),
        "dhis2": dhis2_name(one), "is_verified": one.is_verified,
    }  # fmt: skip


def list_figures(user: User, question: Question, *, today: dt.date) -> Answer:
    """The figures of a unit, and of those below it, in some periods."""
    unit = _unit(user, question.text("unit"), today=today)
    periods = [_named(key) for key in question.texts("periods")]
    codes = question.texts("measures")
    known = measures()
    if missing := [code for code in codes if code not in known]:
        raise NotThere(f"Không có chỉ tiêu {missing[0]}.")
    structure = question.day("structure")
    asked = Asked(
        unit=unit, is_below=question.text("below") == "true", codes=codes or list(known),
        periods=periods, structure=structure, is_by_part=question.text("by") == "part",
    )  # fmt: skip
    found = rolled_figures(asked, Codes(), title="", named_on=structure or today)
    page = page_of_values(
        found.values, number=question.number("page", 1), noun="",
        size=question.number("size", SIZE),
    )  # fmt: skip
    return _paged(page, [_figure(one) for one in page.rows])


def _figure(one: Value) -> Row:
    return {
        "unit": one.unit.key, "measure": one.measure.code, "part": one.part,
        "period": one.period.key, "value": f"{one.quantity:f}", "is_exact": not one.estimated,
        "estimated": f"{one.estimated:f}", "facts": one.facts,
        "unit_of_measure": one.measure.unit_of_measure,
    }  # fmt: skip


def list_facts(user: User, question: Question, *, today: dt.date) -> Answer:
    """The facts behind one figure, the newest first."""
    unit = _unit(user, question.text("unit"), today=today)
    period = _named(question.text("period"))
    code = question.text("measure")
    row = Measure.objects.filter(code=code).first()
    if row is None or not adds_up(value_of(row)):
        raise NotThere(f"Không có chỉ tiêu {code}, hoặc chỉ tiêu tính bằng công thức.")
    day = question.day("structure")
    said = {"dv": unit.key, "ky": period.key, "ct": ON_A_DAY if day else THEN,
            "ngay": f"{day:%d/%m/%Y}" if day else ""}  # fmt: skip
    framed = frame(user, said, today=today)
    if framed is None or framed.faults:
        raise NotThere("Không có số liệu gốc theo cơ cấu của ngày này.")
    found = facts_behind(
        user, framed, row, words="", number_of_page=question.number("page", 1),
        size=question.number("size", SIZE),
    )  # fmt: skip
    units = Unit.objects.filter(pk__in=[one.fact.unit_id for one in found.rows])
    keys = dict(units.values_list("pk", "key"))
    return _paged(found.page, [_fact(one, keys) for one in found.rows])


def _fact(one: Fact, keys: Mapping[int, str]) -> Row:
    return {
        "day": one.fact.day.isoformat(), "unit": keys[one.fact.unit_id], "part": one.fact.part,
        "quantity": _written(one.exact), "counts": _written(one.counts),
        "source": one.fact.source.partition(".")[0], "record": one.record.words,
        "address": whole(one.record.href) if one.record.href else None,
    }  # fmt: skip


def _written(number: Decimal) -> str:
    return f"{number:f}"


def _unit(user: User, key: str, *, today: dt.date) -> Unit:
    seen = seen_units(user, Permission.VIEW, today=today)
    found = Unit.objects.filter(key=key, pk__in=seen).first()
    if found is None:
        raise NotThere(f"Không có đơn vị “{key}” trong các đơn vị được xem.")
    return found


def _named(key: str) -> NamedPeriod:
    try:
        return from_key(key, regimes())
    except (NoPeriod, ValueError, OverflowError):
        raise NotThere(f"Không có kỳ “{key}”. Hỏi các kỳ ở /periods.") from None


def _paged(page: Page[object], rows: Sequence[Row]) -> Answer:
    return {"rows": list(rows), "page": page.number, "size": page.size, "total": page.total}
