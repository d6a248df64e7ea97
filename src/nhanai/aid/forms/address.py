"""Filters of the list, sittings, single steps, needs."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from nhanai.activities.forms.fields import CountField
from nhanai.aid.forms.fields import MoneyOrNothing, Plain, line
from nhanai.aid.rules.moves import SittingValues
from nhanai.aid.rules.surveying import NeedTold
from nhanai.aid.vocab import (
    AddressState,
    CloseReason,
    NeedKind,
    SittingKind,
    TargetGroup,
)
from nhanai.web.fields import DayField, offer


class FilterForm(Plain):
    """What the list is narrowed to; what cannot be read narrows nothing."""

    prefix_of_ids = "loc"
    trang_thai = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), *AddressState.choices]
    )
    nhom = forms.ChoiceField(
        label="Nhóm đối tượng", required=False, choices=[("", "Mọi nhóm"), *TargetGroup.choices]
    )
    don_vi = forms.ChoiceField(label="Đơn vị", required=False)
    ra_soat = forms.BooleanField(label="Chỉ nơi đến hạn rà soát", required=False)

    def __init__(self, data: Mapping[str, Any], *, units: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(self, "don_vi", [("", "Mọi đơn vị"), *units])


class SittingForm(Plain):
    """One sitting: which fields it needs follows from its kind."""

    prefix_of_ids = "xet"
    on = DayField(label="Ngày")
    place = line("Nơi họp", 200, note="Ví dụ nhà văn hóa bản.")
    present = CountField(label="Số người dự", required=False)
    attendees = line("Thành phần", 400, note="Ví dụ trưởng bản, Mặt trận, Chi hội, các hộ.")
    chair = line("Người chủ trì", 120)
    reference = line("Số biên bản", 60)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, kind: SittingKind,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.kind = kind
        if kind == SittingKind.REVIEW:
            return
        for name in ("place", "present", "attendees"):
            del self.fields[name]
        is_paper = kind == SittingKind.CONFIRMATION
        self.fields["chair"].label = "Người ký, chức vụ" if is_paper else "Người duyệt"
        self.fields["reference"].label = (
            "Số văn bản, danh sách của UBND" if is_paper else "Số quyết định, thông báo"
        )

    @property
    def values(self) -> SittingValues:
        """The sitting as the act takes it."""
        return SittingValues(kind=self.kind, **self.cleaned_data)


REASONS: Final = [one for one in CloseReason.choices if one[0] != CloseReason.NOT_CHOSEN]
"""Why somebody ends an address; who was not chosen is told at a sitting."""


class MoveForm(Plain):
    """Pause, publish, end: a day, a reason where one is asked; `slot` tells several apart."""

    prefix_of_ids = "buoc"
    on = DayField(label="Ngày")
    reason = forms.ChoiceField(
        label="Lý do kết thúc", required=False,
        choices=[("", "Chọn lý do"), *REASONS],
    )  # fmt: skip
    note = line("Ghi chú", 400)
    is_named = forms.BooleanField(
        label="Nêu tên, vì người này đã đồng ý nêu tên ra ngoài", required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, slot: str = "",
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.auto_id = f"{self.prefix_of_ids}-{slot}-%s"


class NeedForm(Plain):
    """One need of an address."""

    prefix_of_ids = "nc"
    need_kind = forms.ChoiceField(
        label="Cần gì", choices=[("", "Chọn loại"), *NeedKind.choices],
        error_messages={"required": "Chọn loại nhu cầu."},
    )  # fmt: skip
    need_what = line("Cụ thể", 200)
    need_quantity = CountField(label="Số lượng", required=False)
    need_cost = MoneyOrNothing(label="Số tiền cần", required=False, max_length=30)
    need_monthly = forms.BooleanField(label="Hằng tháng", required=False)
    need_until = DayField(label="Cần đến hết ngày", required=False)

    @property
    def told(self) -> NeedTold:
        """The need as the act takes it."""
        data = self.cleaned_data
        quantity = data["need_quantity"]
        return NeedTold(
            data["need_kind"], data["need_what"], 1 if quantity is None else quantity,
            data["need_cost"] or 0, data["need_monthly"], data["need_until"],
        )  # fmt: skip
