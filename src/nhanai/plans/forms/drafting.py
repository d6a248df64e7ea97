"""Writing a plan: what its words, its frame and its tasks look like when typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.plans.forms.choosing import Named, Plain, UnitChoice
from nhanai.plans.vocab import Recurrence
from nhanai.web.fields import DayField

LONGEST = 20_000


def _lines(label: str, *, rows: int, note: str = "Mỗi dòng một ý.") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, required=False, widget=widget, help_text=note
    )


class StartDraftForm(Plain):
    """Whose plan, about what, and from which earlier one."""

    prefix_of_ids = "soan"
    trich_yeu = forms.CharField(
        label="Trích yếu",
        max_length=500,
        help_text="Việc mà kế hoạch nói đến, ví dụ: Tổ chức Tháng Nhân đạo năm 2027.",
        error_messages={"required": "Hãy ghi trích yếu: kế hoạch này về việc gì."},
    )
    dua_theo = forms.CharField(label="Soạn từ kế hoạch trước", required=False, max_length=30)

    def __init__(self, data: Mapping[str, Any] | None = None, *, units: Sequence[Named]) -> None:
        super().__init__(data)
        self.fields["don_vi"] = UnitChoice(
            label="Đơn vị ban hành", among=units, asks="Hãy chọn đơn vị ban hành."
        )


class WordsForm(Plain):
    """Trích yếu, căn cứ, mục đích, yêu cầu, lời kết."""

    prefix_of_ids = "loi"
    subject = forms.CharField(
        label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    bases = _lines("Căn cứ", rows=5, note="Mỗi dòng một căn cứ, ghi cả chữ Căn cứ, Thực hiện.")
    purpose = _lines("Mục đích", rows=4)
    requirements = _lines("Yêu cầu", rows=4)
    closing = _lines("Lời kết", rows=3, note="Một câu, in ở cuối văn bản.")


class DraftFrameForm(Plain):
    """Thể thức của kế hoạch."""

    prefix_of_ids = "tt"
    superior = forms.CharField(
        label="Cơ quan chủ quản", max_length=300, required=False,
        help_text="Dòng trên, chữ thường, ở góc trái đầu trang.",
    )  # fmt: skip
    symbol = forms.CharField(label="Ký hiệu", max_length=60, help_text="Ví dụ: KH-CTĐ.")
    place = forms.CharField(label="Nơi ban hành", max_length=100)
    signature = _lines(
        "Quyền hạn, chức vụ người ký", rows=3,
        note="Mỗi dòng như in trên văn bản, ví dụ: TM. BAN THƯỜNG VỤ; CHỦ TỊCH.",
    )  # fmt: skip
    signer = forms.CharField(label="Họ và tên người ký", max_length=100, required=False)
    recipients = _lines("Nơi nhận", rows=4, note="Mỗi nơi một dòng.")


class DraftTaskForm(forms.Form):
    """A task's sentence and what goes with it; several stand on one page."""

    text = forms.CharField(
        label="Nhiệm vụ", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi lời nhiệm vụ, hoặc bấm “Bỏ nhiệm vụ”."},
    )  # fmt: skip
    due = DayField(label="Hạn", required=False)
    recurrence = forms.ChoiceField(
        label="Lặp lại", required=False, choices=[("", "Chưa đặt"), *Recurrence.choices]
    )
    target = forms.CharField(label="Chỉ tiêu", max_length=300, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, key: int,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial, auto_id=f"nv{key}-%s", label_suffix="")
