"""One agreed change of a task, done: its words, its agencies, its end, or the task itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.plans.actions.starting import assign_said, day_of, recurrence_of
from nhanai.plans.models import (
    Assignee,
    Assignment,
    Change,
    ContentGroup,
    Occurrence,
    Task,
    Wording,
)
from nhanai.plans.queries.revising import holders_of
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.rules.naming import free_address
from nhanai.plans.rules.revising import WHOLE
from nhanai.plans.vocab import ChangeKind, ProgressState, RevisionKind, TaskState

Json = Mapping[str, Any]


def apply_change(change: Change, *, by: User, at: dt.datetime) -> None:
    """Do it; the revision is held by the caller."""
    if change.kind == ChangeKind.NEW:
        _add(change, at=at)
    elif change.kind == ChangeKind.CLOSED:
        _end(change, by=by, at=at)
    else:
        _reword(change, at=at)
        _move(change, by=by, at=at)


def _reword(change: Change, *, at: dt.datetime) -> None:
    """The task stands in the later document from now on; how it stood before is kept."""
    task, revision = change.task, change.revision
    if task is None or change.said is None:
        return
    if change.kind == ChangeKind.KEPT and RevisionKind(revision.kind) not in WHOLE:
        return
    Wording.objects.create(
        task=task,
        document=task.document,
        address=task.address,
        text=task.text,
        until=at,
        revision=revision,
    )
    _quote(task, change, change.said)
    task.save(update_fields=[*_WORDS, "quoted_from", "address", "start", "end"])


_WORDS = (
    *("text", "text_folded", "rule", "said_due", "said_due_on"),
    *("said_recurrence", "said_product", "said_report_to"),
)


def _quote(task: Task, change: Change, said: Json) -> None:
    """Give the task the words of the later document, with their place in it."""
    document = change.revision.document
    others = Task.objects.filter(plan=change.revision.plan_id, quoted_from=document)
    taken = set(others.exclude(pk=task.pk).values_list("address", flat=True))
    due = said.get("due") or {}
    task.quoted_from = document
    task.address = free_address(said["address"], taken)
    task.start, task.end = said["span"]
    task.text, task.text_folded = said["text"], fold(said["text"])
    task.rule = (said.get("rule") or "")[:60]
    task.said_due = (due.get("text") or "")[:300]
    task.said_due_on = day_of(due.get("date"))
    task.said_recurrence = recurrence_of(said.get("recurrence"))
    task.said_product = (said.get("product") or "")[:600]
    task.said_report_to = (said.get("report_to") or "")[:300]


def _add(change: Change, *, at: dt.datetime) -> None:
    """A task that the plan did not have; with nobody named it is content for everybody."""
    said, plan = change.said, change.revision.plan
    if said is None:
        return
    task = Task(plan=plan, state=TaskState.CHECKED if said["assignees"] else TaskState.GENERAL)
    _quote(task, change, said)
    task.group = ContentGroup.objects.filter(plan=plan, address=said.get("group") or "").first()
    task.save()
    assign_said(change.revision.document, [task], [said], today=localdate(at))


def _end(change: Change, *, by: User, at: dt.datetime) -> None:
    """The task ends; what was done and shown stays, what was still open is cancelled."""
    task = change.task
    if task is None:
        return
    task.state = TaskState.ENDED
    task.save(update_fields=["state"])
    open_ones = Occurrence.objects.filter(task=task, passed_on_at=None).exclude(state__in=CLOSED)
    open_ones.update(state=ProgressState.CANCELLED, moved_at=at, moved_by=by, reason=_since(change))


def _move(change: Change, *, by: User, at: dt.datetime) -> None:
    """Where the later document names other units, the task and its open work go to them."""
    task, said = change.task, change.said
    if task is None or said is None or not said["assignees"]:
        return
    today, before = localdate(at), holders_of([task.pk]).get(task.pk, frozenset())
    named = Assignment.objects.filter(task=task, assignees__end=None).distinct()
    last = task.assignments.order_by("-order").values_list("order", flat=True).first() or 0
    old = list(named.values_list("pk", flat=True))
    assign_said(change.revision.document, [task], [said], today=today, after=last)
    after = _doing_units(task, beyond=last)
    if not after or after == before:
        task.assignments.filter(order__gt=last).delete()
        return
    leaving = Assignee.objects.filter(assignment__in=old, end=None)
    leaving.update(end=today, reason=_since(change))
    _pass_on(task, sorted(after), before - after, change, at=at)


def _doing_units(task: Task, *, beyond: int) -> frozenset[int]:
    rows = Assignee.objects.filter(
        assignment__task=task, assignment__order__gt=beyond, assignment__role__in=DOING, end=None
    )
    return frozenset(rows.values_list("unit", flat=True))


def _pass_on(
    task: Task, takers: list[int], leaving: frozenset[int], change: Change, *, at: dt.datetime
) -> None:
    """What the leaving units had open goes on with the first who takes over."""
    open_ones = Occurrence.objects.filter(task=task, unit__in=leaving, passed_on_at=None)
    for one in open_ones.exclude(state__in=CLOSED).order_by("start", "pk"):
        held = Occurrence.objects.filter(task=task, unit__in=takers, start=one.start)
        if not held.exists():
            Occurrence.objects.create(
                task=task, unit_id=takers[0], role=one.role, start=one.start, end=one.end,
                period_key=one.period_key, label=one.label, due_on=one.due_on, state=one.state,
                moved_at=one.moved_at, moved_by=one.moved_by, taken_from=one,
                reason=_since(change),
            )  # fmt: skip
        Occurrence.objects.filter(pk=one.pk).update(passed_on_at=at)


def _since(change: Change) -> str:
    document = change.revision.document
    called = " ".join(part for part in (document.kind_name, document.reference) if part)
    return f"Theo {called or document.file_name}"[:400]
