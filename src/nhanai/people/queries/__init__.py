"""What is asked about people; every list starts from `visible_to`."""

from nhanai.people.queries.finding import alike, matching, shown_as
from nhanai.people.queries.people import (
    at_unit,
    held_by,
    living_records,
    may_open,
    may_record,
    open_role,
    roles_of,
    roles_on,
    visible_to,
)

__all__ = [
    "alike",
    "at_unit",
    "held_by",
    "living_records",
    "matching",
    "may_open",
    "may_record",
    "open_role",
    "roles_of",
    "roles_on",
    "shown_as",
    "visible_to",
]
