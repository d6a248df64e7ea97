"""What may be read of funds, campaigns, donors and gifts."""

from nhanai.funds.queries.pledges import (
    DuePledge,
    pledges_due,
    pledges_of,
    reckoning,
    reckonings_of,
)
from nhanai.funds.queries.seeing import (
    campaigns_of,
    clocks_due,
    donations_of,
    donors_of,
    funds_of,
    may_see_donors,
    named_gifts,
    named_like,
    recordable_funds,
)
from nhanai.funds.queries.telling import (
    Step,
    Telling,
    free_and_tied,
    spendable,
    step_places,
    telling_of,
    way_of,
)
from nhanai.funds.queries.thanks import batches_seen, givers_of, thanks_of, unthanked
from nhanai.funds.queries.undoings import undoings_for, waiting_to_be_undone

__all__ = [
    "DuePledge",
    "Step",
    "Telling",
    "batches_seen",
    "campaigns_of",
    "clocks_due",
    "donations_of",
    "donors_of",
    "free_and_tied",
    "funds_of",
    "givers_of",
    "may_see_donors",
    "named_gifts",
    "named_like",
    "pledges_due",
    "pledges_of",
    "reckoning",
    "reckonings_of",
    "recordable_funds",
    "spendable",
    "step_places",
    "telling_of",
    "thanks_of",
    "undoings_for",
    "unthanked",
    "waiting_to_be_undone",
    "way_of",
]  # fmt: skip
