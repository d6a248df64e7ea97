"""Everything that reads rounds of allocation."""

from nhanai.allocation.queries.rounds import (
    approved,
    as_value,
    claimants_of,
    document_of,
    final_document,
    funds_for,
    heading_of,
    latest_run,
    lines_for,
    matching,
    may,
    names_of,
    outflows_of,
    totals_of,
    visible_to,
    waiting_for,
)

__all__ = [
    "approved",
    "as_value",
    "claimants_of",
    "document_of",
    "final_document",
    "funds_for",
    "heading_of",
    "latest_run",
    "lines_for",
    "matching",
    "may",
    "names_of",
    "outflows_of",
    "totals_of",
    "visible_to",
    "waiting_for",
]  # fmt: skip
