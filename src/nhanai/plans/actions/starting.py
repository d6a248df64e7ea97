"""Making the plan of what was read: the first proposal, from which the review goes on."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import fold, single_spaced
from nhanai.documents import actions as documents_actions
from nhanai.documents.models import Document
from nhanai.documents.vocab import ReadingState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.plans.models import Assignee, Assignment, ContentGroup, Plan, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.proposals import Proposal, proposals
from nhanai.plans.rules.grouping import likeliest
from nhanai.plans.rules.naming import free_address, plan_title
from nhanai.plans.vocab import AssignmentRole, Recurrence

Json = Mapping[str, Any]
BATCH: Final = 500


class CannotStart(Refused):
    """The document cannot be reviewed yet, or not by this person."""


@transaction.atomic
def start_review(*, document: Document, by: User, at: dt.datetime) -> Plan:
    """Make the plan of what was read in `document`; begun again, it is the same plan."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not allowed(by, Permission.REVIEW, unit=document.owner, today=localdate(at)):
        raise CannotStart("Anh, chị chưa được giao quyền rà soát văn bản của đơn vị này.")
    existing = Plan.objects.filter(document=document).first()
    if existing is not None:
        return existing
    if document.reading_state != ReadingState.READ or document.reading is None:
        raise CannotStart("Văn bản chưa đọc xong. Hãy chờ đọc xong rồi rà soát nhiệm vụ.")
    documents_actions.hold(document=document, at=at)
    title = plan_title(document.kind_name, document.title or document.file_name)
    plan = Plan.objects.create(
        document=document,
        owner=document.owner,
        title=title,
        title_folded=fold(title),
        started_at=at,
    )
    said: Sequence[Json] = document.reading["tasks"]
    groups = _groups(plan, document.reading)
    tasks = Task.objects.bulk_create(_tasks(plan, said, groups), batch_size=BATCH)
    assign_said(document, tasks, said, today=localdate(at))
    record(
        verb="plans.review_started",
        subject=plan,
        by=by,
        at=at,
        new={"task_count": len(tasks), "group_count": len(groups)},
        unit_key=document.owner.key,
    )
    return plan


def _groups(plan: Plan, reading: Json) -> dict[str, ContentGroup]:
    """The sections that say what is to be done; those that say who does it are no groups."""
    sections = {section["address"]: section for section in reading["sections"]}
    wanted = [task["group"] for task in reading["tasks"] if task.get("group")]
    if any(not task["assignees"] for task in reading["tasks"]):
        wanted = [
            task["group"]
            for task in reading["tasks"]
            if task.get("group") and not task["assignees"]
        ]
    rows = [
        ContentGroup(plan=plan, order=order, address=address, title=_called(sections[address]))
        for order, address in enumerate(dict.fromkeys(wanted), start=1)
        if address in sections
    ]
    return {row.address: row for row in ContentGroup.objects.bulk_create(rows)}


def _called(section: Json) -> str:
    label, title = section["label"] or "", single_spaced(section["title"] or "")
    return f"{label.rstrip('.')}. {title}"[:600] if label and title else (title or label)[:600]


def _tasks(plan: Plan, said: Sequence[Json], groups: Mapping[str, ContentGroup]) -> Iterator[Task]:
    taken: set[str] = set()
    profiles = _profiles(said, groups)
    for one in said:
        address = free_address(one["address"], taken)
        taken.add(address)
        own = groups.get(one.get("group") or "")
        like = None if own else likeliest(one["text"], profiles)
        due = one.get("due") or {}
        start, end = one["span"]
        yield Task(
            plan=plan,
            address=address,
            start=start,
            end=end,
            text=one["text"],
            text_folded=fold(one["text"]),
            rule=(one.get("rule") or "")[:60],
            group=own or groups.get(like or ""),
            said_due=(due.get("text") or "")[:300],
            said_due_on=day_of(due.get("date")),
            said_recurrence=recurrence_of(one.get("recurrence")),
            said_product=(one.get("product") or "")[:600],
            said_report_to=(one.get("report_to") or "")[:300],
        )


def _profiles(said: Sequence[Json], groups: Mapping[str, ContentGroup]) -> list[tuple[str, str]]:
    """The words of each group: its title and what the document puts under it.

    Not those of agencies' tasks, whose "phối hợp với …" would make every such task alike.
    """
    texts = {address: [group.title] for address, group in groups.items()}
    for one in said:
        if one.get("group") in texts and not one["assignees"]:
            texts[one["group"]].append(one["text"])
    return [(address, " ".join(words)) for address, words in texts.items()]


def day_of(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def recurrence_of(value: str | None) -> str:
    return value if value in Recurrence.values else ""


def assign_said(
    document: Document,
    tasks: Sequence[Task],
    said: Sequence[Json],
    *,
    today: dt.date,
    after: int = 0,
) -> None:
    """Name the agencies of every task, and propose the units behind their names.

    `after` is the order of the last agency that the tasks have already.
    """
    assignments = [
        assignment
        for task, one in zip(tasks, said, strict=True)
        for assignment in _assignments(task, one, after)
    ]
    Assignment.objects.bulk_create(assignments, batch_size=BATCH)
    found = proposals(document, [assignment.words for assignment in assignments], today=today)
    for assignment in assignments:
        assignment.doubt = found[assignment.words].doubt
    Assignment.objects.bulk_update(assignments, ["doubt"], batch_size=BATCH)
    pairs = [(assignment, found[assignment.words]) for assignment in assignments]
    former = [row for assignment, proposal in pairs for row in _former(assignment, proposal)]
    Assignee.objects.bulk_create(former, batch_size=BATCH)
    before = {(row.assignment_id, row.unit_id): row for row in former}
    current = [row for pair in pairs for row in _current(*pair, before)]
    Assignee.objects.bulk_create(current, batch_size=BATCH)


def _assignments(task: Task, one: Json, after: int) -> Iterator[Assignment]:
    """Who is charged first, then who coordinates; nobody twice in one role."""
    named = [
        (
            single_spaced(assignee["agency"])[:300],
            AssignmentRole.LEAD if assignee["lead"] else AssignmentRole.ASSIGNED,
            bool(assignee["requested"]),
            (assignee.get("rule") or "")[:60],
        )
        for assignee in one["assignees"]
    ]
    charged = {words for words, *_ in named}
    named += [
        (words, AssignmentRole.COORDINATING, False, "")
        for other in one["coordinating"]
        if (words := single_spaced(other)[:300]) not in charged
    ]
    for order, (words, role, is_requested, rule) in enumerate(
        dict.fromkeys(named), start=after + 1
    ):
        yield Assignment(
            task=task, order=order, words=words, role=role, is_requested=is_requested, rule=rule
        )


def _former(assignment: Assignment, proposal: Proposal) -> Iterator[Assignee]:
    for gone in proposal.replaced:
        yield Assignee(assignment=assignment, unit=gone.unit, end=gone.on, reason=gone.reason)


def _current(
    assignment: Assignment, proposal: Proposal, before: Mapping[tuple[int, int], Assignee]
) -> Iterator[Assignee]:
    """The living, then those who took over from the ended; nobody twice."""
    seen = {unit.pk for unit in proposal.living}
    for unit in proposal.living:
        yield Assignee(assignment=assignment, unit=unit)
    for gone in proposal.replaced:
        for unit in gone.successors:
            if unit.pk not in seen:
                seen.add(unit.pk)
                taken_from = before[assignment.pk, gone.unit.pk]
                yield Assignee(
                    assignment=assignment, unit=unit, start=gone.on, taken_from=taken_from
                )
