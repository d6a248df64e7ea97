"""Everything that looks into reports, and into the work that they tell of."""

from nhanai.reporting.queries.facts import Facts, facts_of, standing_counts
from nhanai.reporting.queries.periods import Choice, choices, covered
from nhanai.reporting.queries.reports import (
    ReportFilters,
    last_frame,
    may_approve,
    may_receive,
    may_send,
    may_write,
    named_units,
    narrowed,
    passages_of,
    readiness_of,
    sections_of,
    sources_of,
    state_counts,
    visible_to,
    writes_for,
    writing_units,
)

__all__ = [
    "Choice",
    "Facts",
    "ReportFilters",
    "choices",
    "covered",
    "facts_of",
    "last_frame",
    "may_approve",
    "may_receive",
    "may_send",
    "may_write",
    "named_units",
    "narrowed",
    "passages_of",
    "readiness_of",
    "sections_of",
    "sources_of",
    "standing_counts",
    "state_counts",
    "visible_to",
    "writes_for",
    "writing_units",
]
