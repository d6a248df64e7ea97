"""Which state of an import may follow which."""

from collections.abc import Mapping
from typing import Final

from nhanai.exchange.vocab import FileState

MOVES: Final[Mapping[FileState, frozenset[FileState]]] = {
    FileState.RECEIVED: frozenset({FileState.DONE, FileState.DROPPED}),
    FileState.DONE: frozenset({FileState.UNDONE}),
    FileState.UNDONE: frozenset(),
    FileState.DROPPED: frozenset(),
}


def may_move(now: FileState, to: FileState) -> bool:
    """Whether an import in the one state may come into the other."""
    return to in MOVES[now]
