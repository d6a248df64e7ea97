"""What is kept of campaigns, donors, pledges and gifts."""

from nhanai.funds.models.campaign import ContributionCampaign
from nhanai.funds.models.donation import Donation, GiftReturn, GiftUndoing, Spending
from nhanai.funds.models.donor import Donor
from nhanai.funds.models.pledge import Pledge, PledgeChange, PledgeInstalment
from nhanai.funds.models.thanks import ThanksBatch, ThanksLetter, ThanksText

__all__ = [
    "ContributionCampaign", "Donation", "Donor", "GiftReturn", "GiftUndoing", "Pledge",
    "PledgeChange", "PledgeInstalment", "Spending", "ThanksBatch", "ThanksLetter", "ThanksText",
]  # fmt: skip
