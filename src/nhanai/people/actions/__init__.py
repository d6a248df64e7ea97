"""Everything that changes what is kept of people."""

from nhanai.people.actions.person import (
    CannotKeepPerson,
    Unsure,
    add_person,
    change_person,
    stored_person,
    values_of,
)
from nhanai.people.actions.role import (
    CannotChangeRole,
    UnsureOfRole,
    end_role,
    give_role,
    stored_end,
    stored_role,
)

__all__ = [
    "CannotChangeRole",
    "CannotKeepPerson",
    "Unsure",
    "UnsureOfRole",
    "add_person",
    "change_person",
    "end_role",
    "give_role",
    "stored_end",
    "stored_person",
    "stored_role",
    "values_of",
]
