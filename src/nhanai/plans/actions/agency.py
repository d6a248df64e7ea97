"""Acts on who answers for a task."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.actions.plan import locked_for_review
from nhanai.plans.actions.task import fresh
from nhanai.plans.models import Assignee, Assignment, Plan, Task
from nhanai.plans.rules.moves import STANDING
from nhanai.plans.vocab import AssignmentRole, Source
from nhanai.units.models import Unit


class CannotAssign(Refused):
    """The agency cannot be named for the task so."""


@transaction.atomic
def assign(
    *, task: Task, units: Iterable[Unit], role: AssignmentRole, by: User, at: dt.datetime
) -> Assignment:
    """Name units for a task that the document does not name for it."""
    plan = locked_for_review(task.plan_id, by=by, at=at)
    task = _standing(task)
    units = _open(units, at=at)
    names = _names(units, at=at)
    assignment = _added(task, units, names, role, by=by, at=at)
    record(
        verb="plans.assigned",
        subject=task,
        by=by,
        at=at,
        new={"role": role, "units": [unit.key for unit in units]},
        note=names,
        unit_key=plan.owner.key,
    )
    return assignment


@transaction.atomic
def assign_many(
    *, plan: Plan, tasks: Iterable[Task], units: Iterable[Unit], role: AssignmentRole,
    by: User, at: dt.datetime,
) -> int:  # fmt: skip
    """Give several tasks to the same units in one act; those who hold one already keep it."""
    plan = locked_for_review(plan.pk, by=by, at=at)
    units = _open(units, at=at)
    names = _names(units, at=at)
    wanted = plan.tasks.filter(pk__in=[task.pk for task in tasks], state__in=STANDING)
    held = queries.of_units(wanted, units).values_list("pk", flat=True)
    giving = [task for task in wanted.order_by("start", "pk") if task.pk not in set(held)]
    if not giving:
        raise CannotAssign("Hãy chọn ít nhất một nhiệm vụ chưa giao cho đơn vị này.")
    for task in giving:
        _added(task, units, names, role, by=by, at=at)
    record(
        verb="plans.assigned_many",
        subject=plan,
        by=by,
        at=at,
        new={
            "role": role,
            "units": [unit.key for unit in units],
            "tasks": [task.address for task in giving],
        },
        note=names,
        unit_key=plan.owner.key,
    )
    return len(giving)


@transaction.atomic
def correct(
    *, assignment: Assignment, units: Iterable[Unit], by: User, at: dt.datetime
) -> Assignment:
    """Say which units the document's words mean; the words themselves stay."""
    plan = locked_for_review(assignment.task.plan_id, by=by, at=at)
    assignment = _fresh(assignment)
    units = _open(units, at=at)
    current = list(assignment.assignees.filter(end=None).select_related("unit").order_by("pk"))
    wanted = {unit.pk for unit in units}
    leaving = [one for one in current if one.unit_id not in wanted]
    Assignee.objects.filter(pk__in=[one.pk for one in leaving]).delete()
    staying = {one.unit_id for one in current} & wanted
    Assignee.objects.bulk_create(
        Assignee(assignment=assignment, unit=unit) for unit in units if unit.pk not in staying
    )
    assignment.doubt = ""
    _touch(assignment, ["doubt"], by=by, at=at)
    record(
        verb="plans.agency_corrected",
        subject=assignment.task,
        by=by,
        at=at,
        old={"words": assignment.words, "units": [one.unit.key for one in current]},
        new={"units": [unit.key for unit in units]},
        unit_key=plan.owner.key,
    )
    return assignment


@transaction.atomic
def set_role(
    *, assignment: Assignment, role: AssignmentRole, by: User, at: dt.datetime
) -> Assignment:
    """Say what an agency does in the task; a new lead makes the old one a coordinator."""
    plan = locked_for_review(assignment.task.plan_id, by=by, at=at)
    assignment = _fresh(assignment)
    old = assignment.role
    if role == AssignmentRole.LEAD:
        for other in assignment.task.assignments.filter(role=role).exclude(pk=assignment.pk):
            other.role = AssignmentRole.COORDINATING
            _touch(other, ["role"], by=by, at=at)
    assignment.role = role
    _touch(assignment, ["role"], by=by, at=at)
    record(
        verb="plans.role_set",
        subject=assignment.task,
        by=by,
        at=at,
        old={"words": assignment.words, "role": old},
        new={"role": role},
        unit_key=plan.owner.key,
    )
    return assignment


@transaction.atomic
def remove_assignment(*, assignment: Assignment, by: User, at: dt.datetime) -> Task:
    """Take an agency off the task; the document's words and the journal still tell of it."""
    plan = locked_for_review(assignment.task.plan_id, by=by, at=at)
    assignment = _fresh(assignment)
    task = assignment.task
    keys = list(assignment.assignees.order_by("pk").values_list("unit__key", flat=True))
    record(
        verb="plans.agency_removed",
        subject=task,
        by=by,
        at=at,
        old={"words": assignment.words, "role": assignment.role, "units": keys},
        unit_key=plan.owner.key,
    )
    assignment.delete()
    return task


def _standing(task: Task) -> Task:
    task = fresh(task)
    if task.state not in STANDING:
        raise CannotAssign(
            f"Nhiệm vụ {task.address} không còn trong kế hoạch. Hãy khôi phục trước khi giao."
        )
    return task


def _fresh(assignment: Assignment) -> Assignment:
    """The assignment as it is now, of a task that still stands."""
    found = Assignment.objects.select_related("task").filter(pk=assignment.pk).first()
    if found is None:
        raise CannotAssign("Cơ quan này đã được bỏ khỏi nhiệm vụ.")
    _standing(found.task)
    return found


def _open(units: Iterable[Unit], *, at: dt.datetime) -> list[Unit]:
    """The units, each once, if they exist today."""
    found = list({unit.pk: unit for unit in units}.values())
    if not found:
        raise CannotAssign("Hãy chọn ít nhất một đơn vị.")
    day = localdate(at)
    ended = [unit for unit in found if unit.end is not None and unit.end <= day]
    if ended:
        raise CannotAssign(
            f"{_names(ended, at=at)} không còn hoạt động. Hãy chọn đơn vị đã tiếp nhận."
        )
    return found


def _names(units: Sequence[Unit], *, at: dt.datetime) -> str:
    labels = queries.labels_of([unit.pk for unit in units], localdate(at))
    names = [labels[unit.pk].name if unit.pk in labels else unit.key for unit in units]
    return ", ".join(names)


def _added(
    task: Task,
    units: Sequence[Unit],
    names: str,
    role: AssignmentRole,
    *,
    by: User,
    at: dt.datetime,
) -> Assignment:
    last = task.assignments.order_by("-order").values_list("order", flat=True).first() or 0
    assignment = Assignment.objects.create(
        task=task,
        order=last + 1,
        words=names[:300],
        role=role,
        source=Source.PERSON,
        changed_by=by,
        changed_at=at,
    )
    Assignee.objects.bulk_create(Assignee(assignment=assignment, unit=unit) for unit in units)
    return assignment


def _touch(assignment: Assignment, fields: list[str], *, by: User, at: dt.datetime) -> None:
    assignment.changed_by, assignment.changed_at = by, at
    assignment.save(update_fields=[*fields, "changed_by", "changed_at"])
