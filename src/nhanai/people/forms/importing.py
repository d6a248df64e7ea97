"""The forms of bringing in a list."""

from collections.abc import Mapping
from typing import Any

from django import forms

from nhanai.people.forms.fields import UnitField, WithUnits, choice, day
from nhanai.people.rules.importing import KINDS, LARGEST_MB
from nhanai.people.rules.sheets.columns import labels
from nhanai.people.vocab import RoleKind


class SheetForm(WithUnits):
    """Nhập danh sách: which file, for which unit."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text=f"Excel, OpenDocument hoặc CSV, không quá {LARGEST_MB} MB. Giữ nguyên như đang"
        " dùng: dòng tiêu đề, ô gộp, nhiều bảng đều đọc được.",
        error_messages={
            "required": "Chọn tệp danh sách.",
            "empty": "Tệp rỗng. Kiểm tra lại tệp đã chọn.",
            "invalid": "Chọn tệp danh sách.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsm,.ods,.csv,.txt"}),
    )
    unit = UnitField(
        "Đơn vị", note="Người trong danh sách thuộc đơn vị này, trừ khi có cột tên xã, đơn vị."
    )


class ColumnsForm(forms.Form):
    """Nghĩa của cột: what the columns are, and what holds for all rows."""

    kind = choice("Mỗi dòng là một", [(kind.value, str(kind.label)) for kind in KINDS],
                  note="Dùng cho dòng không ghi vai trò riêng.")  # fmt: skip
    listed_on = day(
        "Danh sách tính đến ngày",
        note="Tên xã, đơn vị hiểu theo ngày này; dòng không ghi ngày vào Hội lấy ngày này.",
    )

    def __init__(self, *args: Any, headings: Mapping[int, str], **options: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*args, **options)
        offered = [("", "Bỏ qua"), *((field, label) for field, label in labels().items())]
        self.places = list(headings)
        for at, heading in headings.items():
            field = choice(heading or f"Cột {at + 1}", offered, required=False)
            field.choices = offered
            self.fields[f"c{at}"] = field

    def columns(self) -> dict[int, str]:
        """Place of each column → its meaning."""
        said = {at: str(self.cleaned_data.get(f"c{at}") or "") for at in self.places}
        return {at: field for at, field in said.items() if field}

    def kind_said(self) -> RoleKind:
        """The role of rows that do not say."""
        return RoleKind(self.cleaned_data["kind"])
