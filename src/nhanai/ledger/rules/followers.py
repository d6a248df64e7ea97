"""Who is told when an entry is posted, without being known here."""

from collections.abc import Callable, Iterator
from typing import Any, Final

Told = Callable[[Any], None]
"""Takes the `ledger.models.Entry`, inside the transaction that posts it."""

_FOLLOWERS: Final[dict[str, Told]] = {}
_OF_EVERYTHING: Final[dict[str, Told]] = {}


def follow(source: str, posted: Told) -> None:
    """Have `posted` called with every entry whose `source` this is, reversals too.

    A room above says so when it is made ready, so that what it writes of an entry (its facts, say)
    stands or falls with it. One room follows a source.
    """
    _FOLLOWERS[source] = posted


def follow_everything(room: str, posted: Told) -> None:
    """Have `posted` called with every entry of every book, after who follows its source."""
    _OF_EVERYTHING[room] = posted


def followers_of(source: str) -> Iterator[Told]:
    """Who is told of entries from there."""
    if source in _FOLLOWERS:
        yield _FOLLOWERS[source]
    yield from _OF_EVERYTHING.values()
