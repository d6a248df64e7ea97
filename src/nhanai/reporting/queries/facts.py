"""The work that a report tells of, as values; a fixed number of queries however much there is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.timezone import get_current_timezone, localdate

from nhanai.plans import queries as plans
from nhanai.plans.models import (
    Attendance,
    ContentGroup,
    Occurrence,
    Reader,
    Target,
    Update,
)
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.rules.naming import shortened
from nhanai.plans.vocab import AddedField, ConcernKind, ProgressState, TaskState
from nhanai.reporting.models import ResultReport
from nhanai.reporting.rules.facts import Frame, Goal, Group, Raised, Said, Spread, Work
from nhanai.reporting.rules.wording import unnumbered
from nhanai.units.models import Lineage
from nhanai.units.queries import names_on

TOLD_STATES = (TaskState.CHECKED, TaskState.ENDED)
"""States of tasks whose work a report tells."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a report is gathered from."""

    frame: Frame
    works: tuple[Work, ...]
    groups: tuple[Group, ...]
    concerns: tuple[Raised, ...]
    spread: Spread


def facts_of(report: ResultReport, *, today: dt.date) -> Facts:
    """What units said and did in the report's period, as known today."""
    document = report.plan.document
    dated = f"ngày {document.dated}" if document.day else document.dated
    told = " ".join(filter(None, ["số", document.reference, dated]))
    names = names_on([report.unit_id], min(today, report.end))
    frame = Frame(
        plan=report.plan.title,
        reference=told if document.reference else "",
        unit=names.get(report.unit_id, report.issuer),
        start=report.start,
        end=report.end,
        today=today,
    )
    rows = ContentGroup.objects.filter(plan=report.plan_id).order_by("order")
    return Facts(
        frame=frame,
        works=_works(report, frame),
        groups=tuple(Group(row.pk, unnumbered(row.title)) for row in rows),
        concerns=_concerns(report, today),
        spread=_spread(report),
    )


def rows_of(report: ResultReport) -> QuerySet[Occurrence]:
    """The rows of work with days in the period, or of which something was said in it."""
    said = Exists(_updates(report).filter(occurrence=OuterRef("pk")))
    within = Q(start__lt=report.end) & (Q(end__isnull=True) | Q(end__gt=report.start))
    rows = Occurrence.objects.filter(task__plan=report.plan_id, task__state__in=TOLD_STATES)
    if report.unit_id != report.plan.owner_id:
        below = Lineage.objects.filter(ancestor=report.unit_id, start__lt=report.end)
        below = below.filter(Q(end__isnull=True) | Q(end__gt=report.start))
        rows = rows.filter(Q(unit=report.unit_id) | Q(unit__in=below.values("descendant")))
    open_then = within & ~Q(state=ProgressState.CANCELLED) & Q(passed_on_at__isnull=True)
    return rows.annotate(has_said=said).filter(open_then | Q(has_said=True))


def standing_counts(report: ResultReport, *, today: dt.date) -> tuple[int, int]:
    """How many rows of work are late, and of how many nobody said anything; one query."""
    until = min(report.end, today)
    waiting = Q(role__in=DOING) & ~Q(state__in=CLOSED)
    found = rows_of(report).aggregate(
        late=Count("pk", filter=waiting & Q(due_on__lt=until)),
        silent=Count("pk", filter=waiting & Q(has_said=False)),
    )
    return found["late"], found["silent"]


def _updates(report: ResultReport) -> QuerySet[Update]:
    start, end = _midnight(report.start), _midnight(report.end)
    return Update.objects.filter(
        at__gte=start, at__lt=end, occurrence__task__plan=report.plan_id
    ).order_by("at", "pk")


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=get_current_timezone())


def _works(report: ResultReport, frame: Frame) -> tuple[Work, ...]:
    listed = rows_of(report).select_related("task").order_by("task__start", "task", "start", "unit")
    rows = list(listed)
    said: defaultdict[int, list[Said]] = defaultdict(list)
    for one in _updates(report):
        said[one.occurrence_id].append(
            Said(one.pk, localdate(one.at), ProgressState(one.state), one.text, one.quantity)
        )
    names = names_on({row.unit_id for row in rows}, min(frame.today, frame.end))
    shorts = _short_names(rows)
    goals = _goals({row.task_id for row in rows})
    return tuple(
        Work(
            pk=row.pk,
            task=row.task_id,
            name=shorts[row.task_id],
            group=row.task.group_id,
            unit=row.unit_id,
            unit_name=names.get(row.unit_id, ""),
            label=row.label,
            start=row.start,
            due_on=row.due_on,
            state=_state(row, said[row.pk], frame),
            is_doing=row.role in DOING,
            counts=row.role in DOING and row.parent_id is None,
            said=tuple(said[row.pk]),
            goal=goals.get(row.task_id),
        )
        for row in rows
    )


def _state(row: Occurrence, said: Sequence[Said], frame: Frame) -> ProgressState:
    """As it stood when the period ended: by the last words in it, where more was said since."""
    if frame.end > frame.today or not said:
        return ProgressState(row.state)
    return said[-1].state


def _short_names(rows: Iterable[Occurrence]) -> Mapping[int, str]:
    texts = {row.task_id: row.task.text for row in rows}
    added = plans.current_additions(texts)
    return {
        key: added.get(key, {})[AddedField.SUMMARY].value
        if AddedField.SUMMARY in added.get(key, {})
        else shortened(text)
        for key, text in texts.items()
    }


def _goals(tasks: Iterable[int]) -> Mapping[int, Goal]:
    rows = Target.objects.filter(task__in=list(tasks), ended_at=None)
    return {row.task_id: Goal(row.name, row.measured_in, row.value) for row in rows}


def _concerns(report: ResultReport, today: dt.date) -> tuple[Raised, ...]:
    rows = plans.of_plan(report.plan, report.start, report.end)
    if report.unit_id != report.plan.owner_id:
        rows = rows.filter(unit=report.unit_id)
    told = list(rows)
    names = names_on({key for one in told for key in (one.unit_id, one.addressed_to_id)}, today)
    return tuple(
        Raised(
            pk=one.pk,
            kind=ConcernKind(one.kind),
            unit_name=names.get(one.unit_id, ""),
            to_name=names.get(one.addressed_to_id, ""),
            text=one.text,
            is_open=one.settled_at is None,
        )
        for one in told
    )


def _spread(report: ResultReport) -> Spread:
    """Conferences held in the period, and who has read by its end."""
    if report.unit_id != report.plan.owner_id:
        return Spread()
    every = plans.conferences_of(report.plan_id)
    held = every.filter(on__gte=report.start, on__lt=report.end).order_by()
    seated = Attendance.objects.filter(conference__in=held).aggregate(total=Sum("persons"))
    readers = Reader.objects.filter(
        dissemination__plan=report.plan_id, dissemination__at__lt=_midnight(report.end)
    ).aggregate(
        units=Count("unit", distinct=True),
        people=Count("user", distinct=True),
        read=Count("user", distinct=True, filter=Q(acknowledged_at__isnull=False)),
    )
    return Spread(
        conferences=held.count(),
        attended=seated["total"] or 0,
        sent_to=readers["units"],
        readers=readers["people"],
        acknowledged=readers["read"],
    )
