"""A task as a list shows it: who, what, when, and what we added."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nhanai.base.days import written
from nhanai.plans import queries
from nhanai.plans.models import Addition, Task
from nhanai.plans.queries import Agency
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.naming import shortened
from nhanai.plans.vocab import AddedField, AssignmentRole, Recurrence, TaskState

STATE_LOOKS: Mapping[str, tuple[str, str]] = {
    TaskState.PROPOSED: ("", "draft"),
    TaskState.CHECKED: ("ok", "tick"),
    TaskState.GENERAL: ("run", "book"),
    TaskState.DROPPED: ("", "x"),
    TaskState.REPLACED: ("", "split"),
    TaskState.ENDED: ("", "lock"),
}
"""Tone and icon of each state."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task with its agencies and the newest additions."""

    task: Task
    agencies: tuple[Agency, ...]
    added: Mapping[AddedField, Addition]

    @property
    def name(self) -> str:
        """The short name that a person gave, or the first of its words."""
        return self.value(AddedField.SUMMARY) or shortened(self.task.text)

    @property
    def is_named(self) -> bool:
        """Whether a person gave it a short name."""
        return bool(self.value(AddedField.SUMMARY))

    @property
    def doing(self) -> tuple[Agency, ...]:
        """Those who answer for it, the lead first."""
        found = [agency for agency in self.agencies if agency.role in DOING]
        return tuple(sorted(found, key=lambda one: one.role != AssignmentRole.LEAD))

    @property
    def coordinating(self) -> tuple[Agency, ...]:
        """Those who coordinate."""
        return tuple(one for one in self.agencies if one.role == AssignmentRole.COORDINATING)

    @property
    def due(self) -> str:
        """The deadline as it is written, ours before the document's."""
        ours = self.value(AddedField.DUE)
        return day_words(dt.date.fromisoformat(ours)) if ours else self.task.said_due

    @property
    def due_is_ours(self) -> bool:
        """Whether a person set the deadline."""
        return bool(self.value(AddedField.DUE))

    @property
    def recurrence(self) -> str:
        """How often, ours before the document's."""
        value = self.value(AddedField.RECURRENCE) or self.task.said_recurrence
        return str(Recurrence(value).label) if value else ""

    @property
    def recurrence_is_ours(self) -> bool:
        """Whether a person set how often."""
        return bool(self.value(AddedField.RECURRENCE))

    @property
    def group(self) -> str:
        """The content group, as short as a line needs it."""
        return shortened(self.task.group.title, 80) if self.task.group else ""

    @property
    def group_is_ours(self) -> bool:
        """Whether a person put it there."""
        return AddedField.GROUP in self.added

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the document itself says about when, how often, what and to whom."""
        task = self.task
        recurrence = task.said_recurrence and str(Recurrence(task.said_recurrence).label)
        told = [
            ("Hạn", task.said_due),
            ("Lặp lại", recurrence),
            ("Sản phẩm", task.said_product),
            ("Báo cáo về", task.said_report_to),
        ]
        return [(label, value) for label, value in told if value]

    @property
    def state_look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        return STATE_LOOKS[self.task.state]

    def value(self, field: AddedField) -> str:
        """What we added there, or nothing."""
        return self.added[field].value if field in self.added else ""


def rows_of(
    tasks: Iterable[Task], *, day: dt.date, agencies: Mapping[int, tuple[Agency, ...]] | None = None
) -> list[TaskRow]:
    """The tasks as rows, in three queries however many; in one where the agencies are known."""
    tasks = list(tasks)
    keys = [task.pk for task in tasks]
    if agencies is None:
        agencies = queries.agencies_of(keys, day=day)
    added = queries.current_additions(keys)
    return [TaskRow(task, agencies.get(task.pk, ()), added.get(task.pk, {})) for task in tasks]


def day_words(day: dt.date) -> str:
    """A day as it is written in government paper."""
    return written(day)


def shown_value(addition: Addition) -> str:
    """What an addition says, in words."""
    if not addition.value:
        return "để trống"
    if addition.field == AddedField.DUE:
        return day_words(dt.date.fromisoformat(addition.value))
    if addition.field == AddedField.RECURRENCE:
        return str(Recurrence(addition.value).label)
    return addition.value
