"""Filters of a list, a campaign, a rate, a workbook."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.activities.forms.fields import MoneyField
from nhanai.activities.rules.kinds import kinds
from nhanai.activities.vocab import ActivityState, CampaignKind, StatutoryField
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, offer

Named = Sequence[tuple[Unit, str]]


class Plain(forms.Form):
    """A form whose fields have ids of their own, so that several stand on one page."""

    prefix_of_ids = "f"

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.prefix_of_ids}-%s", label_suffix="")


class FilterForm(Plain):
    """What the list is narrowed to; what cannot be read narrows nothing."""

    prefix_of_ids = "loc"
    don_vi = forms.ChoiceField(label="Đơn vị", required=False)
    linh_vuc = forms.ChoiceField(
        label="Lĩnh vực", required=False, choices=[("", "Mọi lĩnh vực"), *StatutoryField.choices]
    )
    viec = forms.ChoiceField(label="Việc", required=False)
    chien_dich = forms.ChoiceField(label="Chiến dịch", required=False)
    trang_thai = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), *ActivityState.choices]
    )
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def __init__(
        self, data: Mapping[str, Any], *, units: Sequence[tuple[str, str]],
        campaigns: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        super().__init__(data)
        named = [(one.code, one.name) for one in kinds().values()]
        offered = {
            "don_vi": [("", "Mọi đơn vị"), *units],
            "viec": [("", "Mọi việc"), *named],
            "chien_dich": [("", "Mọi chiến dịch"), *campaigns],
        }
        for name, choices in offered.items():
            offer(self, name, choices)


class CampaignForm(Plain):
    """A campaign: its name, kind, days and who runs it."""

    prefix_of_ids = "cd"
    name = forms.CharField(
        label="Tên chiến dịch", max_length=200, error_messages={"required": "Nhập tên chiến dịch."}
    )
    kind = forms.ChoiceField(label="Loại", choices=CampaignKind.choices)
    owner = forms.ChoiceField(label="Đơn vị phát động")
    first = DayField(label="Từ ngày")
    last = DayField(label="Đến ngày")
    note = forms.CharField(
        label="Nội dung", required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, owners: Named,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.owners = {str(unit.pk): unit for unit, _ in owners}
        offer(self, "owner", [(str(unit.pk), name) for unit, name in owners])


class RateForm(Plain):
    """A rate of conversion and its basis."""

    prefix_of_ids = "md"
    item = forms.ChoiceField(
        label="Quy đổi",
        choices=[("BLOOD_UNIT", "1 đơn vị (túi) máu"), ("BLOOD_ML", "1 ml máu")],
    )
    start = DayField(label="Áp dụng từ ngày")
    amount = MoneyField(label="Bằng", max_length=30)
    basis = forms.CharField(
        label="Căn cứ", max_length=300, required=False,
        help_text="Số, ký hiệu và ngày của văn bản.",
    )  # fmt: skip
    is_verified = forms.BooleanField(label="Đã kiểm chứng với văn bản gốc", required=False)


class SheetForm(forms.Form):
    """A workbook filled after the template."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)", error_messages={"required": "Chọn tệp Excel đã điền."},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )  # fmt: skip
