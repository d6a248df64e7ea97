"""Splitting a task where its words part, and joining it with the one above."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.base.text import fold
from nhanai.documents.models import Document
from nhanai.documents.rules import offsets
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.actions.plan import locked_for_review
from nhanai.plans.actions.task import movable, move, undo
from nhanai.plans.models import Addition, Assignee, Assignment, Plan, Task
from nhanai.plans.rules.cutting import Piece, cut, cut_points
from nhanai.plans.rules.cutting import join as joined
from nhanai.plans.rules.naming import free_address, part_addresses
from nhanai.plans.vocab import TaskState


class CannotCut(Refused):
    """The task cannot be split or joined so."""


@transaction.atomic
def split(*, task: Task, at_offsets: Collection[int], by: User, at: dt.datetime) -> list[Task]:
    """Make several tasks of one; each keeps its range of the source, its agencies and additions."""
    plan = locked_for_review(task.plan_id, by=by, at=at)
    task = movable(task, TaskState.REPLACED)
    chosen = set(at_offsets)
    if not chosen:
        raise CannotCut("Hãy chọn ít nhất một chỗ để tách.")
    if not chosen <= set(cut_points(task.text)):
        raise CannotCut("Chỗ tách không còn đúng với lời văn. Hãy chọn lại.")
    source = Document.objects.values_list("text", flat=True).get(pk=plan.document_id)
    places = [task.start + place for place in offsets(source[task.start : task.end], task.text)]
    pieces = cut(Piece(task.text, task.start, task.end), places, chosen)
    addresses = part_addresses(task.address, len(pieces), _taken(plan))
    parts = Task.objects.bulk_create(
        _made_of(piece, address, like=task, split_from=task)
        for piece, address in zip(pieces, addresses, strict=True)
    )
    for part in parts:
        _carry_over([task], part)
    move([task], TaskState.REPLACED)
    record(
        verb="plans.task_split",
        subject=task,
        by=by,
        at=at,
        old={"task": task.address},
        new={"tasks": [part.address for part in parts]},
        unit_key=plan.owner.key,
    )
    return parts


@transaction.atomic
def join(*, task: Task, by: User, at: dt.datetime) -> Task:
    """Make one task of this and the one above; what was split only so stands again as it was."""
    plan = locked_for_review(task.plan_id, by=by, at=at)
    task = movable(task, TaskState.REPLACED)
    above = _above(task, plan)
    if above is None:
        raise CannotCut("Đây là nhiệm vụ đầu tiên, phía trên không có nhiệm vụ nào để gộp.")
    movable(above, TaskState.REPLACED)
    if _are_all_parts([above, task]):
        return undo(task=task, by=by, at=at)
    both = joined([Piece(one.text, one.start, one.end) for one in (above, task)])
    address = free_address(f"{above.address} + {task.address}", _taken(plan))
    whole = _made_of(both, address, like=above)
    for field in ("said_due", "said_due_on", "said_recurrence", "said_product", "said_report_to"):
        setattr(whole, field, getattr(above, field) or getattr(task, field))
    whole.save()
    _carry_over([above, task], whole)
    Task.objects.filter(pk__in=[above.pk, task.pk]).update(
        state=TaskState.REPLACED, joined_into=whole
    )
    record(
        verb="plans.tasks_joined",
        subject=whole,
        by=by,
        at=at,
        old={"tasks": [above.address, task.address]},
        new={"task": whole.address},
        unit_key=plan.owner.key,
    )
    return whole


def _above(task: Task, plan: Plan) -> Task | None:
    """The standing task before this one."""
    before: Task | None = None
    for one in queries.standing(plan):
        if one.pk == task.pk:
            return before
        before = one
    return None


def _are_all_parts(tasks: Sequence[Task]) -> bool:
    """Whether these are exactly the parts into which one task was split."""
    whole = tasks[0].split_from_id
    if whole is None or any(task.split_from_id != whole for task in tasks):
        return False
    parts = Task.objects.filter(split_from=whole, joined_into=None).values_list("pk", flat=True)
    return set(parts) == {task.pk for task in tasks}


def _taken(plan: Plan) -> set[str]:
    return set(plan.tasks.values_list("address", flat=True))


def _made_of(piece: Piece, address: str, *, like: Task, split_from: Task | None = None) -> Task:
    return Task(
        plan_id=like.plan_id,
        address=address,
        start=piece.start,
        end=piece.end,
        text=piece.text,
        text_folded=fold(piece.text),
        rule=like.rule,
        source=like.source,
        group_id=like.group_id,
        said_due=like.said_due,
        said_due_on=like.said_due_on,
        said_recurrence=like.said_recurrence,
        said_product=like.said_product,
        said_report_to=like.said_report_to,
        split_from=split_from,
    )


def _carry_over(tasks: Sequence[Task], to: Task) -> None:
    """The agencies and additions of `tasks`, each agency once, with their authors and moments."""
    rows = Assignment.objects.filter(task__in=tasks).order_by("task__start", "task_id", "order")
    copies: dict[tuple[str, str], tuple[int, Assignment]] = {}
    for row in rows:
        if (row.words, row.role) not in copies:
            old = row.pk
            row.pk, row.task, row.order = None, to, len(copies) + 1
            row._state.adding = True
            copies[row.words, row.role] = (old, row)
    Assignment.objects.bulk_create([row for _, row in copies.values()])
    for old, row in copies.values():
        _carry_assignees(old, row)
    additions = Addition.objects.filter(task__in=tasks).order_by("at", "pk")
    Addition.objects.bulk_create(
        Addition(task=to, field=one.field, value=one.value, by_id=one.by_id, at=one.at)
        for one in additions
    )


def _carry_assignees(old: int, to: Assignment) -> None:
    """Former units first, so that each current one can say from whom it took over."""
    made: dict[int, Assignee] = {}
    for one in Assignee.objects.filter(assignment=old).order_by("pk"):
        before, one.pk = one.pk, None
        one._state.adding = True
        one.assignment = to
        one.taken_from = made.get(one.taken_from_id) if one.taken_from_id else None
        one.save()
        made[before] = one
