"""What is kept of campaigns, donors, pledges and gifts."""

from nhanai.funds.models.campaign import ContributionCampaign
from nhanai.funds.models.donation import Donation, GiftReturn, GiftUndoing, Spending
from nhanai.funds.models.donor import Donor
from nhanai.funds.models.pledge import Pledge, PledgeChange, PledgeInstalment

__all__ = [
    "ContributionCampaign", "Donation", "Donor", "GiftReturn", "GiftUndoing", "Pledge",
    "PledgeChange", "PledgeInstalment", "Spending",
]  # fmt: skip
