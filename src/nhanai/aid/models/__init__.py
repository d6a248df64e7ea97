"""What is kept of humanitarian addresses."""

from nhanai.aid.models.address import Address, Assessment, Need, Sitting, Step, Survey
from nhanai.aid.models.offer import Offer
from nhanai.aid.models.support import (
    Batch,
    Commitment,
    Delivery,
    OverlapAnswer,
    Proof,
    Receipt,
    Sponsor,
)

__all__ = [
    "Address", "Assessment", "Batch", "Commitment", "Delivery", "Need", "Offer", "OverlapAnswer",
    "Proof", "Receipt", "Sitting", "Sponsor", "Step", "Survey",
]  # fmt: skip
