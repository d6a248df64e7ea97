"""Handing tasks over when the unit that holds them ends, and taking that back."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans.models import Assignee, Occurrence, Task
from nhanai.plans.queries.holding import with_traces
from nhanai.plans.rules.moves import CLOSED
from nhanai.units.models import Unit


@transaction.atomic
def hand_over(
    *, unit: Unit, successors: Sequence[Unit], on: dt.date, reason: str, by: User, at: dt.datetime
) -> int:
    """Give everything that `unit` holds to its successors from that day; tells how many tasks.

    The room above has decided that the unit ends and may do so; the old holder stays to be seen,
    with the day and the reason.
    """
    held = list(
        Assignee.objects.select_for_update(of=("self",))
        .filter(unit=unit, end__isnull=True)
        .select_related("assignment__task__plan")
        .order_by("pk")
    )
    already = _holders(held, successors)
    Assignee.objects.filter(pk__in=[one.pk for one in held]).update(end=on, reason=reason[:400])
    Assignee.objects.bulk_create(
        Assignee(
            assignment=one.assignment,
            unit=successor,
            start=on,
            taken_from=one,
            reason=reason[:400],
        )
        for one in held
        for successor in successors
        if (one.assignment_id, successor.pk) not in already
    )
    tasks = _tasks(held)
    pass_on(tasks, unit, successors, reason=reason, at=at)
    if tasks:
        new = {
            "units": [successor.key for successor in successors],
            "on": on.isoformat(),
            "tasks": len(tasks),
        }
        _record("plans.handed_over", unit, new, reason, by=by, at=at)
    return len(tasks)


@transaction.atomic
def take_back(*, unit: Unit, on: dt.date, reason: str, by: User, at: dt.datetime) -> int:
    """Undo a handing over of that day: `unit` holds again what it held; tells how many tasks."""
    holding = Assignee.objects.filter(unit=unit, end__isnull=True).values("assignment")
    given = list(
        Assignee.objects.select_for_update(of=("self",))
        .filter(unit=unit, end=on)
        .exclude(assignment__in=holding)
        .select_related("assignment__task")
        .order_by("pk")
    )
    Assignee.objects.filter(taken_from__in=given, start=on).delete()
    Assignee.objects.filter(pk__in=[one.pk for one in given]).update(end=None, reason="")
    tasks = _tasks(given)
    _pass_back(tasks, unit, at=at)
    if tasks:
        new = {"on": on.isoformat(), "tasks": len(tasks)}
        _record("plans.taken_back", unit, new, reason, by=by, at=at)
    return len(tasks)


def pass_on(
    tasks: Iterable[Task], unit: Unit, successors: Sequence[Unit], *, reason: str, at: dt.datetime
) -> None:
    """What `unit` has open on these tasks goes on with each successor, from where it stood.

    The old row keeps what was said; who had work of her own in that period goes on with her own.
    """
    open_ones = list(
        Occurrence.objects.select_for_update(of=("self",))
        .filter(task__in=tasks, unit=unit, passed_on_at=None)
        .exclude(state__in=CLOSED)
        .order_by("pk")
    )
    there = Occurrence.objects.filter(task__in=tasks, unit__in=list(successors))
    held = set(there.values_list("task", "unit", "start"))
    Occurrence.objects.bulk_create(
        _taken(one, successor, reason)
        for one in open_ones
        for successor in successors
        if (one.task_id, successor.pk, one.start) not in held
    )
    Occurrence.objects.filter(pk__in=[one.pk for one in open_ones]).update(passed_on_at=at)


def _taken(one: Occurrence, successor: Unit, reason: str) -> Occurrence:
    return Occurrence(
        task_id=one.task_id,
        unit=successor,
        role=one.role,
        start=one.start,
        end=one.end,
        period_key=one.period_key,
        label=one.label,
        due_on=one.due_on,
        state=one.state,
        moved_at=one.moved_at,
        moved_by_id=one.moved_by_id,
        parent_id=one.parent_id,
        instruction=one.instruction,
        taken_from=one,
        reason=reason[:400],
    )


def _pass_back(tasks: Iterable[Task], unit: Unit, *, at: dt.datetime) -> None:
    """`unit` goes on with what it had passed on.

    A row that its successor never wrote on goes; one with words stays as it is, passed back, and
    the state that it reached is where `unit` goes on.
    """
    given = list(
        Occurrence.objects.select_for_update(of=("self",))
        .filter(task__in=tasks, unit=unit, passed_on_at__isnull=False)
        .order_by("pk")
    )
    for taken in with_traces(Occurrence.objects.filter(taken_from__in=given)).order_by("pk"):
        if not (taken.is_said or taken.is_base):
            taken.delete()
        elif taken.passed_on_at is None:
            Occurrence.objects.filter(pk=taken.pk).update(passed_on_at=at)
            Occurrence.objects.filter(pk__in=[taken.taken_from_id]).update(
                state=taken.state, moved_at=taken.moved_at, moved_by=taken.moved_by_id
            )
    Occurrence.objects.filter(pk__in=[one.pk for one in given]).update(passed_on_at=None)


def _holders(held: Iterable[Assignee], successors: Iterable[Unit]) -> set[tuple[int, int]]:
    """Which of the successors stand in the same assignments already."""
    assignments = [one.assignment_id for one in held]
    current = Assignee.objects.filter(
        assignment__in=assignments, unit__in=list(successors), end__isnull=True
    )
    return set(current.values_list("assignment", "unit"))


def _tasks(held: Iterable[Assignee]) -> set[Task]:
    return {one.assignment.task for one in held}


def _record(
    verb: str, unit: Unit, new: dict[str, object], reason: str, *, by: User, at: dt.datetime
) -> None:
    record(verb=verb, subject=unit, by=by, at=at, new=new, note=reason, unit_key=unit.key)
