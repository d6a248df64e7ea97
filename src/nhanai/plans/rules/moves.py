"""Which state may follow which."""

from collections.abc import Mapping
from typing import Final

from nhanai.plans.vocab import PlanState, TaskState

PLAN_MOVES: Final[Mapping[PlanState, frozenset[PlanState]]] = {
    PlanState.REVIEW: frozenset({PlanState.CONFIRMED}),
    PlanState.CONFIRMED: frozenset({PlanState.REOPENED}),
    PlanState.REOPENED: frozenset({PlanState.CONFIRMED}),
}

TASK_MOVES: Final[Mapping[TaskState, frozenset[TaskState]]] = {
    TaskState.PROPOSED: frozenset(
        {TaskState.CHECKED, TaskState.GENERAL, TaskState.DROPPED, TaskState.REPLACED}
    ),
    TaskState.CHECKED: frozenset({TaskState.PROPOSED, TaskState.DROPPED, TaskState.REPLACED}),
    TaskState.GENERAL: frozenset({TaskState.PROPOSED, TaskState.DROPPED}),
    TaskState.DROPPED: frozenset({TaskState.PROPOSED}),
    TaskState.REPLACED: frozenset({TaskState.PROPOSED}),
}

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
