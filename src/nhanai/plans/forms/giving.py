"""Giving work to units below."""

from django import forms

from nhanai.plans.forms.choosing import Plain
from nhanai.web.fields import DayField


class HandDownForm(Plain):
    """What to say with it, and until when; the units are chosen beside."""

    prefix_of_ids = "giao"
    loi_giao = forms.CharField(
        label="Lời giao",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    han = DayField(
        label="Hạn",
        required=False,
        help_text="Để trống thì theo hạn của đơn vị mình.",
    )
