"""Which rooms keep something of a person besides, and forget it when she is erased.

Rooms above are not known here: each says in its `AppConfig.ready` how it forgets.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

Forget = Callable[[Sequence[Any], dt.datetime], None]
"""Takes the rows of `people.models.Person` that are one person (what was merged into her too) and
the moment, within the transaction that erases her; may refuse, and then nothing is erased."""

_FORGETTING: Final[dict[str, Forget]] = {}


def forget_with(room: str, forget: Forget) -> None:
    """Have `forget` called for every person who is erased."""
    _FORGETTING[room] = forget


def forgetting() -> Iterator[Forget]:
    """How the rooms above forget."""
    yield from _FORGETTING.values()
