"""What is asked of periodic reports."""

from nhanai.submissions.queries.answers import words_before
from nhanai.submissions.queries.board import root_of, slots_of, standings, watches
from nhanai.submissions.queries.due import Due, due_of
from nhanai.submissions.queries.forms import form_for, forms, known_codes, on
from nhanai.submissions.queries.preparing import Prepared, prepared
from nhanai.submissions.queries.sent import accepted_below, sheet_in
from nhanai.submissions.queries.slots import (
    Slot,
    level_of,
    may_fill,
    may_judge,
    may_submit,
    receiver_of,
    receives,
    seen_units,
    slot_of,
    visible_to,
)

__all__ = [
    "Due",
    "Prepared",
    "Slot",
    "accepted_below",
    "due_of",
    "form_for",
    "forms",
    "known_codes",
    "level_of",
    "may_fill",
    "may_judge",
    "may_submit",
    "on",
    "prepared",
    "receiver_of",
    "receives",
    "root_of",
    "seen_units",
    "sheet_in",
    "slot_of",
    "slots_of",
    "standings",
    "visible_to",
    "watches",
    "words_before",
]
