"""Everything that changes reminders."""

from nhanai.reminders.actions.delivery import deliver_waiting, give_up_unclear
from nhanai.reminders.actions.digest import make_digest, make_due_digests
from nhanai.reminders.actions.duty import count_tables, leave_duty, note_opened, take_duty
from nhanai.reminders.actions.own import (
    NoLink,
    make_link,
    note_use,
    note_visit,
    revoke_link,
    set_preference,
)

__all__ = [
    "NoLink",
    "count_tables",
    "deliver_waiting",
    "give_up_unclear",
    "leave_duty",
    "make_digest",
    "make_due_digests",
    "make_link",
    "note_opened",
    "note_use",
    "note_visit",
    "revoke_link",
    "set_preference",
    "take_duty",
]
