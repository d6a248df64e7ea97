"""Issuing a written plan: number and files, and at once the plan with the tasks of its agencies."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import fold
from nhanai.documents import actions as documents
from nhanai.documents.models import Document, Node
from nhanai.documents.rules.approval import may_move
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.paper.fingerprint import hash_of
from nhanai.paper.storing import from_json
from nhanai.plans import queries as plans
from nhanai.plans.actions.draft_holding import held, told
from nhanai.plans.actions.opening import open_plan
from nhanai.plans.actions.starting import assign_said, day_of, recurrence_of
from nhanai.plans.models import (
    Addition,
    Assignee,
    Assignment,
    Carrying,
    ContentGroup,
    DraftTask,
    Plan,
    PlanDraft,
    Task,
)
from nhanai.plans.queries import drafting as queries
from nhanai.plans.queries.drafting import Section
from nhanai.plans.rules.drafting import placed
from nhanai.plans.rules.grouping import likeliest
from nhanai.plans.rules.naming import plan_title
from nhanai.plans.vocab import AddedField, AssignmentRole, DraftState, PlanState, TaskState
from nhanai.units.models import Unit

Json = Mapping[str, Any]
NOTHING: Json = {}


class CannotIssueDraft(Refused):
    """The plan may not be issued as it stands."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A printed sentence: where it was written, where it stands, what the reading says of it."""

    section: Section
    line: str
    written: DraftTask | None
    node: Node
    said: Json


@transaction.atomic
def issue_draft(*, draft: PlanDraft, to: Sequence[Unit], by: User, at: dt.datetime) -> PlanDraft:
    """Issue the approved paper as it was frozen, and hand its tasks to their agencies.

    The plan needs no review, as its agencies were chosen when it was written: every task quotes
    its sentence where our own reading finds it in the issued document.
    """
    draft = held(draft.pk)
    if not may_move(draft.state, DraftState.ISSUED):
        state = draft.get_state_display().lower()
        raise CannotIssueDraft(f"Kế hoạch đang ở tình trạng “{state}” nên chưa ban hành được.")
    if draft.paper is None or hash_of(draft.paper) != draft.paper_sha256:
        raise CannotIssueDraft(
            "Nội dung không còn đúng bản đã duyệt. Hãy báo người quản trị trước khi ban hành."
        )
    paper = from_json(draft.paper)
    issued = documents.issue(owner=draft.unit, paper=paper, to=to, by=by, at=at)
    document = documents.enter_issued(document=issued, by=by, at=at)
    draft.issued, draft.state = issued, DraftState.ISSUED
    draft.plan = _planned(draft, document, by=by, at=at)
    draft.save(update_fields=["issued", "state", "plan"])
    told(
        "plans.draft_issued", draft, by=by, at=at, old={"state": DraftState.APPROVED},
        new={"state": draft.state, "reference": issued.reference},
    )  # fmt: skip
    return draft


def _planned(draft: PlanDraft, document: Document, *, by: User, at: dt.datetime) -> Plan:
    """The plan of the issued document, its tasks in the hands of the chosen agencies."""
    today = localdate(at)
    documents.hold(document=document, at=at)
    sentences = _sentences(queries.sections_of(draft, today=today), document)
    title = plan_title("Kế hoạch", draft.subject)
    plan = Plan.objects.create(
        document=document, owner=draft.unit, title=title, title_folded=fold(title), started_at=at,
        state=PlanState.CONFIRMED, confirmed_at=at, confirmed_by=by,
    )  # fmt: skip
    groups = _groups(plan, sentences)
    tasks = Task.objects.bulk_create(_tasks(plan, sentences, groups), batch_size=500)
    given = [
        (task, one) for task, one in zip(tasks, sentences, strict=True) if one.section.is_block
    ]
    _assign(document, given, today=today)
    _add(given)
    lost = _carry(given, by=by, at=at, today=today)
    counts = {
        "rows": open_plan(plan, by=by, at=at),
        "task_count": len(given),
        "general_count": len(tasks) - len(given),
        **({"uppers_lost": lost} if lost else {}),
    }
    record(
        verb="plans.confirmed", subject=plan, by=by, at=at,
        new={"state": plan.state, **counts}, unit_key=plan.owner.key,
    )  # fmt: skip
    return plan


def _sentences(sections: Sequence[Section], document: Document) -> list[Sentence]:
    """Every sentence at its place in the issued document, or a refusal that nothing survives."""
    nodes = list(document.nodes.order_by("order").select_related("parent"))
    said = {task["address"]: task for task in (document.reading or {})["tasks"]}
    lines = [(section, line, task) for section in sections for line, task in _lines(section)]
    places = placed([line for _, line, _ in lines], [node.text for node in nodes])
    found = [
        Sentence(section, line, task, nodes[place], said.get(nodes[place].address, NOTHING))
        for (section, line, task), place in zip(lines, places, strict=True)
        if place is not None
    ]
    if len(found) != len(lines):
        raise CannotIssueDraft(
            "Có câu trong kế hoạch không tìm thấy trong văn bản ban hành. "
            "Hãy báo người quản trị; chưa số nào được cấp."
        )
    return found


def _lines(section: Section) -> list[tuple[str, DraftTask | None]]:
    if section.is_block:
        return [(task.text, task) for task in section.tasks]
    return [(line, None) for line in section.lines]


def _groups(plan: Plan, sentences: Sequence[Sentence]) -> dict[int, ContentGroup]:
    """The content groups by the sections that they were written in."""
    first = {one.section.row.pk: one for one in reversed(sentences) if not one.section.is_block}
    rows = {}
    for order, key in enumerate(reversed(first), start=1):
        one = first[key]
        parent = one.node.parent
        rows[key] = ContentGroup(
            plan=plan,
            order=order,
            address=parent.address if parent else "",
            title=f"{order}. {one.section.heading}"[:600],
        )
    ContentGroup.objects.bulk_create(rows.values())
    return rows


def _tasks(
    plan: Plan, sentences: Sequence[Sentence], groups: Mapping[int, ContentGroup]
) -> Iterator[Task]:
    profiles = [
        (str(key), " ".join([group.title, *(
            one.line for one in sentences if one.section.row.pk == key
        )]))
        for key, group in groups.items()
    ]  # fmt: skip
    for one in sentences:
        like = likeliest(one.line, profiles) if one.section.is_block else None
        group = groups.get(int(like) if like else one.section.row.pk)
        due = one.said.get("due") or NOTHING
        yield Task(
            plan=plan,
            address=one.node.address,
            start=one.node.start,
            end=one.node.end,
            text=one.node.text,
            text_folded=fold(one.node.text),
            rule=(one.said.get("rule") or "")[:60],
            state=TaskState.CHECKED if one.section.is_block else TaskState.GENERAL,
            group=group,
            said_due=(due.get("text") or "")[:300],
            said_due_on=day_of(due.get("date")),
            said_recurrence=recurrence_of(one.said.get("recurrence")),
            said_product=(one.said.get("product") or "")[:600],
            said_report_to=(one.said.get("report_to") or "")[:300],
        )


def _assign(document: Document, given: Sequence[tuple[Task, Sentence]], *, today: dt.date) -> None:
    """The chosen units answer for the task; whom its sentence names to help helps."""
    charged = [
        (_assignment(task, one, order, words), units)
        for task, one in given
        for order, (words, units) in enumerate(_charged(one.section), start=1)
    ]
    Assignment.objects.bulk_create([row for row, _ in charged], batch_size=500)
    Assignee.objects.bulk_create(
        (Assignee(assignment=row, unit_id=unit) for row, units in charged for unit in units),
        batch_size=500,
    )
    helping = [{"assignees": [], "coordinating": _helping(one)} for _, one in given]
    after = max((row.order for row, _ in charged), default=0)
    assign_said(document, [task for task, _ in given], helping, today=today, after=after)


def _assignment(task: Task, one: Sentence, order: int, words: str) -> Assignment:
    """Who is asked to lead leads, where the block is for one; else each carries it out."""
    leads = any(agency["lead"] for agency in one.said.get("assignees", ()))
    is_lead = leads and len(_charged(one.section)) == 1
    role = AssignmentRole.LEAD if is_lead else AssignmentRole.ASSIGNED
    return Assignment(task=task, order=order, words=words[:300], role=role)


def _charged(section: Section) -> list[tuple[str, tuple[int, ...]]]:
    """A block with a heading of its own is spoken of by it; else each unit by its name."""
    if section.row.heading:
        return [(section.row.heading, tuple(unit.pk for unit in section.units))]
    return [(unit.name, (unit.pk,)) for unit in section.units]


def _helping(one: Sentence) -> list[str]:
    own = {fold(unit.name) for unit in one.section.units}
    return [words for words in one.said.get("coordinating", ()) if fold(words) not in own]


def _add(given: Sequence[tuple[Task, Sentence]]) -> None:
    """What was written beside the sentence, by whom and when it was."""
    rows = []
    for task, one in given:
        written = one.written
        assert written is not None  # noqa: S101 (every sentence of a block was written as a task)
        values = {
            AddedField.DUE: written.due.isoformat() if written.due else "",
            AddedField.RECURRENCE: written.recurrence,
            AddedField.TARGET: written.target,
        }
        rows += [
            Addition(task=task, field=field, value=value, by=written.changed_by,
                     at=written.changed_at)
            for field, value in values.items() if value
        ]  # fmt: skip
    Addition.objects.bulk_create(rows, batch_size=500)


def _carry(
    given: Sequence[tuple[Task, Sentence]], *, by: User, at: dt.datetime, today: dt.date
) -> int:
    """Link each task to those above that it carries out; tells how many fell away meanwhile."""
    lost = 0
    for task, one in given:
        if one.written is None or not getattr(one.written, "upper_count", 0):
            continue
        for upper in one.written.uppers.select_related("plan__owner").order_by("pk"):
            if plans.carries_out(task, upper, today=today):
                Carrying.objects.create(lower=task, upper=upper, by=by, at=at)
            else:
                lost += 1
    return lost
