"""Which state may follow which: the way of every approved paper, and the way up to who asked."""

from collections.abc import Mapping
from typing import Final

from nhanai.documents.rules import approval
from nhanai.documents.rules.approval import OPEN
from nhanai.reporting.vocab import ReportState

__all__ = ["HANDED_UP", "MOVES", "OPEN", "may_move"]

MOVES: Final[Mapping[str, frozenset[str]]] = {
    **approval.MOVES,
    ReportState.APPROVED: approval.MOVES[ReportState.APPROVED] | {ReportState.SENT},
    ReportState.SENT: frozenset({ReportState.RECEIVED, ReportState.RETURNED}),
    ReportState.RECEIVED: frozenset(),
}

HANDED_UP: Final = frozenset({ReportState.SENT, ReportState.RECEIVED, ReportState.ISSUED})
"""In these who follows the plan sees the report of another unit."""


def may_move(state: str, to: ReportState) -> bool:
    """Whether a report may go from one state to the other."""
    return to in MOVES[state]
