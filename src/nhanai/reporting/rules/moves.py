"""Which state may follow which."""

from collections.abc import Mapping
from typing import Final

from nhanai.reporting.vocab import ReportState

MOVES: Final[Mapping[ReportState, frozenset[ReportState]]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.RETURNED, ReportState.APPROVED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    ReportState.APPROVED: frozenset({ReportState.ISSUED, ReportState.SENT}),
    ReportState.SENT: frozenset({ReportState.RECEIVED, ReportState.RETURNED}),
    ReportState.RECEIVED: frozenset(),
    ReportState.ISSUED: frozenset(),
}

OPEN: Final = frozenset({ReportState.DRAFT, ReportState.RETURNED})
"""While a report is in one of these, its words may be changed."""

HANDED_UP: Final = frozenset({ReportState.SENT, ReportState.RECEIVED, ReportState.ISSUED})
"""In these who follows the plan sees the report of another unit."""


def may_move(state: str, to: ReportState) -> bool:
    """Whether a report may go from one state to the other."""
    return to in MOVES[ReportState(state)]
