"""What a person chooses about her reminders."""

from django import forms


class PreferenceForm(forms.Form):
    """Cách nhắc việc."""

    by_mail = forms.BooleanField(label="Gửi nhắc việc vào thư điện tử của tôi", required=False)
    hour = forms.TypedChoiceField(
        label="Giờ nhắc",
        coerce=int,
        choices=[(hour, f"{hour} giờ") for hour in range(5, 21)],
        error_messages={
            "required": "Chọn giờ nhắc.",
            "invalid_choice": "Chọn một giờ trong danh sách.",
        },
    )
    on_days_off = forms.BooleanField(
        label="Nhắc cả thứ Bảy, Chủ nhật và ngày nghỉ lễ",
        required=False,
        help_text="Ngày làm bù vẫn nhắc như ngày làm việc.",
    )
