"""The page of work on a task: what is asked, how it goes, what the others say."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.forms import WorkForm
from nhanai.plans.models import Occurrence, Update
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.queries import Total
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.rules.timing import Standing, days_late, standing_of
from nhanai.plans.vocab import AssignmentRole, ProgressState

PROGRESS_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    ProgressState.NOT_STARTED: ("", "draft"),
    ProgressState.IN_PROGRESS: ("run", "half"),
    ProgressState.WAITING: ("hand", "clock"),
    ProgressState.DONE: ("ok", "tick"),
    ProgressState.NOT_APPLICABLE: ("", "off"),
    ProgressState.CANCELLED: ("", "x"),
}
"""Tone and icon of each state of the work."""

SAID: Final = (
    ProgressState.IN_PROGRESS,
    ProgressState.WAITING,
    ProgressState.DONE,
    ProgressState.NOT_APPLICABLE,
)
"""What a unit may choose; who follows the plan may also cancel."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a state shows: its word, tone and icon, and beside it whether it is late."""

    label: str
    tone: str
    icon: str
    late: str


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's work, as others see it."""

    row: Occurrence
    name: str
    look: Look
    updates: tuple[Update, ...]

    @property
    def role(self) -> str:
        """What the unit does in the task."""
        return str(AssignmentRole(self.row.role).label)

    @property
    def said(self) -> Update | None:
        """The newest thing that was said."""
        return self.updates[0] if self.updates else None


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Everything that the page shows."""

    part: Part
    task: TaskRow
    total: Total | None
    others: tuple[Part, ...]
    before: Update | None
    chain: tuple[str, ...]
    giver: str
    """The unit above that gave the work down, where it did."""
    form: WorkForm
    may_update: bool
    is_closed: bool
    is_copied: bool

    @property
    def row(self) -> Occurrence:
        """The work itself."""
        return self.part.row

    @property
    def own(self) -> Update | None:
        """The newest thing said of this work that had a number."""
        return next((one for one in self.part.updates if one.quantity is not None), None)


def look_of(state: str, due_on: dt.date | None, today: dt.date) -> Look:
    """The state in words, with how late it is."""
    tone, icon = PROGRESS_LOOKS[state]
    standing = standing_of(state, due_on, today)
    late = ""
    if standing == Standing.LATE:
        late = f"Trễ {days_late(due_on, today)} ngày"
    elif standing == Standing.DUE_SOON and due_on is not None:
        late = "Đến hạn hôm nay" if due_on == today else f"Còn {(due_on - today).days} ngày"
    return Look(str(ProgressState(state).label), tone, icon, late)


def parts_of(rows: Sequence[Occurrence], *, today: dt.date, whole: bool = True) -> tuple[Part, ...]:
    """The work as others see it, with all or the newest that was said, in three queries."""
    names = queries.labels_of((row.unit_id for row in rows), today)
    keys = [row.pk for row in rows]
    if whole:
        updates = queries.updates_of(keys)
    else:
        updates = {key: (one,) for key, one in queries.last_updates(keys).items()}
    return tuple(
        Part(
            row,
            names[row.unit_id].name if row.unit_id in names else row.unit.key,
            look_of(row.state, row.due_on, today),
            updates.get(row.pk, ()),
        )
        for row in rows
    )


def work_page(
    row: Occurrence, *, user: User, at: dt.datetime, form: WorkForm | None = None,
    copied: bool = False,
) -> WorkPage:  # fmt: skip
    """Load the page; the number of queries does not grow with what was said."""
    today = localdate(at)
    same = queries.occurrences_of(row.task).filter(start=row.start).exclude(pk=row.pk)
    own, *others = parts_of([row, *same.filter(passed_on_at=None)[:OTHERS]], today=today)
    total = queries.totals_of([row.task_id]).get(row.task_id)
    before = queries.said_before(row)
    chain = queries.chain_of(row)
    above = row.parent.unit_id if row.parent else None
    asked = {one.unit_id for one in chain} | ({above} if above else set())
    names = queries.labels_of(asked, today) if asked else {}
    may_update = queries.may_update(row, user, today=today)
    if form is None:
        form = form_of(row, user=user, today=today, total=total)
        if copied and before is not None:
            form.initial["text"] = before.text
    return WorkPage(
        part=own,
        task=rows_of([row.task], day=today)[0],
        total=total,
        others=tuple(sorted(others, key=lambda one: ROLES.index(one.row.role))),
        before=before,
        chain=tuple(names[one.unit_id].name for one in chain if one.unit_id in names),
        giver=names[above].name if above is not None and above in names else "",
        form=form,
        may_update=may_update,
        is_closed=row.state in CLOSED,
        is_copied=copied and before is not None,
    )


OTHERS: Final = 40
"""Other units of the same task and period that the page shows."""

ROLES: Final = [str(role) for role in AssignmentRole]


def form_of(
    row: Occurrence, *, user: User, today: dt.date, total: Total | None,
    data: Mapping[str, object] | None = None, files: object = None,
) -> WorkForm:  # fmt: skip
    """The form for this work, with a token of its own."""
    leads = queries.may_follow(row.task.plan, user, today=today)
    states = [*SAID, ProgressState.CANCELLED] if leads else list(SAID)
    units = queries.addressable(row.task, asking=[row.unit], today=today)
    names = queries.labels_of((unit.pk for unit in units), today)
    addresses = [(str(unit.pk), names[unit.pk].name) for unit in units if unit.pk in names]
    begun = row.state not in CLOSED and row.state != ProgressState.NOT_STARTED
    return WorkForm(
        data,
        files,  # type: ignore[arg-type]  # what a request holds
        states=states,
        addresses=addresses,
        target=total.target if total else None,
        initial={
            "token": uuid.uuid4(),
            "state": row.state if begun else ProgressState.IN_PROGRESS,
            "concern_kind": "OBSTACLE",
        },
    )


def due_words(row: Occurrence) -> str:
    """Until when, as it is written."""
    return written(row.due_on) if row.due_on else ""
