"""The one task that is open in the review, with everything that may be done to it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.plans import queries
from nhanai.plans.forms import AdditionsForm, numbers
from nhanai.plans.models import Addition, ContentGroup, Plan, Task
from nhanai.plans.pages.items import FILTERS, Item
from nhanai.plans.pages.rows import TaskRow, day_words, shown_value
from nhanai.plans.queries import Agency, Chosen
from nhanai.plans.rules.cutting import cut_points, parts
from nhanai.plans.rules.naming import shortened
from nhanai.plans.vocab import AddedField, AssignmentRole, TaskState

NEW = "moi"
"""Stands for an agency that the task does not have yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    task: int | None = None
    filter: str = ""
    just_done: int | None = None
    picking: str = ""
    words: str = ""
    splitting: bool = False
    at: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Read from the query; what makes no sense counts as not asked."""
        wanted = query.get("loc", "")
        return cls(
            task=_number(query.get("muc")),
            filter=wanted if wanted in FILTERS else "",
            just_done=_number(query.get("vua")),
            picking=query.get("giao", ""),
            words=query.get("tim", "").strip()[:200],
            splitting="tach" in query,
            at=_number(query.get("doan")),
        )


def _number(text: str | None) -> int | None:
    return next(iter(numbers([text])), None) if text else None


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the open task may be split, and the words that would begin there."""

    offset: int
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """An addition that was made, in words."""

    by: str
    at: dt.datetime
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Picker:
    """Choosing units for an agency of the open task."""

    agency: Agency | None
    words: str
    found: tuple[Chosen, ...]
    role: str

    @property
    def roles(self) -> list[tuple[str, str]]:
        """What an agency may do in a task."""
        return [(str(value), str(label)) for value, label in AssignmentRole.choices]

    @property
    def held(self) -> tuple[Chosen, ...]:
        """The units that stand behind the words now."""
        return self.agency.units if self.agency else ()

    @property
    def offered(self) -> tuple[Chosen, ...]:
        """What was found, without what is held already."""
        held = {unit.pk for unit in self.held}
        return tuple(unit for unit in self.found if unit.pk not in held)


@dataclass(frozen=True, slots=True)
class Opened:
    """The task that is being looked at."""

    item: Item
    form: AdditionsForm
    history: tuple[Past, ...]
    picker: Picker | None
    is_splitting: bool
    undo_words: str
    above: Task | None

    @property
    def row(self) -> TaskRow:
        """Its row."""
        return self.item.row

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.item.row.task

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Where it may be split."""
        points = cut_points(self.task.text)
        return tuple(
            Cut(point, shortened(words, 110))
            for point, words in zip(points, parts(self.task.text, points)[1:], strict=True)
        )


def opened(
    plan: Plan, item: Item, items: Sequence[Item], asked: Asked, *, today: dt.date
) -> Opened:
    """The open task, in four queries more."""
    task = item.task
    before = [
        one.task for one in items if one.task.state != TaskState.DROPPED and one.place < item.place
    ]
    return Opened(
        item=item,
        form=additions_form(plan, item.row),
        history=_history(task),
        picker=_picker(item.row, asked, today),
        is_splitting=asked.splitting,
        undo_words=_undo_words(task),
        above=before[-1] if before else None,
    )


def _history(task: Task) -> tuple[Past, ...]:
    rows = Addition.objects.filter(task=task).select_related("by").order_by("-at", "-pk")
    return tuple(
        Past(str(row.by), row.at, str(AddedField(row.field).label), shown_value(row))
        for row in rows
    )


def _undo_words(task: Task) -> str:
    """What taking back the last decision would mean, or nothing where there is none."""
    if task.state == TaskState.CHECKED:
        return "Bỏ xác nhận"
    if task.state in {TaskState.DROPPED, TaskState.GENERAL}:
        return "Khôi phục nhiệm vụ"
    if Task.objects.filter(joined_into=task, split_from=None).exists():
        return "Tách lại như cũ"
    return "Gộp lại như cũ" if task.split_from_id is not None else ""


def additions_form(
    plan: Plan, row: TaskRow, data: Mapping[str, object] | None = None
) -> AdditionsForm:
    """What we added to the task so far, ready to be changed."""
    due = row.value(AddedField.DUE)
    initial = {
        "SUMMARY": row.value(AddedField.SUMMARY),
        "DUE": day_words(dt.date.fromisoformat(due)) if due else "",
        "RECURRENCE": row.value(AddedField.RECURRENCE),
        "TARGET": row.value(AddedField.TARGET),
        "PRODUCT": row.value(AddedField.PRODUCT),
        "GROUP": str(row.task.group_id or ""),
    }
    groups = list(ContentGroup.objects.filter(plan=plan).order_by("order"))
    return AdditionsForm(data, groups=groups, initial=initial)


def _picker(row: TaskRow, asked: Asked, today: dt.date) -> Picker | None:
    agency = next((one for one in row.agencies if str(one.pk) == asked.picking), None)
    if agency is None and asked.picking != NEW:
        return None
    # who is added to a task that has its agency mostly coordinates
    usual = AssignmentRole.COORDINATING if row.doing else AssignmentRole.ASSIGNED
    return Picker(
        agency=agency,
        words=asked.words,
        found=queries.found_units(asked.words, today=today),
        role=agency.role if agency else usual,
    )
