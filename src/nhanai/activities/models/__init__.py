"""What is kept of work in the field."""

from nhanai.activities.models.activity import Activity, ActivityPerson, ActivityTask, Amount, Photo
from nhanai.activities.models.campaign import Campaign, ConversionRate

__all__ = [
    "Activity", "ActivityPerson", "ActivityTask", "Amount", "Campaign", "ConversionRate", "Photo",
]  # fmt: skip
