"""What an officer types to change a day of the working calendar."""

from typing import Final

from django import forms

from nhanai.periods.vocab import DayKind

WRONG_DAY: Final = {"invalid": "Viết ngày như 22/8/2026.", "required": "Hãy ghi ngày."}


class DayForm(forms.Form):
    """Một ngày nghỉ hoặc làm bù, và lý do."""

    day = forms.DateField(
        label="Ngày",
        error_messages=WRONG_DAY,
        widget=forms.DateInput(attrs={"data-date": "", "autocomplete": "off"}),
    )
    kind = forms.TypedChoiceField(
        label="Ngày ấy",
        coerce=DayKind,
        choices=DayKind.choices,
        error_messages={
            "required": "Chọn làm việc hay nghỉ.",
            "invalid_choice": "Chọn làm việc hay nghỉ.",
        },
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Ghi cả số, ký hiệu văn bản, nếu có.",
        error_messages={"required": "Hãy ghi lý do."},
    )
