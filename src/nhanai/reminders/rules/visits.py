"""Since when something counts as changed for who looks again."""

import datetime as dt
from typing import Final

AWAY: Final = dt.timedelta(hours=3)
"""Who comes back sooner is still on the same visit."""


def since(
    seen_at: dt.datetime, before_at: dt.datetime | None, *, at: dt.datetime
) -> dt.datetime | None:
    """The visit before the one that `at` belongs to."""
    return seen_at if at - seen_at >= AWAY else before_at
