"""Fields whose errors say what to do."""

import calendar
import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import forms

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.findings import Severity

SMALL = {"inputmode": "numeric", "class": "num", "autocomplete": "off", "maxlength": 20}
PARTS = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*")


class DayField(forms.DateField):
    """A day, written day first; the script tidies it, the server understands it all the same."""

    widget = forms.DateInput(
        attrs={"data-date": "", "inputmode": "numeric", "autocomplete": "off", "maxlength": 20}
    )
    default_error_messages = {"required": "Nhập ngày, ví dụ 08/6/2010."}

    def to_python(self, value: str | dt.datetime | dt.date | None) -> dt.date | None:
        """The day, or a sentence that says which part to correct."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError(advice(str(value)), code="invalid") from None


class SendingField(forms.UUIDField):
    """Which sending this is: made with the form, so that sending it twice does it once."""

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def clean(self, value: object) -> uuid.UUID | None:
        """The token; what is none is a sending of its own."""
        try:
            token: uuid.UUID | None = super().clean(value)
        except forms.ValidationError:
            return None
        return token


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


class NumberField(forms.CharField):
    """A number that may have decimals, as it is printed: `25.410,5`; or nothing."""

    widget = forms.TextInput(attrs=SMALL)

    def clean(self, value: object) -> Decimal | None:
        """The number, or None."""
        text = super().clean(value)
        try:
            return numbers.read(text) if text else None
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(wrong.message) from None


def add_refusal(
    form: forms.BaseForm, refusal: Refused, places: Mapping[str, str] | None = None
) -> None:
    """Show why the act was not done beside the fields that it speaks of, the rest above them.

    `places` names the field of a finding that calls its place otherwise. Warnings do not refuse.
    """
    blocking = [one for one in refusal.findings if one.severity is Severity.ERROR]
    for finding in blocking:
        name = (places or {}).get(finding.where or "", finding.where)
        form.add_error(name if name in form.fields else None, finding.message)
    if not blocking:
        form.add_error(None, refusal.message)


class FindingsForm(forms.Form):
    """A form beside whose fields the findings of an act stand."""

    places: Mapping[str, str] = {}

    def show(self, refusal: Refused) -> None:
        """Put each finding beside its field, the rest above them."""
        add_refusal(self, refusal, self.places)


def advice(text: str) -> str:
    """What to correct in a day that does not exist."""
    parts = PARTS.fullmatch(text)
    if not parts:
        return "Viết ngày theo thứ tự ngày, tháng, năm, ví dụ 08/6/2010."
    month, year = int(parts[2]), int(parts[3])
    if not 1 <= month <= 12:
        return f"Một năm có 12 tháng, không có tháng {month}. Viết ngày trước, tháng sau."
    if not 1 <= year <= 9999:
        return "Năm có 4 chữ số, ví dụ 2026."
    last = calendar.monthrange(year, month)[1]
    return f"Tháng {month} năm {year} có {last} ngày. Nhập ngày từ 01 đến {last}."


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Say what a field of choices offers, where that is known only with the request."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no field of choices")
    field.choices = list(choices)
