"""Opening the work on handed-out tasks: one row a unit and a period, up to today's."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans.models import Occurrence, Plan, Task
from nhanai.plans.queries.holding import (
    Holding,
    Pair,
    Work,
    holdings_of,
    regime_and_calendar,
    timings_of,
    work_of,
)
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT
from nhanai.plans.rules.timing import Instance, instances
from nhanai.plans.vocab import PlanState, ProgressState, TaskState

BATCH: Final = 500
GONE: Final = "Nhiệm vụ không còn trong kế hoạch."
TAKEN_OFF: Final = "Kế hoạch sửa lại, đơn vị không còn được giao nhiệm vụ này."
_SHAPE: Final = ("role", "end", "period_key", "label", "due_on")
_STATE: Final = ("state", "reason", "moved_at", "moved_by")
_AWAY: Final = (TaskState.DROPPED, TaskState.REPLACED, TaskState.GENERAL)


@dataclass(slots=True)
class Edits:
    """What is to be written for one plan."""

    new: list[Occurrence] = field(default_factory=list)
    changed: list[Occurrence] = field(default_factory=list)
    needless: list[Occurrence] = field(default_factory=list)
    cancelled: list[tuple[Occurrence, str]] = field(default_factory=list)


def open_occurrences(*, plan: Plan | None, by: User | str, at: dt.datetime) -> int:
    """Open what is missing up to the period that holds today; tells how many rows it opened.

    For one plan, or for every plan that was handed out. Doing it twice, or two at once, opens
    nothing twice. Work that nobody began follows the plan as it stands now; what was begun stays.
    """
    keys = [plan.pk] if plan else list(_handed_out().values_list("pk", flat=True))
    return sum(_opened_of(key, by=by, at=at) for key in keys)


@transaction.atomic
def _opened_of(key: int, *, by: User | str, at: dt.datetime) -> int:
    plan = _handed_out().select_for_update(of=("self",)).filter(pk=key).first()
    if plan is None:
        return 0
    opened = open_plan(plan, by=by, at=at)
    if opened:
        record(
            verb="plans.work_opened",
            subject=plan,
            by=by,
            at=at,
            new={"rows": opened},
            unit_key=plan.owner.key,
        )
    return opened


def _handed_out() -> QuerySet[Plan]:
    return Plan.objects.filter(state__in=HANDED_OUT).select_related("owner").order_by("pk")


def open_plan(plan: Plan, *, by: User | str, at: dt.datetime) -> int:
    """The same for a plan that the caller holds; the line in the journal is the caller's.

    While a plan is being corrected, only those who have work already get the next period.
    """
    today = localdate(at)
    holdings, work = holdings_of(plan, day=today), work_of(plan)
    timings = timings_of(plan.tasks.filter(state=TaskState.CHECKED))
    regime, calendar = regime_and_calendar()
    edits = Edits()
    for pair, holding in holdings.items():
        if plan.state == PlanState.CONFIRMED or pair in work:
            since = _since(plan, holding, work.get(pair, ()))
            wanted = instances(
                timings[holding.task_id],
                since=since,
                today=today,
                level=holding.level,
                regime=regime,
                calendar=calendar,
            )
            _follow(holding, _without_done(wanted, holding, work), work.get(pair, ()), edits)
    if plan.state == PlanState.CONFIRMED:
        _leave(plan, holdings, work, edits)
    _write(edits, by=by, at=at)
    return len(edits.new)


def _since(plan: Plan, holding: Holding, held: Sequence[Work]) -> dt.date:
    """The day on which the unit was given the task; what it has already says it best."""
    first = [one.row.start for one in held if one.row.parent_id is None]
    if first:
        return min(first)
    confirmed = localdate(plan.confirmed_at) if plan.confirmed_at else dt.date.max
    return max(confirmed, holding.start or confirmed)


def _without_done(
    wanted: Iterable[Instance], holding: Holding, work: Mapping[Pair, Sequence[Work]]
) -> list[Instance]:
    """What a unit before has finished is not asked of its successor again."""
    done = {
        one.row.period_key
        for unit in holding.before
        for one in work.get((holding.task_id, unit), ())
        if one.row.state in CLOSED
    }
    return [instance for instance in wanted if instance.key not in done]


def _follow(
    holding: Holding, wanted: Sequence[Instance], held: Sequence[Work], edits: Edits
) -> None:
    """Open what is missing, let what is open follow, drop what nobody wants or ever touched."""
    by_start = {one.row.start: one for one in held}
    for instance in wanted:
        shape: dict[str, object] = {
            "role": holding.role,
            "end": instance.end,
            "period_key": instance.key,
            "label": instance.label,
            "due_on": instance.due_on,
        }
        one = by_start.get(instance.start)
        if one is None:
            row = Occurrence(task_id=holding.task_id, unit_id=holding.unit_id, **shape)
            row.start = instance.start
            edits.new.append(row)
        elif one.follows and _reshaped(one, shape):
            edits.changed.append(one.row)
    starts = {instance.start for instance in wanted}
    edits.needless += [one.row for one in held if one.is_untouched and one.row.start not in starts]


def _reshaped(one: Work, shape: Mapping[str, object]) -> bool:
    """Give an open row its shape, and open again what only a correction had cancelled."""
    row = one.row
    is_back = row.state == ProgressState.CANCELLED and row.reason in {GONE, TAKEN_OFF}
    if row.state in CLOSED and not is_back:
        return False
    if is_back:
        row.state = ProgressState.IN_PROGRESS if one.is_said else ProgressState.NOT_STARTED
        row.reason, row.moved_at, row.moved_by = "", None, None
    differs = any(getattr(row, name) != value for name, value in shape.items())
    for name, value in shape.items():
        setattr(row, name, value)
    return is_back or differs


def _leave(
    plan: Plan, holdings: Mapping[Pair, Holding], work: Mapping[Pair, Sequence[Work]], edits: Edits
) -> None:
    """What stands with units that no longer hold the task, or of tasks that are none any more."""
    states = dict(plan.tasks.values_list("pk", "state"))
    for (task, unit), held in work.items():
        if (task, unit) in holdings or states[task] not in {TaskState.CHECKED, *_AWAY}:
            continue
        reason = TAKEN_OFF if states[task] == TaskState.CHECKED else GONE
        for one in held:
            if one.is_untouched and states[task] == TaskState.CHECKED:
                edits.needless.append(one.row)
            elif one.follows and one.row.state not in CLOSED:
                edits.cancelled.append((one.row, reason))


def _write(edits: Edits, *, by: User | str, at: dt.datetime) -> None:
    Occurrence.objects.filter(pk__in=[row.pk for row in edits.needless]).delete()
    for row, reason in edits.cancelled:
        _cancel(row, reason, by=by, at=at)
    changed = [*edits.changed, *(row for row, _ in edits.cancelled)]
    Occurrence.objects.bulk_update(changed, [*_SHAPE, *_STATE], batch_size=BATCH)
    Occurrence.objects.bulk_create(edits.new, batch_size=BATCH, ignore_conflicts=True)


def cancel_open(tasks: Iterable[Task], *, by: User, at: dt.datetime) -> None:
    """Nothing more is expected of tasks that were taken out; what was said of them stays."""
    rows = list(Occurrence.objects.filter(task__in=tasks, passed_on_at=None).order_by("pk"))
    rows = [row for row in rows if row.state not in CLOSED]
    for row in rows:
        _cancel(row, GONE, by=by, at=at)
    Occurrence.objects.bulk_update(rows, _STATE, batch_size=BATCH)


def _cancel(row: Occurrence, reason: str, *, by: User | str, at: dt.datetime) -> None:
    row.state, row.reason = ProgressState.CANCELLED, reason
    if isinstance(by, User):
        row.moved_at, row.moved_by = at, by
