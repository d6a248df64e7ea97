"""Which report of which unit: the slot that it fills, who sees it, writes it, receives it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from nhanai.base.memory import remembered
from nhanai.facts.queries.history import history
from nhanai.figures.queries import seen_units as units_seen
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods.queries import calendar, regimes
from nhanai.periods.rules import NamedPeriod, NoPeriod, dues_of, from_key
from nhanai.periods.vocab import Level
from nhanai.submissions.models import Submission
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries.forms import form_for
from nhanai.submissions.rules.forms import Form
from nhanai.units.models import Placement, Unit
from nhanai.units.queries import in_force
from nhanai.units.vocab import Line, UnitKind


@dataclass(frozen=True, slots=True)
class Slot:
    """A form for a unit and a period; a report may be there or not."""

    form_pk: int = field(compare=False)
    form: Form
    unit: Unit
    period: NamedPeriod
    level: Level

    @property
    def cut_off(self) -> dt.date:
        """The last day that counts; its structure of units is the one of the report."""
        return self.period.cut_off

    def rows(self) -> QuerySet[Submission]:
        """The report, where anything of it was written."""
        return Submission.objects.filter(
            unit=self.unit, code=self.form.code, period_key=self.period.key
        )


def slot_of(unit: Unit, code: str, period_key: str) -> Slot | None:
    """The slot of an address; None where there is no such period, form or level."""
    try:
        period = from_key(period_key, regimes())
    except NoPeriod:
        return None
    kept = form_for(code, period.cut_off)
    if kept is None or unit.kind != UnitKind.CHAPTER:
        return None
    pk, form = kept
    level = level_of(unit, period.cut_off)
    if period.regime.code != form.regime or period.kind not in form.kinds:
        return None
    return Slot(pk, form, unit, period, level) if level in form.levels else None


def chapter_above(unit: Unit, day: dt.date) -> Unit | None:
    """The chapter directly above in the society's line on that day."""
    parent = history().parent_on(unit.pk, day)
    if parent is None:
        return None
    chapters = Unit.objects.filter(pk=parent, kind=UnitKind.CHAPTER)
    return remembered(("submissions.chapter", parent), chapters.first)


def level_of(unit: Unit, day: dt.date) -> Level:
    """At which level a chapter reports: the province's has no chapter above it."""
    if chapter_above(unit, day) is None:
        return Level.PROVINCE
    is_district = unit.territory is not None and unit.territory.kind == UnitKind.DISTRICT
    return Level.DISTRICT if is_district else Level.CHAPTER


def levels_of(units: Sequence[Unit], day: dt.date) -> Mapping[int, Level]:
    """The same of several units in one query."""
    rows = Placement.objects.filter(in_force(day), unit__in=units, line=Line.RED_CROSS)
    below = dict(
        rows.filter(parent__kind=UnitKind.CHAPTER).values_list("unit_id", "unit__territory__kind")
    )
    return {
        unit.pk: Level.PROVINCE
        if unit.pk not in below
        else Level.DISTRICT
        if below[unit.pk] == UnitKind.DISTRICT
        else Level.CHAPTER
        for unit in units
    }


def receiver_of(unit: Unit, day: dt.date) -> Unit:
    """Who receives its report: the chapter above; the province's own leader for the province."""
    return chapter_above(unit, day) or unit


def due_on(slot: Slot) -> dt.date | None:
    """Until when it is to be sent; None where the regime does not say."""
    return dues_of(slot.period, calendar()).get(slot.level)


def seen_units(user: User, *, today: dt.date) -> frozenset[int]:
    """The units whose reports she sees; of ended ones too, where their heirs are hers."""
    return units_seen(user, Permission.VIEW, today=today)


def visible_to(user: User, *, today: dt.date) -> QuerySet[Submission]:
    """The reports of the units that she sees, the newest period first."""
    rows = Submission.objects.filter(unit__in=seen_units(user, today=today))
    return rows.select_related("unit").order_by("-end", "code", "unit_id")


def may_fill(user: User, unit: Unit, *, today: dt.date) -> bool:
    """Whether she writes in the report of that unit."""
    return identity.allowed(user, Permission.FILL, unit=unit, today=today)


def may_submit(user: User, unit: Unit, *, today: dt.date) -> bool:
    """Whether she sends it."""
    return identity.allowed(user, Permission.SUBMIT, unit=unit, today=today)


def may_judge(user: User, unit: Unit, day: dt.date, *, today: dt.date) -> bool:
    """Whether she accepts or returns it: who receives for the unit above."""
    above = receiver_of(unit, day)
    return identity.allowed(user, Permission.RECEIVE, unit=above, today=today)


def is_on_behalf(user: User, unit: Unit, *, today: dt.date) -> bool:
    """Whether she, who may, is appointed elsewhere: then it is told that she did it for them."""
    rights = identity.rights_of(user, today=today)
    return unit.pk not in rights.at(Permission.FILL) | rights.at(Permission.SUBMIT)


def receives(user: User, root: Unit, *, today: dt.date) -> bool:
    """Whether she receives the reports that go to that unit."""
    return identity.allowed(user, Permission.RECEIVE, unit=root, today=today)
