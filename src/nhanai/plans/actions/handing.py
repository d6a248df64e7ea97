"""Handing tasks over when the unit that holds them ends, and taking that back."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans.models import Assignee, Task
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
    if tasks:
        new = {"on": on.isoformat(), "tasks": len(tasks)}
        _record("plans.taken_back", unit, new, reason, by=by, at=at)
    return len(tasks)


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
