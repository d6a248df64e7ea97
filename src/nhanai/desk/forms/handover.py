"""What is said when somebody hands over."""

from collections.abc import Sequence
from typing import Any

from django import forms

from nhanai.identity.forms import EndForm
from nhanai.identity.models import User


class HandoverForm(EndForm):
    """Bàn giao: làm đến ngày nào, bàn giao gì, cho ai."""

    successor = forms.ChoiceField(
        label="Người nhận bàn giao",
        required=False,
        help_text="Người này được bổ nhiệm cùng vai trò từ ngày hôm sau và thấy nội dung bàn giao.",
        error_messages={"invalid_choice": "Chọn một người trong danh sách."},
    )
    field_order = ("last_day", "successor", "handover")

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:  # noqa: ANN401 (Django's own)
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (said to the type checker)
        field.choices = [
            ("", "Chưa có người kế nhiệm"),
            *((key, f"{one.full_name} ({one.username})") for key, one in self.people.items()),
        ]

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told."""
        cleaned = self.cleaned_data
        return {
            "last_day": cleaned["last_day"],
            "text": cleaned["handover"],
            "successor": self.people.get(cleaned["successor"]),
        }
