"""Where the list of a commune may go from each state."""

from collections.abc import Mapping
from typing import Final

from nhanai.distributions.vocab import QuotaState

MOVES: Final[Mapping[QuotaState, frozenset[QuotaState]]] = {
    QuotaState.LISTING: frozenset({QuotaState.SUBMITTED}),
    QuotaState.SUBMITTED: frozenset({QuotaState.LISTING, QuotaState.APPROVED}),
    QuotaState.APPROVED: frozenset({QuotaState.GIVEN, QuotaState.SETTLED}),
    QuotaState.GIVEN: frozenset({QuotaState.GIVEN, QuotaState.SETTLED}),
    QuotaState.SETTLED: frozenset({QuotaState.GIVEN}),
}
"""A settled list opens again where gifts arrive from elsewhere, or one was recorded by mistake."""


def may_move(state: str, to: QuotaState) -> bool:
    """Whether a list in that state may come into the other."""
    return to in MOVES[QuotaState(state)]
