"""The way of a paper from its draft to its number: the same for a report and for a plan."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Approval(StrEnum):
    """Where a paper is on its way; each room has its own words for it."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    ISSUED = "ISSUED"


MOVES: Final[Mapping[str, frozenset[str]]] = {
    Approval.DRAFT: frozenset({Approval.SUBMITTED}),
    Approval.SUBMITTED: frozenset({Approval.RETURNED, Approval.APPROVED}),
    Approval.RETURNED: frozenset({Approval.SUBMITTED}),
    Approval.APPROVED: frozenset({Approval.ISSUED}),
    Approval.ISSUED: frozenset(),
}

OPEN: Final = frozenset({Approval.DRAFT, Approval.RETURNED})
"""While a paper is in one of these, its words may be changed."""


def may_move(state: str, to: str) -> bool:
    """Whether a paper may go from one state to the other."""
    return to in MOVES[state]
