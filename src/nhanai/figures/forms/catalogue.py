"""A measure of the province's own as it is typed."""

from django import forms

from nhanai.base.text import nfc, single_spaced
from nhanai.facts.rules.own import ADDED_AS, OwnMeasure
from nhanai.facts.vocab import Block, MeasureKind
from nhanai.web.fields import DayField, FindingsForm


class OwnMeasureForm(FindingsForm):
    """What is counted, in which unit of measure, how it adds up, from when to when."""

    block = forms.ChoiceField(
        label="Khối", choices=Block.choices, error_messages={"required": "Chọn khối."}
    )
    name = forms.CharField(
        label="Tên chỉ tiêu",
        max_length=300,
        error_messages={"required": "Nhập tên chỉ tiêu.", "max_length": "Tên dài quá 300 ký tự."},
    )
    unit_of_measure = forms.CharField(
        label="Đơn vị tính",
        max_length=50,
        error_messages={
            "required": "Nhập đơn vị tính, ví dụ: người, đồng, suất.",
            "max_length": "Đơn vị tính dài quá 50 ký tự.",
        },
    )
    kind = forms.ChoiceField(
        label="Loại",
        choices=[
            (MeasureKind.FLOW.value, "Số phát sinh: cộng qua kỳ và đơn vị"),
            (MeasureKind.STOCK.value, "Số có đến cuối kỳ: lấy lần kiểm đếm cuối"),
            (MeasureKind.RATIO.value, "Điểm, tỷ lệ của từng đơn vị: không cộng"),
        ],
        error_messages={"required": "Chọn loại."},
    )
    decimals = forms.TypedChoiceField(
        label="Số chữ số thập phân",
        coerce=int,
        choices=[(str(number), str(number)) for number in range(4)],
        initial="0",
    )
    parts = forms.CharField(
        label="Các nhóm",
        required=False,
        max_length=2000,
        help_text="Mỗi dòng một nhóm, ví dụ: HN = Hộ nghèo. Có nhóm thì số phải nhập theo nhóm.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start = DayField(label="Áp dụng từ ngày")
    end = DayField(label="Thôi áp dụng từ ngày", required=False)
    note = forms.CharField(label="Ghi chú", required=False, max_length=500)

    def own(self) -> OwnMeasure:
        """The measure that is asked for."""
        said = self.cleaned_data
        kind = MeasureKind(said["kind"])
        assert kind in ADDED_AS  # noqa: S101 (the choices are these)
        return OwnMeasure(
            block=Block(said["block"]), name=single_spaced(nfc(said["name"])),
            unit_of_measure=single_spaced(nfc(said["unit_of_measure"])), kind=kind,
            start=said["start"], end=said["end"], decimals=said["decimals"],
            parts=nfc(said["parts"]), note=single_spaced(nfc(said["note"])),
        )  # fmt: skip


class EndForm(FindingsForm):
    """From which day on a measure is no longer used."""

    on = DayField(label="Thôi dùng từ ngày")
