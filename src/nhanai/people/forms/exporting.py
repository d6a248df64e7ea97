"""The form of taking a list out."""

from typing import Any

from django import forms

from nhanai.people.forms.fields import choice, text
from nhanai.people.vocab import SheetFormat


class ExportForm(forms.Form):
    """Kết xuất danh sách: as what, with what, what for."""

    purpose = text(
        "Mục đích", longest=200, note="Ví dụ: đối chiếu danh sách với chi hội. Ghi vào nhật ký."
    )
    kind = choice("Dạng tệp", SheetFormat.choices, note="Các cột như tệp dùng để nhập danh sách.")
    is_full = forms.BooleanField(
        label="Kèm số căn cước, dân tộc, loại hộ, sức khỏe", required=False
    )

    def __init__(self, *args: Any, may_open: bool, **options: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*args, **options)
        if not may_open:
            del self.fields["is_full"]

    @property
    def wants_all(self) -> bool:
        """Whether what is sensitive is to stand in it."""
        return bool(self.cleaned_data.get("is_full"))
