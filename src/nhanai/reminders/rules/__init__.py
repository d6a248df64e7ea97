"""Pure decisions about reminders."""

from nhanai.reminders.rules.digest import (
    Line,
    content_hash,
    is_time,
    message_id,
    shortened,
    subject,
    told,
)
from nhanai.reminders.rules.visits import AWAY, since

__all__ = [
    "AWAY",
    "Line",
    "content_hash",
    "is_time",
    "message_id",
    "shortened",
    "since",
    "subject",
    "told",
]
