"""What is typed about figures: many at once, a correction, a withdrawal."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.figures.rules.entering import Said
from nhanai.plans.rules.evidence import FILE_LIMIT, Given
from nhanai.web.fields import DayField, FindingsForm, SendingField

PREFIX: Final = "so-"
"""What the name of every box begins with."""
_LONGEST: Final = 40
_MOST_BOXES: Final = 400
_ACCEPTED: Final = {"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp"}


class WithEvidence(FindingsForm):
    """A link and a file that show a figure."""

    places = {"evidence": "file"}

    link = forms.CharField(
        label="Đường dẫn minh chứng",
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"max_length": "Đường dẫn dài quá 600 ký tự."},
    )
    file = forms.FileField(
        label="Tệp minh chứng",
        required=False,
        allow_empty_file=True,
        help_text="Tệp .pdf, .docx, .xlsx hoặc ảnh.",
        widget=forms.FileInput(attrs=_ACCEPTED),
    )

    def given(self) -> list[Given]:
        """The evidence; of a file that is too large no more than shows that it is."""
        file, link = self.cleaned_data["file"], self.cleaned_data["link"].strip()
        found = [Given(url=link)] if link else []
        if file is not None:
            found.append(Given(name=str(file.name or ""), content=file.read(FILE_LIMIT + 1)))
        return found


class ManyForm(WithEvidence):
    """What many figures have in common: their day, a note and what shows them."""

    day = DayField(label="Ngày của các số dưới đây")
    note = forms.CharField(
        label="Ghi chú chung",
        required=False,
        max_length=500,
        error_messages={"max_length": "Ghi chú dài quá 500 ký tự, hãy viết gọn lại."},
    )
    token = SendingField()

    field_order = ("day", "note", "link", "file")

    def several(self, typed: Mapping[str, str]) -> list[Said]:
        """The figures; raises `Refused` with a finding at each box that holds no number."""
        said, wrong = [], []
        for key, text in typed.items():
            try:
                quantity = numbers.read(text)
            except numbers.NotANumber as fault:
                wrong.append(Finding("number", fault.message, where=key))
                continue
            measure, _, part = key.partition(":")
            day, note = self.cleaned_data["day"], self.cleaned_data["note"].strip()
            said.append(Said(measure, day, quantity, part, note))
        if wrong:
            raise Refused("Chưa lưu số liệu nào. Hãy sửa những chỗ dưới đây.", wrong)
        return said


def typed_in(data: Mapping[str, str]) -> dict[str, str]:
    """What stands in the boxes, without those left empty."""
    found = {
        name.removeprefix(PREFIX)[:_LONGEST]: data[name].strip()[:_LONGEST]
        for name in list(data)[:_MOST_BOXES]
        if name.startswith(PREFIX)
    }
    return {key: text for key, text in found.items() if text}


class QuantityField(forms.CharField):
    """A number as it is printed here: `1.749`, `82,5`, `3,5 triệu`."""

    def clean(self, value: Any) -> Decimal:  # noqa: ANN401 (Django's own signature)
        """The number, or what to correct."""
        text = super().clean(value)
        try:
            return numbers.read(text)
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(wrong.message) from None


class ReasonForm(forms.Form):
    """Why a figure is taken back."""

    reason = forms.CharField(
        label="Lý do", max_length=400, error_messages={"required": "Hãy ghi lý do."}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def read_version(self) -> int:
        """What was on the page; zero where that is not known, and so never the newest."""
        return self.cleaned_data.get("version") or 0


class CorrectForm(WithEvidence, ReasonForm):
    """The right quantity in place of the wrong one."""

    quantity = QuantityField(
        label="Số đúng",
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
        error_messages={"required": "Nhập số đúng."},
    )

    field_order = ("quantity", "reason", "link", "file", "version")


def day_of(text: str, today: dt.date) -> dt.date:
    """The day of an address; today where it is none."""
    try:
        return DayField(required=False).clean(text[:20]) or today
    except forms.ValidationError:
        return today
