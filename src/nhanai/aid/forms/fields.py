"""Forms whose fields have ids of their own, and money that may be left unsaid."""

from collections.abc import Mapping
from typing import Any

from django import forms

from nhanai.activities.forms.fields import CountField
from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding


class Plain(forms.Form):
    """A form whose fields have ids of their own, so that several stand on one page."""

    prefix_of_ids = "dc"

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.prefix_of_ids}-%s", label_suffix="")


def refusal_of(form: forms.Form) -> Refused:
    """What is wrong with a short form, told as an act would tell it."""
    findings = [
        Finding("field", str(message), where=name)
        for name, messages in form.errors.items()
        for message in messages
    ]
    return Refused("Chưa ghi được, còn chỗ cần sửa.", findings)


class MoneyOrNothing(CountField):
    """An amount in đồng, also as `12 triệu`; nothing is not known, which is not zero."""

    def clean(self, value: object) -> int | None:
        """The amount, or None."""
        text = forms.CharField.clean(self, value)
        if not text:
            return None
        try:
            return numbers.read_dong(text)
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(wrong.message) from None


def line(
    label: str, longest: int, *, required: bool = False, note: str = "", **attributes: str
) -> forms.CharField:
    """One line of text."""
    said = label[:1].lower() + label[1:]
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=note,
        widget=forms.TextInput({"autocomplete": "off", **attributes}),
        error_messages={
            "required": f"Nhập {said}.",
            "max_length": f"{label} dài quá {longest} ký tự, hãy viết gọn lại.",
        },
    )  # fmt: skip


def lines(label: str, longest: int, *, note: str = "", rows: int = 3) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label, max_length=longest, required=False, help_text=note,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"max_length": f"{label} dài quá {longest} ký tự, hãy viết gọn lại."},
    )  # fmt: skip
