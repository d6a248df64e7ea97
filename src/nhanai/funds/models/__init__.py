"""What is kept of campaigns, donors and gifts."""

from nhanai.funds.models.campaign import ContributionCampaign
from nhanai.funds.models.donation import Donation, GiftReturn, Spending
from nhanai.funds.models.donor import Donor

__all__ = ["ContributionCampaign", "Donation", "Donor", "GiftReturn", "Spending"]
