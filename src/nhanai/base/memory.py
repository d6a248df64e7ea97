"""What was asked once while a page is read need not be asked again; an act asks anew."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar, cast

Answer = TypeVar("Answer")

_KEPT: Final[ContextVar[dict[Hashable, object] | None]] = ContextVar("kept", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep answers until the end of the block; only for what reads and changes nothing.

    Within another such block that one goes on.
    """
    if _KEPT.get() is not None:
        yield
        return
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def remembered(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to `ask`: the one kept under `key`, or a new one where nothing is kept."""
    kept = _KEPT.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    return cast("Answer", kept[key])
