"""A key as it is asked for."""

from django import forms

from nhanai.api.rules.keys import LIVES
from nhanai.base.errors import Refused


class KeyForm(forms.Form):
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

    def show(self, refusal: Refused) -> None:
        """Put each finding beside its field, the rest above them."""
        for finding in refusal.findings:
            self.add_error(finding.where if finding.where in self.fields else None, finding.message)
        if not refusal.findings:
            self.add_error(None, refusal.message)
