"""What is asked of addresses, sponsors and deliveries; every list starts from `visible_to`."""

from nhanai.aid.queries.addresses import (
    Filters,
    by_state,
    current_survey,
    filtered,
    found_again,
    may,
    names_of,
    open_address_of,
    recordable_units,
    shown_as,
    standing_consent,
    visible_to,
)
from nhanai.aid.queries.due import DueLine, due_of, instalments_of, reviews_due
from nhanai.aid.queries.offers import (
    answering_unit,
    offer_by,
    offered_communes,
    offers_due,
    offers_of,
)
from nhanai.aid.queries.received import got_by, received_by_household
from nhanai.aid.queries.support import (
    batches_of,
    findings_for,
    known_to_households,
    sponsor_names,
    sponsors_of,
)

__all__ = [
    "DueLine", "Filters", "answering_unit", "batches_of", "by_state", "current_survey", "due_of",
    "filtered", "findings_for", "found_again", "got_by", "instalments_of", "known_to_households",
    "may", "names_of", "offer_by", "offered_communes", "offers_due", "offers_of", "open_address_of",
    "received_by_household", "recordable_units", "reviews_due", "shown_as", "sponsor_names",
    "sponsors_of", "standing_consent", "visible_to",
]  # fmt: skip
