"""Everything that changes campaigns, donors and gifts."""

from nhanai.funds.actions.campaigns import CannotRunCampaign, launch
from nhanai.funds.actions.donors import CannotKeepDonor, DonorValues, add_donor, wish_naming
from nhanai.funds.actions.giving import (
    CannotGive,
    GiftValues,
    give,
    take_lines,
    undo,
)
from nhanai.funds.actions.pledging import CannotPledge, PledgeValues, lessen, pledge
from nhanai.funds.actions.spending import CannotSpend, SpendingValues, describe, return_gift, spend

__all__ = [
    "CannotGive", "CannotKeepDonor", "CannotPledge", "CannotRunCampaign", "CannotSpend",
    "DonorValues", "GiftValues", "PledgeValues", "SpendingValues", "add_donor", "describe", "give",
    "launch", "lessen", "pledge", "return_gift", "spend", "take_lines", "undo", "wish_naming",
]  # fmt: skip
