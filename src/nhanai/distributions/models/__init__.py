"""What is kept of distributions."""

from nhanai.distributions.models.emergency import EmergencyAid, EmergencyPhoto
from nhanai.distributions.models.listing import (
    DuplicateAnswer,
    GiftMove,
    OtherEntry,
    OtherList,
    Recipient,
)
from nhanai.distributions.models.rounds import GiftItem, GiftRound, HamletQuota, Quota
from nhanai.distributions.models.sample import GiftSample, SampleVisit

__all__ = [
    "DuplicateAnswer", "EmergencyAid", "EmergencyPhoto", "GiftItem", "GiftMove", "GiftRound",
    "GiftSample", "HamletQuota", "OtherEntry", "OtherList", "Quota", "Recipient", "SampleVisit",
]  # fmt: skip
