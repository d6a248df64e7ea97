"""Who below a unit has sent its report of a period, and who has not: three queries, any number."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.timezone import localdate

from nhanai.facts.queries.history import history
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods.queries import calendar
from nhanai.periods.rules import NamedPeriod, dues_of
from nhanai.periods.vocab import Level
from nhanai.submissions.models import Submission, SubmissionReminder
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries.forms import form_for
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.forms import Form
from nhanai.submissions.rules.moves import SENT
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.models import Unit
from nhanai.units.queries import named
from nhanai.units.vocab import UnitKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nhanai.units.queries.days import NamedUnit


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the report of one unit is."""

    unit: Unit
    unit_name: str
    level: Level
    state: SubmissionState
    has_begun: bool = False
    first_sent_on: dt.date | None = None
    sent_at: dt.datetime | None = None
    due_on: dt.date | None = None
    version: int = 0
    is_correction: bool = False
    is_on_behalf: bool = False
    answered: int = 0
    reminded: dt.date | None = None
    has_accepted: bool = False

    @property
    def is_in(self) -> bool:
        """Whether the receiver has it; also while what was accepted is being corrected."""
        return self.state in SENT or self.has_accepted

    def days_late(self, today: dt.date) -> int:
        """How many days after its due day it came, or how long it has been missing."""
        day = self.first_sent_on or today
        return max(0, (day - self.due_on).days) if self.due_on else 0


def root_of(user: User, *, today: dt.date) -> Unit | None:
    """The chapter whose units she looks at: her own, or the province's office."""
    places = identity.rights_of(user, today=today).places(Permission.VIEW)
    chapters = [unit for unit, _ in places if unit.kind == UnitKind.CHAPTER]
    if chapters:
        return chapters[0]
    tops = [unit.pk for unit, _ in places if unit.kind == UnitKind.PROVINCE]
    if not tops:
        return None
    below = history().on(today, tops[0]).parents
    units = [unit for unit, parent in below.items() if parent == tops[0]]
    return Unit.objects.filter(pk__in=units, kind=UnitKind.CHAPTER).order_by("pk").first()


def watches(user: User, *, today: dt.date) -> bool:
    """Whether there are units whose reports come in at hers; one query."""
    root = root_of(user, today=today)
    if root is None:
        return False
    parents = history().on(today, root.pk).parents
    below = [unit for unit, parent in parents.items() if parent == root.pk]
    return bool(below) and Unit.objects.filter(pk__in=below, kind=UnitKind.CHAPTER).exists()


def standings(root: Unit, code: str, period: NamedPeriod, form: Form) -> Sequence[Standing]:
    """Every unit that stands directly below `root` at the end of the period, by name."""
    units = list(_units(root, period.cut_off))
    rows = _rows([unit.pk for unit in units], code, period)
    reminded = _reminded([unit.pk for unit in units], code, period)
    dues = dues_of(period, calendar())
    found = []
    for unit in units:
        is_district = unit.territory is not None and unit.territory.kind == UnitKind.DISTRICT
        level = Level.DISTRICT if is_district else Level.CHAPTER
        if level not in form.levels:
            continue
        due = dues.get(level)
        told = reminded.get(unit.pk)
        row = rows.get(unit.pk)
        found.append(_standing(unit, level, due, told, row))
    return found


def _standing(
    unit: "NamedUnit", level: Level, due: dt.date | None, told: dt.date | None,
    row: Submission | None,
) -> Standing:  # fmt: skip
    name = unit.called
    if row is None:
        return Standing(unit, name, level, SubmissionState.DRAFT, due_on=due, reminded=told)
    version = row.current
    return Standing(
        unit, name, level, SubmissionState(row.state), has_begun=True,
        first_sent_on=localdate(row.first_sent_at) if row.first_sent_at else None,
        sent_at=version.sent_at if version else None,
        due_on=row.due_on or due,
        version=version.number if version else 0,
        is_correction=bool(version and version.is_correction),
        is_on_behalf=bool(version and version.is_on_behalf),
        answered=version.warnings if version else 0,
        reminded=told,
        has_accepted=row.accepted_id is not None,
    )  # fmt: skip


def _units(root: Unit, day: dt.date) -> "QuerySet[NamedUnit]":
    parents = history().on(day, root.pk).parents
    below = [unit for unit, parent in parents.items() if parent == root.pk]
    rows = Unit.objects.filter(pk__in=below, kind=UnitKind.CHAPTER).select_related("territory")
    return named(rows, day).order_by("call_key", "pk")


def _rows(units: Sequence[int], code: str, period: NamedPeriod) -> Mapping[int, Submission]:
    """Their reports with the newest version, without its content."""
    rows = Submission.objects.filter(unit__in=units, code=code, period_key=period.key)
    heavy = ("current__content", "current__council")
    return {row.unit_id: row for row in rows.select_related("current").defer(*heavy)}


def _reminded(units: Sequence[int], code: str, period: NamedPeriod) -> Mapping[int, dt.date]:
    rows = SubmissionReminder.objects.filter(unit__in=units, code=code, period_key=period.key)
    return dict(rows.order_by("unit").values_list("unit").annotate(day=Max("day")))


def slots_of(several: Sequence[Standing], code: str, period: NamedPeriod) -> list[Slot]:
    """The slots of these units."""
    kept = form_for(code, period.cut_off)
    if kept is None:
        return []
    pk, form = kept
    return [Slot(pk, form, one.unit, period, one.level) for one in several]
