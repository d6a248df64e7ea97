"""Everything that changes campaigns, donors and gifts."""

from nhanai.funds.actions.campaigns import CannotRunCampaign, launch
from nhanai.funds.actions.donors import CannotKeepDonor, DonorValues, add_donor, wish_naming
from nhanai.funds.actions.giving import (
    CannotGive,
    GiftValues,
    give,
    take_lines,
)
from nhanai.funds.actions.pledging import CannotPledge, PledgeValues, lessen, pledge
from nhanai.funds.actions.spending import CannotSpend, SpendingValues, describe, return_gift, spend
from nhanai.funds.actions.thanking import CannotThank, thank, word_thanks
from nhanai.funds.actions.undoing import (
    CannotUndo,
    approve_undoing,
    drop,
    propose_undoing,
    refuse_undoing,
)

__all__ = [
    "CannotGive", "CannotKeepDonor", "CannotPledge", "CannotRunCampaign", "CannotSpend",
    "CannotThank", "CannotUndo", "DonorValues", "GiftValues", "PledgeValues", "SpendingValues",
    "add_donor", "approve_undoing", "describe", "drop", "give", "launch", "lessen", "pledge",
    "propose_undoing", "refuse_undoing", "return_gift", "spend", "take_lines", "thank",
    "wish_naming", "word_thanks",
]  # fmt: skip
