"""The shape of what people enter about activities."""

from nhanai.activities.forms.activity import ActivityForm, Choices, PhotosForm, given_photos
from nhanai.activities.forms.others import CampaignForm, FilterForm, RateForm, SheetForm

__all__ = [
    "ActivityForm", "CampaignForm", "Choices", "FilterForm", "PhotosForm", "RateForm", "SheetForm",
    "given_photos",
]  # fmt: skip
