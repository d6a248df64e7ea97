"""Those who issue at once wait in line, since SQLite lets whoever asks most often write first."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def in_turn() -> Iterator[None]:
    """Hold the one place from which numbers are given; a killed process gives it up by itself.

    PostgreSQL has a line of its own. Inside an act that holds the database already, waiting here
    could hold up who waits for that act, so there it does nothing.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with (settings.STATE_DIR / "issuing.lock").open("w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
