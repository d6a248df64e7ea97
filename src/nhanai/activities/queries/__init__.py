"""What is asked of activities and campaigns."""

from nhanai.activities.queries.activities import (
    Filters,
    alike,
    filtered,
    found_again,
    last_of,
    may_change,
    open_work_of,
    recordable_units,
    unit_for,
    visible_to,
    whole,
)
from nhanai.activities.queries.campaigns import (
    CampaignFigures,
    campaigns_on,
    figures_of,
    names_with_codes,
    rate_on,
    running,
)

__all__ = [
    "CampaignFigures", "Filters", "alike", "campaigns_on", "figures_of", "filtered", "found_again",
    "last_of", "may_change", "names_with_codes", "open_work_of", "rate_on", "recordable_units",
    "running", "unit_for", "visible_to", "whole",
]  # fmt: skip
