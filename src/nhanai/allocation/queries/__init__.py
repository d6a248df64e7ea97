"""Everything that reads rounds of allocation."""

from nhanai.allocation.queries.rounds import (
    approved,
    as_value,
    claimants_of,
    document_of,
    final_document,
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
from nhanai.allocation.queries.sources import Source, sources_for

__all__ = [
    "Source",
    "approved",
    "as_value",
    "claimants_of",
    "document_of",
    "final_document",
    "heading_of",
    "latest_run",
    "lines_for",
    "matching",
    "may",
    "names_of",
    "outflows_of",
    "sources_for",
    "totals_of",
    "visible_to",
    "waiting_for",
]  # fmt: skip
