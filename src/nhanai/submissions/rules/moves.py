"""Which state may follow which: one table for the first sending, returns and corrections."""

from collections.abc import Mapping
from typing import Final

from nhanai.submissions.vocab import SubmissionState as State

MOVES: Final[Mapping[str, frozenset[State]]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.RETURNED, State.ACCEPTED, State.LOCKED}),
    State.RETURNED: frozenset({State.SUBMITTED, State.ACCEPTED, State.LOCKED}),
    State.ACCEPTED: frozenset({State.LOCKED, State.CORRECTING}),
    State.LOCKED: frozenset({State.CORRECTING}),
    State.CORRECTING: frozenset({State.SUBMITTED, State.ACCEPTED, State.LOCKED}),
}
"""From a returned or open correction back to what was accepted: the correction is dropped. A
correction of what was locked is locked again as it is accepted."""

OPEN: Final = frozenset({State.DRAFT, State.RETURNED, State.CORRECTING})
"""In these the unit writes; its figures are live."""

SENT: Final = frozenset({State.SUBMITTED, State.ACCEPTED, State.LOCKED})
"""In these the level above has what it needs; figures are those that were sent."""


def may_move(state: str, to: State) -> bool:
    """Whether a report may go from one state to the other."""
    return to in MOVES[state]


def settled(*, was_locked: bool) -> State:
    """Where a report goes that is accepted, or whose correction is dropped."""
    return State.LOCKED if was_locked else State.ACCEPTED
