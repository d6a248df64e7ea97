"""Which state may follow which."""

from collections.abc import Mapping
from typing import Final

from nhanai.plans.vocab import PlanState, ProgressState, TaskState

PLAN_MOVES: Final[Mapping[PlanState, frozenset[PlanState]]] = {
    PlanState.REVIEW: frozenset({PlanState.CONFIRMED}),
    PlanState.CONFIRMED: frozenset({PlanState.REOPENED}),
    PlanState.REOPENED: frozenset({PlanState.CONFIRMED}),
}

TASK_MOVES: Final[Mapping[TaskState, frozenset[TaskState]]] = {
    TaskState.PROPOSED: frozenset(
        {TaskState.CHECKED, TaskState.GENERAL, TaskState.DROPPED, TaskState.REPLACED}
    ),
    TaskState.CHECKED: frozenset(
        {TaskState.PROPOSED, TaskState.DROPPED, TaskState.REPLACED, TaskState.ENDED}
    ),
    TaskState.GENERAL: frozenset({TaskState.PROPOSED, TaskState.DROPPED, TaskState.ENDED}),
    TaskState.ENDED: frozenset(),
    TaskState.DROPPED: frozenset({TaskState.PROPOSED}),
    TaskState.REPLACED: frozenset({TaskState.PROPOSED}),
}

PROGRESS_MOVES: Final[Mapping[ProgressState, frozenset[ProgressState]]] = {
    ProgressState.NOT_STARTED: frozenset(ProgressState) - {ProgressState.NOT_STARTED},
    ProgressState.IN_PROGRESS: frozenset(ProgressState) - {ProgressState.NOT_STARTED},
    ProgressState.WAITING: frozenset(ProgressState) - {ProgressState.NOT_STARTED},
    ProgressState.DONE: frozenset({ProgressState.IN_PROGRESS}),
    ProgressState.NOT_APPLICABLE: frozenset({ProgressState.IN_PROGRESS}),
    ProgressState.CANCELLED: frozenset({ProgressState.IN_PROGRESS}),
}
"""What is closed is opened again before anything else is said of it."""

CLOSED: Final = frozenset(
    {ProgressState.DONE, ProgressState.NOT_APPLICABLE, ProgressState.CANCELLED}
)
"""States in which nothing is expected any more, so that nothing can be late."""

OPEN: Final = frozenset(ProgressState) - CLOSED
"""States in which something is still expected."""

UNDER_REVIEW: Final = frozenset({PlanState.REVIEW, PlanState.REOPENED})
"""While a plan is in one of these, its tasks may be corrected."""

HANDED_OUT: Final = frozenset({PlanState.CONFIRMED, PlanState.REOPENED})
"""While a plan is in one of these, the agencies see what they hold."""

STANDING: Final = frozenset({TaskState.PROPOSED, TaskState.CHECKED, TaskState.GENERAL})
"""Tasks that count as part of the plan."""


def may_move_plan(state: str, to: PlanState) -> bool:
    """Whether a plan may go from one state to the other."""
    return to in PLAN_MOVES[PlanState(state)]


def may_move_task(state: str, to: TaskState) -> bool:
    """Whether a task may go from one state to the other."""
    return to in TASK_MOVES[TaskState(state)]


def may_move_progress(state: str, to: ProgressState) -> bool:
    """Whether the work may go from one state to the other; saying more of the same is no move."""
    return to in PROGRESS_MOVES[ProgressState(state)]
