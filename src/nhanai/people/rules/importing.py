"""The way of an import, told from values alone."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from nhanai.people.vocab import ImportState, RoleKind

MOVES: Final[Mapping[ImportState, frozenset[ImportState]]] = {
    ImportState.READ: frozenset({ImportState.CHECKING}),
    ImportState.CHECKING: frozenset({ImportState.CHECKED, ImportState.READ}),
    ImportState.CHECKED: frozenset({ImportState.CHECKING, ImportState.TAKING}),
    ImportState.TAKING: frozenset({ImportState.DONE}),
    ImportState.DONE: frozenset({ImportState.UNDOING}),
    ImportState.UNDOING: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
}
WORKING: Final = frozenset({ImportState.CHECKING, ImportState.TAKING, ImportState.UNDOING})
"""While a job is at it."""
DROPPABLE: Final = frozenset({ImportState.READ, ImportState.CHECKED})
OVER: Final = frozenset({ImportState.DONE, ImportState.UNDONE})
"""When it was written, or taken back since."""
STALE_AFTER: Final = dt.timedelta(seconds=45)
"""Without a movement for so long, the job is taken to have been killed, and goes on anew."""
LARGEST_MB: Final = 30

KINDS: Final = (
    *(RoleKind.MEMBER, RoleKind.HONORARY_MEMBER, RoleKind.VOLUNTEER, RoleKind.YOUTH),
    *(RoleKind.TEENAGER, RoleKind.COLLABORATOR, RoleKind.BLOOD_DONOR, RoleKind.DONOR),
    RoleKind.BENEFICIARY,
)
"""What a list can make of people; offices and places in clubs are given one by one."""


def may_move(was: ImportState, to: ImportState) -> bool:
    """Whether an import goes from the one to the other."""
    return to in MOVES[was]


def is_stale(moved_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether nothing has moved for so long that its job must be gone."""
    return now - moved_at > STALE_AFTER
