"""What keeps a task, and a whole plan, from being confirmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding, Severity
from nhanai.plans.vocab import AssignmentRole, TaskState

DOING: Final = frozenset({AssignmentRole.LEAD, AssignmentRole.ASSIGNED})
"""Roles of those who answer for a task; who only coordinates does not."""


@dataclass(frozen=True, slots=True)
class Named:
    """An agency named for a task: its words, its role, how many units stand behind it now."""

    words: str
    role: str
    units: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Considered:
    """A task as the decision about it needs it."""

    address: str
    state: str
    named: tuple[Named, ...] = ()


def task_findings(task: Considered) -> tuple[Finding, ...]:
    """Everything to know before this task is confirmed; an error blocks."""
    doing = [named for named in task.named if named.role in DOING]
    found = [_unresolved(task, named) for named in task.named if not named.units]
    found += [
        Finding("assignment-doubt", named.doubt, Severity.WARNING, task.address)
        for named in task.named
        if named.doubt and named.units
    ]
    if not doing:
        message = "Chưa có cơ quan nào thực hiện. Hãy chọn cơ quan, hoặc ghi là nội dung chung."
        found.insert(0, Finding("task-unassigned", message, where=task.address))
    leads = [named for named in doing if named.role == AssignmentRole.LEAD]
    if len(leads) > 1:
        message = "Có hơn một cơ quan chủ trì. Hãy để một cơ quan chủ trì, còn lại phối hợp."
        found.append(Finding("leads-many", message, Severity.WARNING, task.address))
    return tuple(found)


def _unresolved(task: Considered, named: Named) -> Finding:
    said = named.doubt or f"Chưa rõ “{named.words}” là đơn vị nào."
    if named.role in DOING:
        return Finding("assignment-unresolved", f"{said} Hãy chọn đơn vị.", where=task.address)
    return Finding("coordinator-unresolved", said, Severity.NOTE, task.address)


def is_sure(task: Considered) -> bool:
    """Whether nothing about the task asks for a second look: each who answers for it is known."""
    found = task_findings(task)
    return not any(finding.severity is not Severity.NOTE for finding in found)


def plan_findings(tasks: Iterable[Considered]) -> tuple[Finding, ...]:
    """Everything that blocks confirming the plan, each once."""
    standing: Sequence[Considered] = [
        task for task in tasks if task.state in {TaskState.PROPOSED, TaskState.CHECKED}
    ]
    blocked = [finding for task in standing for finding in task_findings(task) if finding.blocking]
    places = {finding.where for finding in blocked}
    waiting = [
        task for task in standing if task.state == TaskState.PROPOSED and task.address not in places
    ]
    if not any(task.state == TaskState.CHECKED for task in standing) and not waiting + blocked:
        message = "Chưa có nhiệm vụ nào được xác nhận. Kế hoạch cần ít nhất một nhiệm vụ."
        return (Finding("plan-empty", message),)
    unseen = [
        Finding("task-unchecked", "Chưa ai xác nhận nhiệm vụ này.", where=task.address)
        for task in waiting
    ]
    return (*blocked, *unseen)
