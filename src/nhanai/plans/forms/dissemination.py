"""Sending a plan to be read, and a conference that was held."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.plans.forms.choosing import Named, Plain, UnitChoice
from nhanai.web.fields import DayField

MOST = 100_000
"""More people than this did not come to one conference."""


class DisseminationForm(Plain):
    """To whom, with which words, until when."""

    prefix_of_ids = "gui"

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        senders: Sequence[Named],
        groups: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        self.fields["tu"] = UnitChoice(
            label="Đơn vị gửi", among=senders, asks="Hãy chọn đơn vị gửi."
        )
        self.fields["nhom"] = forms.MultipleChoiceField(
            label="Gửi đến",
            choices=groups,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["loi_nhan"] = forms.CharField(
            label="Lời nhắn",
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["han"] = DayField(label="Đọc trước ngày", required=False)


class ConferenceForm(Plain):
    """When, where and what; who came is entered beside each unit."""

    prefix_of_ids = "hn"

    def __init__(self, data: Mapping[str, Any] | None = None, *, holders: Sequence[Named]) -> None:
        super().__init__(data)
        self.fields["tu"] = UnitChoice(
            label="Đơn vị tổ chức", among=holders, asks="Hãy chọn đơn vị tổ chức."
        )
        self.fields["ngay"] = DayField(label="Ngày họp")
        self.fields["noi"] = forms.CharField(
            label="Nơi họp", max_length=300, error_messages={"required": "Hãy ghi nơi họp."}
        )
        self.fields["ghi"] = forms.CharField(
            label="Nội dung",
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


def attendances_of(data: Mapping[str, Any], units: Sequence[int]) -> dict[int, int]:
    """How many people of which of the units came, as it was entered; what is no number is left."""
    entered = {unit: str(data.get(f"du-{unit}", "")).strip() for unit in units}
    return {
        unit: int(said)
        for unit, said in entered.items()
        if said.isascii() and said.isdecimal() and len(said) < 7 and 0 < int(said) <= MOST
    }
