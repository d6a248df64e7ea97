"""What the gallery shows: each component in each state, with words like those of a real page."""

import datetime as dt
import re
from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity
from nhanai.web.fields import DayField
from nhanai.web.paging import page_of_values


class Fields(forms.Form):
    """A field of each kind."""

    name = forms.CharField(label="Trích yếu", initial="Kế hoạch thực hiện công tác nhân đạo")
    day = DayField(label="Ngày ban hành", help_text="Viết ngày, tháng, năm: 08/6/2010.")
    pages = forms.IntegerField(label="Số trang", required=False, initial=10)
    unit = forms.ChoiceField(label="Đơn vị vào sổ", choices=[("t", "Hội Chữ thập đỏ tỉnh")])
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea({"rows": 2}))
    way = forms.ChoiceField(
        label="Chiều văn bản",
        choices=[("den", "Văn bản đến"), ("di", "Văn bản đi")],
        initial="den",
        widget=forms.RadioSelect,
    )
    checked = forms.BooleanField(label="Đã đối chiếu bản có dấu", required=False, initial=True)


REFUSAL = Refused(
    "Chưa xác nhận được kế hoạch. Hãy xử lý 2 điểm dưới đây rồi xác nhận lại.",
    [
        Finding("task-without-agency", "Nhiệm vụ chưa có cơ quan chủ trì.", where="III.6.-2"),
        Finding(
            "agency-ended",
            "Sở Thông tin và Truyền thông không còn từ 01/3/2025.",
            Severity.WARNING,
            where="III.6",
        ),
    ],
)


def icons() -> list[str]:
    """The names of what the sprite holds, without the product's mark."""
    found = finders.find("nhanai/icons.svg")
    text = Path(found).read_text(encoding="utf-8") if isinstance(found, str) else ""
    return [name for name in re.findall(r'id="i-([a-z0-9]+)"', text) if name != "mark"]


def context() -> dict[str, object]:
    """Values for `web/gallery.html`."""
    wrong = Fields({"name": "Kế hoạch", "day": "31/02/2027", "unit": "t", "way": "den"})
    wrong.add_error(None, "Có 1 chỗ cần sửa trước khi lưu.")
    return {
        "form": Fields(),
        "wrong": wrong,
        "refusal": REFUSAL,
        "page": page_of_values(list(range(60)), number=2, noun="văn bản"),
        "tabs": [("", "Tất cả", 38), ("cho", "Chờ đọc", 7), ("xong", "Đã đọc", 31)],
        "day": dt.date(2026, 4, 3),
        "icons": icons(),
        "inks": INKS,
        "amount": 1234567,
    }


INKS = (
    ("l5", "Chàm", "nút chính, liên kết, chỗ đang chọn"),
    ("hand", "Nghệ", "cần bàn tay người; điều ta bổ sung"),
    ("ok", "Chè", "đã xong, đã khớp"),
    ("bad", "Gạch", "sai, trễ, phải sửa"),
)
