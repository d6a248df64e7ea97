"""What we add to the document's words: fields of a task, and tasks that the reading missed."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.base.text import fold, single_spaced
from nhanai.documents.models import Document, Node
from nhanai.documents.rules import offsets
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.actions.plan import locked_for_review
from nhanai.plans.actions.task import fresh
from nhanai.plans.models import Addition, ContentGroup, Plan, Task
from nhanai.plans.rules.cutting import whole_words
from nhanai.plans.rules.naming import free_address
from nhanai.plans.vocab import AddedField, Source


class CannotAdd(Refused):
    """This cannot be added."""


@transaction.atomic
def set_additions(
    *, task: Task, values: Mapping[AddedField, str], by: User, at: dt.datetime
) -> list[Addition]:
    """Keep what changed, each as a new line with its author and moment; an empty value clears.

    `DUE` is an ISO date, `RECURRENCE` a value of `Recurrence`, `GROUP` the key of a content group.
    """
    plan = locked_for_review(task.plan_id, by=by, at=at)
    task = fresh(task)
    current = queries.current_additions([task.pk]).get(task.pk, {})
    shown = {field: current[field].value if field in current else "" for field in values}
    wanted = {field: single_spaced(value)[:600] for field, value in values.items()}
    if AddedField.GROUP in wanted:
        shown[AddedField.GROUP] = str(task.group_id or "")
    changed = {field: value for field, value in wanted.items() if value != shown[field]}
    if not changed:
        return []
    if AddedField.GROUP in changed:
        changed[AddedField.GROUP] = _regrouped(task, changed[AddedField.GROUP])
    made = Addition.objects.bulk_create(
        Addition(task=task, field=field, value=value, by=by, at=at)
        for field, value in changed.items()
    )
    record(
        verb="plans.added",
        subject=task,
        by=by,
        at=at,
        old={str(field): shown[field] for field in changed},
        new={str(field): value for field, value in changed.items()},
        unit_key=plan.owner.key,
    )
    return made


def _regrouped(task: Task, key: str) -> str:
    """Put the task into that group of its plan; the line keeps the group's title."""
    group = None
    if key:
        own = ContentGroup.objects.filter(plan=task.plan_id)
        group = own.filter(pk=key).first() if key.isdecimal() else None
        if group is None:
            raise CannotAdd("Nhóm nội dung này không thuộc kế hoạch. Hãy chọn lại.")
    task.group = group
    task.save(update_fields=["group"])
    return group.title if group else ""


@transaction.atomic
def add_task(
    *, plan: Plan, address: str, start: int | None = None, end: int | None = None,
    by: User, at: dt.datetime,
) -> Task:  # fmt: skip
    """Make a task of words that the reading passed over: of a paragraph, or of a stretch of it."""
    plan = locked_for_review(plan.pk, by=by, at=at)
    node = Node.objects.filter(document=plan.document_id, address=address).first()
    if node is None:
        raise CannotAdd("Không tìm thấy đoạn này trong văn bản. Hãy chọn lại.")
    first, after = whole_words(node.text, start or 0, len(node.text) if end is None else end)
    if first >= after:
        raise CannotAdd("Phần được chọn không có chữ. Hãy bôi đen lời văn của nhiệm vụ.")
    source = Document.objects.values_list("text", flat=True).get(pk=plan.document_id)
    places = offsets(source[node.start : node.end], node.text)
    text = node.text[first:after]
    task = Task.objects.create(
        plan=plan,
        address=free_address(node.address, set(plan.tasks.values_list("address", flat=True))),
        start=node.start + places[first],
        end=node.start + places[after - 1] + 1,
        text=text,
        text_folded=fold(text),
        source=Source.PERSON,
    )
    record(
        verb="plans.task_added",
        subject=task,
        by=by,
        at=at,
        new={"text": text},
        unit_key=plan.owner.key,
    )
    return task
