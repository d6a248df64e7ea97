"""A key as it is asked for."""

from django import forms

from nhanai.api.rules.keys import LIVES
from nhanai.web.fields import FindingsForm


class KeyForm(FindingsForm):
    """Khóa máy mới."""

    name = forms.CharField(
        label="Tên khóa",
        max_length=100,
        help_text="Chương trình nào dùng, ở đâu.",
        error_messages={"required": "Ghi tên khóa.", "max_length": "Tên khóa dài quá 100 ký tự."},
    )
    days = forms.TypedChoiceField(
        label="Thời hạn",
        coerce=int,
        choices=[(str(days), f"{days} ngày") for days in LIVES],
        error_messages={"required": "Chọn thời hạn.", "invalid_choice": "Chọn thời hạn."},
    )
