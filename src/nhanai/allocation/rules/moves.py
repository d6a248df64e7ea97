"""The way of a round: which state may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class RoundState(StrEnum):
    """Where a round stands."""

    PREPARING = "PREPARING"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    CANCELLED = "CANCELLED"


STATES: Final[Mapping[RoundState, str]] = {
    RoundState.PREPARING: "Đang lập",
    RoundState.SUBMITTED: "Chờ duyệt",
    RoundState.APPROVED: "Đã duyệt",
    RoundState.CANCELLED: "Đã hủy",
}

MOVES: Final[Mapping[RoundState, frozenset[RoundState]]] = {
    RoundState.PREPARING: frozenset({RoundState.SUBMITTED, RoundState.CANCELLED}),
    RoundState.SUBMITTED: frozenset(
        {RoundState.APPROVED, RoundState.PREPARING, RoundState.CANCELLED}
    ),
    RoundState.APPROVED: frozenset(),
    RoundState.CANCELLED: frozenset(),
}
"""An approved round is what was promised: it is neither changed nor taken back."""


def may_move(before: str, after: RoundState) -> bool:
    """Whether a round in the one state may go to the other."""
    return after in MOVES[RoundState(before)]
