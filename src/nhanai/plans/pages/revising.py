"""A plan beside a later document: what changes, and which of it is agreed to."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict

from nhanai.documents.models import Document, LegalDocument
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.models import Change, Plan, Revision
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.queries.revising import Later, choosable, ended_bases, later_documents
from nhanai.plans.rules.wording import Stretch, differences
from nhanai.plans.vocab import ChangeKind, RevisionKind, RevisionState
from nhanai.web.paging import Page, number_from, page_of

LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    ChangeKind.CHANGED: ("hand", "pen"),
    ChangeKind.MOVED: ("hand", "people"),
    ChangeKind.NEW: ("run", "doc"),
    ChangeKind.CLOSED: ("bad", "lock"),
    ChangeKind.KEPT: ("ok", "tick"),
}
"""Tone and icon of each kind of change."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change with the task it speaks of."""

    change: Change
    row: TaskRow | None
    words: tuple[Stretch, ...]

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon."""
        return LOOKS[self.change.kind]

    @property
    def holders(self) -> str:
        """Who answers for the task now."""
        return ", ".join(agency.short for agency in self.row.doing) if self.row else ""


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """Everything that the page shows."""

    revision: Revision
    page: Page[Change]
    rows: tuple[ChangeRow, ...]
    tabs: Sequence[tuple[str, str, int | None]]
    kind: str
    figures: tuple[str, ...]
    accepted: int
    may_decide: bool


def revision_page(
    revision: Revision, query: QueryDict, *, user: User, today: dt.date
) -> RevisionPage:
    """Load the page; the number of queries does not grow with the changes."""
    every = Counter(revision.changes.values_list("kind", "is_accepted"))
    counts = {kind: every[(kind, True)] + every[(kind, False)] for kind in ChangeKind}
    kind = query.get("loai", "")
    kind = kind if kind in ChangeKind.values else ""
    found = revision.changes.filter(kind=kind) if kind else revision.changes.all()
    page = page_of(
        found.select_related("task__plan", "task__group", "decided_by").order_by("order"),
        number=number_from(query.get("trang")),
        noun="nhiệm vụ",
    )
    is_open = revision.state == RevisionState.OPEN
    return RevisionPage(
        revision=revision,
        page=page,
        rows=change_rows(page.rows, today=today),
        tabs=[
            ("", "Tất cả", sum(counts.values())),
            *((k.value, str(k.label), n) for k, n in counts.items() if n),
        ],
        kind=kind,
        figures=tuple(f"{n} {WORDS[k]}" for k, n in counts.items() if n),
        accepted=sum(n for (k, yes), n in every.items() if yes and k != ChangeKind.KEPT),
        may_decide=is_open and queries.may_confirm(revision.plan, user, today=today),
    )


WORDS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.CHANGED: "nhiệm vụ đổi lời văn",
    ChangeKind.MOVED: "nhiệm vụ chuyển cơ quan",
    ChangeKind.NEW: "nhiệm vụ mới",
    ChangeKind.CLOSED: "nhiệm vụ không còn",
    ChangeKind.KEPT: "nhiệm vụ giữ nguyên",
}


def change_rows(changes: Sequence[Change], *, today: dt.date) -> tuple[ChangeRow, ...]:
    """The changes with their tasks, in a fixed number of queries."""
    tasks = [change.task for change in changes if change.task is not None]
    rows = {row.task.pk: row for row in rows_of(tasks, day=today)}
    return tuple(_row(change, rows) for change in changes)


def _row(change: Change, rows: Mapping[int, TaskRow]) -> ChangeRow:
    row = rows.get(change.task_id) if change.task_id is not None else None
    reworded = change.kind == ChangeKind.CHANGED and change.task is not None
    words = differences(change.task.text, change.text) if reworded and change.task else ()
    return ChangeRow(change, row, words)


@dataclass(frozen=True, slots=True)
class RevisionsPage:
    """The revisions of a plan, and with what it may be compared."""

    plan: Plan
    revisions: QuerySet[Revision]
    later: tuple[Later, ...]
    ended: tuple[tuple[LegalDocument, str], ...]
    found: Page[Document]
    text: str
    kinds: Sequence[tuple[str, str]]
    may_revise: bool


def revisions_page(plan: Plan, query: QueryDict, *, user: User, today: dt.date) -> RevisionsPage:
    """Load the page."""
    text = query.get("q", "").strip()[:200]
    found = choosable(plan, user, text, today=today)
    return RevisionsPage(
        plan=plan,
        revisions=queries.visible_revisions(user, today=today).filter(plan=plan),
        later=later_documents(plan, user, today=today),
        ended=ended_bases(plan, today=today),
        found=page_of(found, number=number_from(query.get("trang")), noun="văn bản", size=10),
        text=text,
        kinds=[(kind.value, str(kind.label)) for kind in RevisionKind],
        may_revise=queries.may_confirm(plan, user, today=today),
    )
