"""Everything that changes activities and campaigns."""

from nhanai.activities.actions.campaigns import CannotRunCampaign, set_campaign, set_rate
from nhanai.activities.actions.changing import change, restore, withdraw
from nhanai.activities.actions.importing import import_rows
from nhanai.activities.actions.naming import set_people
from nhanai.activities.actions.photos import add_photos, withdraw_photo
from nhanai.activities.actions.recording import CannotRecord, Links, record

__all__ = [
    "CannotRecord", "CannotRunCampaign", "Links", "add_photos", "change", "import_rows", "record",
    "restore", "set_campaign", "set_people", "set_rate", "withdraw", "withdraw_photo",
]  # fmt: skip
