"""Numbers as they are printed here."""

from decimal import Decimal

from django import forms

from nhanai.base import numbers

SMALL = {"inputmode": "numeric", "class": "num", "autocomplete": "off", "maxlength": 20}


class CountField(forms.CharField):
    """A whole number, or nothing: `1.749`."""

    widget = forms.TextInput(attrs=SMALL)

    def clean(self, value: object) -> int | None:
        """The number, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return numbers.read_count(text)
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(wrong.message) from None

    def prepare_value(self, value: object) -> object:
        """A number as it is printed."""
        return numbers.show(value) if isinstance(value, int | Decimal) else value


class MoneyField(CountField):
    """An amount in đồng, also as `12 triệu`; nothing is zero."""

    def clean(self, value: object) -> int:
        """The amount."""
        text = forms.CharField.clean(self, value)
        try:
            return numbers.read_dong(text) if text else 0
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(wrong.message) from None
