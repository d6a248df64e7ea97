"""The tasks as the list of the review shows them, with what is to be seen about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding, Severity
from nhanai.documents.models import Remark
from nhanai.plans.models import Task
from nhanai.plans.pages.rows import TaskRow
from nhanai.plans.rules.confirming import Considered, Named, is_sure, task_findings
from nhanai.plans.vocab import TaskState

OURS: Final = frozenset({"task-unassigned", "task-undated", "agency-ended", "agency-unknown"})
"""What the reading found and what the tasks themselves say better by now."""

FILTERS: Final[Mapping[str, str]] = {
    "": "Nhiệm vụ",
    "cho": "Chưa xác nhận",
    "trong": "Chưa có cơ quan",
    "ngo": "Cần xem kỹ",
    "chung": "Nội dung chung",
    "bo": "Đã bỏ",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A task in the list at right; `findings` block or ask, `remarks` are the document's own."""

    row: TaskRow
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]
    is_sure: bool

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.row.task

    @property
    def waits(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.task.state == TaskState.PROPOSED

    @property
    def blocks(self) -> bool:
        """Whether it cannot be confirmed as it is."""
        return any(finding.blocking for finding in self.findings)

    @property
    def wants_a_look(self) -> bool:
        """Whether something about it is more than a note, and nobody has decided on it yet."""
        weighs = [finding.severity for finding in self.findings]
        weighs += [Severity(one.severity) for one in self.remarks]
        return self.waits and any(severity is not Severity.NOTE for severity in weighs)

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands in the order of the text."""
        return self.task.start, self.task.end, self.task.pk


def items_of(rows: Sequence[TaskRow], remarks: Sequence[Remark]) -> list[Item]:
    """Each task with what the rules say of it, and the remarks in its words that wait."""
    waiting = [one for one in remarks if one.settled_at is None and one.rule not in OURS]
    return [_item(row, waiting) for row in rows]


def _item(row: TaskRow, remarks: Sequence[Remark]) -> Item:
    task = row.task
    named = tuple(Named(one.words, one.role, len(one.units), one.doubt) for one in row.agencies)
    considered = Considered(task.address, task.state, named)
    here = tuple(one for one in remarks if _lies_in(one, task))
    found = task_findings(considered)
    return Item(row, found, here, is_sure=is_sure(considered))


def _lies_in(remark: Remark, task: Task) -> bool:
    if remark.start is None or remark.end is None:
        return bool(remark.address) and remark.address == task.address
    return remark.start < task.end and task.start < remark.end


def passes(item: Item, wanted: str) -> bool:
    """Whether the task belongs under that tab."""
    match wanted:
        case "cho":
            return item.waits
        case "trong":
            return item.waits and not item.row.doing
        case "ngo":
            return item.wants_a_look and bool(item.row.doing)
        case "chung":
            return item.task.state == TaskState.GENERAL
        case "bo":
            return item.task.state == TaskState.DROPPED
        case _:
            return item.task.state != TaskState.DROPPED
