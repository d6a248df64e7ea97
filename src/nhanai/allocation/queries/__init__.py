"""Everything that reads rounds of allocation."""

from nhanai.allocation.queries.rounds import (
    as_value,
    claimants_of,
    document_of,
    funds_for,
    heading_of,
    latest_run,
    matching,
    may,
    names_of,
    outflows_of,
    totals_of,
    visible_to,
    waiting_for,
)

__all__ = [
    "as_value", "claimants_of", "document_of", "funds_for", "heading_of", "latest_run", "matching",
    "may", "names_of", "outflows_of", "totals_of", "visible_to",
    "waiting_for",
]  # fmt: skip
