"""Rows typed and pasted, lists of others, hamlets."""

from django import forms

from nhanai.aid.forms.fields import line
from nhanai.distributions.rules.pasting import HEADS
from nhanai.web.fields import CountField, DayField, FindingsForm


def pasted(label: str, *, note: str, rows: int = 8) -> forms.CharField:
    """Many lines, as copied from a sheet."""
    return forms.CharField(
        label=label, max_length=60_000, help_text=note, strip=False,
        widget=forms.Textarea({"rows": rows, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Dán hoặc gõ ít nhất một dòng.",
                        "max_length": "Dán nhiều nhất 60.000 ký tự một lần."},
    )  # fmt: skip


class RowsForm(FindingsForm):
    """People to be put on the list."""

    rows = pasted(
        "Danh sách", note=f"Chép từ bảng tính hoặc gõ, mỗi người một dòng: {HEADS}. Thiếu thì bỏ"
        " trống.",
    )  # fmt: skip
    is_reserve = forms.BooleanField(label="Đưa vào danh sách dự phòng", required=False)
    again = forms.BooleanField(
        label="Các dòng giống tên là người khác, ghi thành hồ sơ mới", required=False
    )


class OtherForm(FindingsForm):
    """Another body's list."""

    body = line("Danh sách của", 200, required=True, note="Ví dụ Mặt trận Tổ quốc xã.")
    on = DayField(label="Ngày trao")
    what = line("Trao gì", 200)
    rows = pasted(
        "Các dòng", note=f"Như danh sách của ta: {HEADS}. Chỉ dấu vết để so được giữ, không giữ"
        " tên và số.",
    )  # fmt: skip


class HamletsForm(FindingsForm):
    """Hamlets with their households and gifts."""

    hamlets = pasted(
        "Chỉ tiêu từng thôn, bản",
        note="Mỗi dòng: tên thôn, bản; số hộ nghèo; số suất. Để trống số suất ở mọi dòng thì chia"
        " theo số hộ.", rows=6,
    )  # fmt: skip


class FromAddressesForm(FindingsForm):
    """How many stand by."""

    reserve = CountField(label="Thêm dự phòng", required=False)


class MoveForm(FindingsForm):
    """Where gifts go that nobody received: nowhere chosen is back to the fund or the warehouse."""

    gifts = CountField(label="Số suất", error_messages={"required": "Ghi số suất."})
    to = forms.IntegerField(label="Đi đâu", required=False, min_value=1)
    on = DayField(label="Ngày")
    note = line("Ghi chú", 300)
