"""Pure decisions about reminders."""

from nhanai.reminders.rules.digest import (
    PATIENCE,
    TRIES,
    Line,
    content_hash,
    is_time,
    message_id,
    shortened,
    subject,
    told,
    wait_after,
)
from nhanai.reminders.rules.secret import hashed
from nhanai.reminders.rules.visits import AWAY, since

__all__ = [
    "AWAY",
    "PATIENCE",
    "TRIES",
    "Line",
    "content_hash",
    "hashed",
    "is_time",
    "message_id",
    "shortened",
    "since",
    "subject",
    "told",
    "wait_after",
]
