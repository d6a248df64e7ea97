"""Which batches belong to a room above, and so are corrected only there."""

from collections.abc import Callable
from typing import Final

from nhanai.aid.models import Batch

_KEEPERS: Final[list[Callable[[int], str]]] = []


def kept_above(keeper: Callable[[int], str]) -> None:
    """From now on ask `keeper` of a batch's key: its words say whose it is, empty if not its own.

    Said in the `ready` of a room above; what it keeps is not taken back here.
    """
    _KEEPERS.append(keeper)


def keeper_of(batch: Batch) -> str:
    """By whom the batch is kept, in words; empty where it is this room's own."""
    return next((words for keeper in _KEEPERS if (words := keeper(batch.pk))), "")
