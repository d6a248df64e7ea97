"""How often a mail is tried, and how long it waits in between."""

import datetime as dt
from typing import Final

TRIES: Final = 5
"""How often a mail that the server did not take is tried again."""

PATIENCE: Final = dt.timedelta(minutes=5)
"""Until the second try; each next one waits twice as long."""


def wait_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many tries."""
    return PATIENCE * (1 << max(0, attempts - 1))
