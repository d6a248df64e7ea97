"""Bringing in lists of people: a file is received, understood, checked, taken, and undone whole."""

from nhanai.people.actions.importing.checking import check_now
from nhanai.people.actions.importing.receiving import (
    CannotImport,
    choose,
    drop,
    go_on,
    receive_sheet,
    take,
    understand,
    undo,
)
from nhanai.people.actions.importing.taking import take_now
from nhanai.people.actions.importing.undoing import undo_now

__all__ = [
    "CannotImport",
    "check_now",
    "choose",
    "drop",
    "go_on",
    "receive_sheet",
    "take",
    "take_now",
    "understand",
    "undo",
    "undo_now",
]
