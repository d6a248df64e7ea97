"""Everything that looks into reminders."""

from nhanai.reminders.queries.people import (
    last_visit,
    link_for,
    link_of,
    preference_of,
    reminders_of,
    to_remind,
)
from nhanai.reminders.queries.waiting import (
    SOON,
    called,
    due_within,
    late,
    lines_for,
    name_of,
    named,
    newest_work,
    note_of,
    open_work,
    open_work_of,
    to_acknowledge,
)

__all__ = [
    "SOON",
    "called",
    "due_within",
    "last_visit",
    "late",
    "lines_for",
    "link_for",
    "link_of",
    "name_of",
    "named",
    "newest_work",
    "note_of",
    "open_work",
    "open_work_of",
    "preference_of",
    "reminders_of",
    "to_acknowledge",
    "to_remind",
]
