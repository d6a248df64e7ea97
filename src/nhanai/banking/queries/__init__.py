"""What is asked of bank accounts, statement lines and cash boxes."""

from nhanai.banking.queries.accounts import (
    accounts_visible_to,
    bookable_funds,
    continuity,
    manageable,
    shapes,
    usable_for,
)
from nhanai.banking.queries.boxes import (
    booked_openings,
    boxes_visible_to,
    last_opening_of,
    openings_visible_to,
)
from nhanai.banking.queries.lines import (
    Filters,
    filtered,
    in_force_of,
    open_lines,
    open_of,
    visible_to,
    waiting_by_account,
)
from nhanai.banking.queries.proposing import expect, proposals_for

__all__ = [
    "Filters", "accounts_visible_to", "bookable_funds", "booked_openings",
    "boxes_visible_to", "continuity", "expect", "filtered",
    "in_force_of", "last_opening_of", "manageable", "open_lines", "open_of", "openings_visible_to",
    "proposals_for", "shapes", "usable_for",
    "visible_to", "waiting_by_account",
]  # fmt: skip
