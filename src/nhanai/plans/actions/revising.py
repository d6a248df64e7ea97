"""A later document changes the plan: what changes is proposed, agreed to, and then done at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import fold
from nhanai.documents import actions as documents_actions
from nhanai.documents import queries as documents
from nhanai.documents.models import Document
from nhanai.documents.vocab import ReadingState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.plans.actions.opening import open_plan
from nhanai.plans.actions.plan import locked
from nhanai.plans.actions.revised import apply_change
from nhanai.plans.models import Change, Plan, Revision, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.proposals import proposals
from nhanai.plans.queries.revising import holders_of
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.plans.rules.revising import Side, compare
from nhanai.plans.vocab import ChangeKind, RevisionKind, RevisionState, TaskState


class CannotRevise(Refused):
    """The plan cannot be changed so by a later document, or not by this person."""


@transaction.atomic
def start_revision(
    *, plan: Plan, document: Document, kind: RevisionKind, by: User, at: dt.datetime
) -> Revision:
    """Propose what `document` changes in the plan; nothing changes before `apply_revision`."""
    plan = locked(plan.pk)
    _may_revise(plan, by=by, at=at)
    seen = documents.visible_to(by, today=localdate(at)).filter(pk=document.pk)
    document = seen.first() or _refuse("Không tìm thấy văn bản này trong sổ của anh, chị.")
    _check(plan, document, kind)
    documents_actions.hold(document=document, at=at)
    revision = Revision.objects.create(
        plan=plan, document=document, kind=kind, started_by=by, started_at=at
    )
    changes = _proposed(revision, today=localdate(at))
    Change.objects.bulk_create(changes, batch_size=500)
    record(
        verb="plans.revision_started",
        subject=plan,
        by=by,
        at=at,
        new={"kind": kind, "document": document.reference or str(document), "tasks": len(changes)},
        unit_key=plan.owner.key,
    )
    return revision


@transaction.atomic
def decide(*, change: Change, accept: bool, by: User, at: dt.datetime) -> Change:
    """Agree to one change, or leave that task as it is."""
    revision = _open(change.revision_id, by=by, at=at)
    change = revision.changes.get(pk=change.pk)
    change.is_accepted, change.decided_by, change.decided_at = accept, by, at
    change.save(update_fields=["is_accepted", "decided_by", "decided_at"])
    record(
        verb="plans.change_decided",
        subject=revision.plan,
        by=by,
        at=at,
        new={"kind": change.kind, "task": str(change.task or change.text[:80]), "accepted": accept},
        unit_key=revision.plan.owner.key,
    )
    return change


@transaction.atomic
def apply_revision(*, revision: Revision, by: User, at: dt.datetime) -> Revision:
    """Do every change that was agreed to; progress and evidence stay with their tasks."""
    revision = _open(revision.pk, by=by, at=at)
    accepted = list(
        revision.changes.filter(is_accepted=True).select_related("task").order_by("order")
    )
    if not any(change.kind != ChangeKind.KEPT for change in accepted):
        _refuse(
            "Chưa đồng ý thay đổi nào. Hãy đồng ý ít nhất một thay đổi, hoặc bỏ lần điều chỉnh."
        )
    for change in accepted:
        apply_change(change, by=by, at=at)
    open_plan(revision.plan, by=by, at=at)
    return _settle(revision, RevisionState.APPLIED, accepted, by=by, at=at)


@transaction.atomic
def dismiss_revision(*, revision: Revision, by: User, at: dt.datetime) -> Revision:
    """Leave the plan as it is; the comparison can be begun again."""
    revision = _open(revision.pk, by=by, at=at)
    return _settle(revision, RevisionState.DISMISSED, (), by=by, at=at)


def _settle(
    revision: Revision, state: RevisionState, done: Sequence[Change], *, by: User, at: dt.datetime
) -> Revision:
    revision.state, revision.settled_by, revision.settled_at = state, by, at
    revision.save(update_fields=["state", "settled_by", "settled_at"])
    kinds = [change.kind for change in done]
    counts = {kind.value.lower(): kinds.count(kind) for kind in ChangeKind if kind in kinds}
    verb = "plans.revised" if state == RevisionState.APPLIED else "plans.revision_dismissed"
    record(
        verb=verb,
        subject=revision.plan,
        by=by,
        at=at,
        new={"document": revision.document.reference or str(revision.document), **counts},
        unit_key=revision.plan.owner.key,
    )
    return revision


def _open(pk: int, *, by: User, at: dt.datetime) -> Revision:
    """The revision, held, if `by` may decide on it now."""
    found = Revision.objects.select_related("plan__owner", "document")
    revision = found.select_for_update(of=("self",)).get(pk=pk)
    revision.plan = locked(revision.plan_id)
    _may_revise(revision.plan, by=by, at=at)
    if revision.state != RevisionState.OPEN:
        _refuse("Lần điều chỉnh này đã kết thúc. Hãy so sánh lại với văn bản nếu cần sửa thêm.")
    return revision


def _may_revise(plan: Plan, *, by: User, at: dt.datetime) -> None:
    if not allowed(by, Permission.CONFIRM, unit=plan.owner, today=localdate(at)):
        _refuse("Anh, chị chưa được giao quyền điều chỉnh kế hoạch này.")


def _check(plan: Plan, document: Document, kind: RevisionKind) -> None:
    """Refuse what cannot be compared."""
    if plan.state not in HANDED_OUT:
        _refuse("Kế hoạch chưa giao việc nên chưa cần điều chỉnh. Hãy rà soát và xác nhận trước.")
    if document.pk == plan.document_id:
        _refuse("Đây chính là văn bản của kế hoạch. Hãy chọn văn bản ban hành sau.")
    if document.reading_state != ReadingState.READ:
        _refuse("Văn bản chưa đọc xong. Hãy chờ đọc xong rồi so sánh.")
    if Plan.objects.filter(document=document).exists():
        _refuse(
            "Văn bản này đã thành một kế hoạch riêng nên không dùng để điều chỉnh kế hoạch khác."
        )
    standing = plan.revisions.exclude(state=RevisionState.DISMISSED).filter(document=document)
    if standing.exists():
        _refuse("Đã có một lần điều chỉnh kế hoạch này theo văn bản ấy.")
    if kind != RevisionKind.ENDS and not said_in(document):
        _refuse("Không đọc thấy nhiệm vụ nào trong văn bản này, nên không có gì để so sánh.")


def said_in(document: Document) -> Sequence[dict[str, Any]]:
    """The tasks that were read in it."""
    reading = document.reading or {}
    return list(reading.get("tasks", ()))


def _refuse(message: str) -> Any:  # noqa: ANN401 (never returns)
    raise CannotRevise(message)


def _proposed(revision: Revision, *, today: dt.date) -> list[Change]:
    """The changes that a person will look at, in order."""
    tasks = list(
        revision.plan.tasks.filter(state__in=[TaskState.CHECKED, TaskState.GENERAL]).order_by(
            "start", "end", "pk"
        )
    )
    said = said_in(revision.document)
    news = _sides(revision.document, said, today=today)
    matches = compare(_olds(tasks), news, RevisionKind(revision.kind))
    by_key = {task.pk: task for task in tasks}
    return [
        Change(
            revision=revision,
            order=order,
            kind=match.kind,
            task=by_key[match.old] if match.old is not None else None,
            said=said[match.new] if match.new is not None else None,
            agencies=_called(said[match.new]) if match.new is not None else "",
            likeness=match.likeness,
        )
        for order, match in enumerate(matches, start=1)
    ]


def _olds(tasks: Iterable[Task]) -> list[Side]:
    tasks = list(tasks)
    holders = holders_of(task.pk for task in tasks)
    return [Side(task.pk, task.text_folded, holders.get(task.pk, frozenset())) for task in tasks]


def _sides(document: Document, said: Sequence[dict[str, Any]], *, today: dt.date) -> list[Side]:
    words = {named["agency"] for one in said for named in one["assignees"]}
    found = proposals(document, words, today=today)
    return [
        Side(
            index,
            fold(one["text"]),
            frozenset(
                unit.pk for named in one["assignees"] for unit in found[named["agency"]].standing
            ),
        )
        for index, one in enumerate(said)
    ]


def _called(one: dict[str, Any]) -> str:
    """Whom the later document names, as it names them."""
    charged = [named["agency"] for named in one["assignees"]]
    return ", ".join(dict.fromkeys(charged))[:600]
