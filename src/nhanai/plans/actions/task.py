"""Acts on the state of a task: it is right, it is common to all, it is none, and back."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.actions.opening import cancel_open
from nhanai.plans.actions.plan import locked_for_review
from nhanai.plans.models import Plan, Task
from nhanai.plans.rules.confirming import is_sure, task_findings
from nhanai.plans.rules.moves import may_move_task
from nhanai.plans.vocab import TaskState


class CannotCheck(Refused):
    """The task may not be confirmed as it stands."""


class CannotMove(Refused):
    """The task is not in a state in which this can be done to it."""


_WAS = {
    TaskState.PROPOSED: "đang chờ xác nhận",
    TaskState.CHECKED: "đã được xác nhận",
    TaskState.GENERAL: "đã ghi là nội dung chung",
    TaskState.DROPPED: "đã ghi là không phải nhiệm vụ",
    TaskState.REPLACED: "đã tách hoặc gộp",
}


def fresh(task: Task) -> Task:
    """The task as it is now, whatever the page showed."""
    return Task.objects.select_related("plan", "plan__owner").get(pk=task.pk)


def movable(task: Task, to: TaskState) -> Task:
    """The task as it is now, if it may go to that state."""
    task = fresh(task)
    if not may_move_task(task.state, to):
        raise CannotMove(
            f"Nhiệm vụ {task.address} {_WAS[TaskState(task.state)]}."
            " Trang này đang hiện tình trạng mới nhất."
        )
    return task


def move(tasks: Sequence[Task], to: TaskState) -> None:
    """Write the new state."""
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(state=to)
    for task in tasks:
        task.state = to


@transaction.atomic
def check(*, task: Task, by: User, at: dt.datetime) -> Task:
    """Say that the task stands as it is, or refuse with everything that is missing."""
    plan = locked_for_review(task.plan_id, by=by, at=at)
    task = movable(task, TaskState.CHECKED)
    findings = [
        finding
        for finding in task_findings(queries.considered([task])[task.pk])
        if finding.blocking
    ]
    if findings:
        raise CannotCheck(f"Chưa xác nhận được nhiệm vụ {task.address}.", findings)
    move([task], TaskState.CHECKED)
    _record("plans.task_checked", task, plan, by=by, at=at)
    return task


@transaction.atomic
def check_all_assigned(*, plan: Plan, by: User, at: dt.datetime) -> int:
    """Confirm every waiting task whose agencies are all known without doubt; tells how many."""
    plan = locked_for_review(plan.pk, by=by, at=at)
    waiting = list(queries.standing(plan).filter(state=TaskState.PROPOSED))
    considered = queries.considered(waiting)
    sure = [task for task in waiting if is_sure(considered[task.pk])]
    move(sure, TaskState.CHECKED)
    if sure:
        addresses = [task.address for task in sure]
        record(
            verb="plans.tasks_checked",
            subject=plan,
            by=by,
            at=at,
            new={"tasks": addresses},
            unit_key=plan.owner.key,
        )
    return len(sure)


@transaction.atomic
def drop(*, task: Task, by: User, at: dt.datetime) -> Task:
    """Say that these words are not a task; they stay, and can be brought back."""
    plan = locked_for_review(task.plan_id, by=by, at=at)
    task = movable(task, TaskState.DROPPED)
    move([task], TaskState.DROPPED)
    cancel_open([task], by=by, at=at)
    _record("plans.task_dropped", task, plan, by=by, at=at)
    return task


@transaction.atomic
def mark_general(*, plan: Plan, tasks: Iterable[Task], by: User, at: dt.datetime) -> int:
    """Say that these are content for everybody, handed to no agency; tells how many."""
    plan = locked_for_review(plan.pk, by=by, at=at)
    wanted = {task.pk for task in tasks}
    moving = [
        task
        for task in plan.tasks.filter(pk__in=wanted).order_by("start", "pk")
        if may_move_task(task.state, TaskState.GENERAL)
    ]
    if not moving:
        raise CannotMove("Hãy chọn ít nhất một nhiệm vụ đang chờ xác nhận.")
    move(moving, TaskState.GENERAL)
    record(
        verb="plans.tasks_general",
        subject=plan,
        by=by,
        at=at,
        new={"tasks": [task.address for task in moving]},
        unit_key=plan.owner.key,
    )
    return len(moving)


@transaction.atomic
def undo(*, task: Task, by: User, at: dt.datetime) -> Task:
    """Take back the last thing decided about the task; answers with the task to look at now."""
    plan = locked_for_review(task.plan_id, by=by, at=at)
    task = fresh(task)
    if task.state in {TaskState.CHECKED, TaskState.GENERAL, TaskState.DROPPED}:
        old = task.state
        move([task], TaskState.PROPOSED)
        _record("plans.task_undone", task, plan, by=by, at=at, old={"state": old})
        return task
    if task.state == TaskState.REPLACED and task.joined_into_id is not None:
        return _apart(fresh(Task.objects.get(pk=task.joined_into_id)), plan, by=by, at=at)
    if task.state == TaskState.REPLACED:
        return _together(task, plan, by=by, at=at)
    if Task.objects.filter(joined_into=task).exists():
        return _apart(task, plan, by=by, at=at)
    if task.split_from_id is not None:
        return _together(fresh(Task.objects.get(pk=task.split_from_id)), plan, by=by, at=at)
    raise CannotMove(f"Nhiệm vụ {task.address} vẫn như khi đọc, không có gì để hoàn tác.")


def _apart(joined: Task, plan: Plan, *, by: User, at: dt.datetime) -> Task:
    """What was joined stands again as it was, apart."""
    if joined.state == TaskState.REPLACED:
        raise CannotMove("Nhiệm vụ gộp đã được sửa tiếp. Hãy hoàn tác bước sau trước.")
    before = list(Task.objects.filter(joined_into=joined).order_by("start", "pk"))
    for task in before:
        task.joined_into = None
        task.state = TaskState.PROPOSED
    Task.objects.bulk_update(before, ["joined_into", "state"])
    move([joined], TaskState.REPLACED)
    _record("plans.tasks_parted", joined, plan, by=by, at=at, new=_addresses(before))
    return before[-1]


def _together(whole: Task, plan: Plan, *, by: User, at: dt.datetime) -> Task:
    """What was split stands again as it was, in one."""
    parts = list(Task.objects.filter(split_from=whole, joined_into=None).order_by("start", "pk"))
    standing = [part for part in parts if part.state != TaskState.REPLACED]
    if not parts or len(standing) != len(parts):
        raise CannotMove("Một phần đã được tách hoặc gộp tiếp. Hãy hoàn tác bước sau trước.")
    move(standing, TaskState.REPLACED)
    move([whole], TaskState.PROPOSED)
    Task.objects.filter(pk__in=[part.pk for part in standing]).update(joined_into=whole)
    _record("plans.task_rejoined", whole, plan, by=by, at=at, old=_addresses(parts))
    return whole


def _addresses(tasks: Iterable[Task]) -> dict[str, object]:
    return {"tasks": [task.address for task in tasks]}


def _record(
    verb: str,
    task: Task,
    plan: Plan,
    *,
    by: User,
    at: dt.datetime,
    old: dict[str, object] | None = None,
    new: dict[str, object] | None = None,
) -> None:
    record(
        verb=verb,
        subject=task,
        by=by,
        at=at,
        old=old,
        new=new or {"state": task.state},
        unit_key=plan.owner.key,
    )
