"""Shape of what is entered for letters of thanks."""

import uuid

from django import forms

from nhanai.funds.forms import Plain
from nhanai.funds.rules.thanks import LONGEST
from nhanai.web.fields import SendingField


class WordingForm(Plain):
    """What the letters say."""

    text = forms.CharField(
        label="Lời cảm ơn", max_length=LONGEST, widget=forms.Textarea({"rows": 10})
    )


class ThankForm(Plain):
    """Which sending it is."""

    token = SendingField()

    @property
    def token_sent(self) -> uuid.UUID | None:
        """What the form was given."""
        token: uuid.UUID | None = self.cleaned_data["token"] if self.is_valid() else None
        return token
