"""The few fields of a phone, and what the page around them needs."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from nhanai.activities import queries
from nhanai.activities.forms import given_photos
from nhanai.activities.forms.fields import CountField, MoneyField
from nhanai.activities.models import Activity
from nhanai.activities.rules.kinds import items, kinds
from nhanai.activities.rules.recording import Told
from nhanai.base.errors import Refused
from nhanai.documents.forms import ManyFiles, ManyFilesInput
from nhanai.identity.models import User
from nhanai.plans.rules.evidence import Given
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, offer

UNITS_OFFERED: Final = 60


class SeenBefore(Refused):
    """Another record says the same; it may be the same thing, told by somebody else."""

    def __init__(self, alike: Activity) -> None:
        super().__init__(
            f"Đã có “{alike.title}” cùng ngày, cùng đơn vị, do {alike.made_by} ghi."
            " Nếu là việc khác, chọn “Vẫn gửi”; nếu là một việc, hãy xóa phiếu này."
        )


@dataclass(frozen=True, slots=True)
class PhonePage:
    """Whose phone page it is, for which units, with which kinds first."""

    who: int
    name: str
    units: Sequence[tuple[str, str]]


class QuickForm(forms.Form):
    """What can be told with a thumb: kind, day, place, people, things, worth, photos."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(
        label="Đơn vị", error_messages={"invalid_choice": "Đơn vị này không còn nhận phiếu nữa."}
    )
    kind = forms.ChoiceField(label="Làm việc gì?", error_messages={"required": "Chọn việc đã làm."})
    first_on = DayField(label="Ngày nào?")
    place = forms.CharField(label="Ở đâu?", max_length=300, required=False)
    people = CountField(label="Bao nhiêu người?", required=False)
    number = CountField(label="Bao nhiêu suất, cái, đơn vị?", required=False)
    worth = MoneyField(label="Trị giá", required=False, max_length=30)
    result = forms.CharField(
        label="Ghi thêm", required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )
    photos_taken = ManyFiles(
        label="Ảnh", required=False,
        widget=ManyFilesInput(attrs={"multiple": True, "accept": "image/*"}),
    )  # fmt: skip
    again = forms.BooleanField(label="Vẫn gửi, dù giống phiếu khác", required=False)

    def __init__(
        self, data: Mapping[str, object] | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None, *,
        units: Sequence[tuple[Unit, str]], today: dt.date,
    ) -> None:  # fmt: skip
        initial = {"key": uuid.uuid4(), "first_on": today}
        super().__init__(data, files, initial=initial, auto_id="gn-%s", label_suffix="")
        self.units = {str(unit.pk): unit for unit, _ in units}
        quick = [(one.code, one.name) for one in kinds().values() if one.is_quick]
        rest = [(one.code, one.name) for one in kinds().values() if not one.is_quick]
        offer(self, "unit", [(str(unit.pk), name) for unit, name in units])
        offer(self, "kind", [("", "Chọn việc"), *quick, *rest])

    @property
    def chosen_unit(self) -> Unit:
        """The unit for which this is recorded."""
        return self.units[self.cleaned_data["unit"]]

    @property
    def told(self) -> Told:
        """The activity; people and worth go where its kind says."""
        data, kind = self.cleaned_data, kinds()[self.cleaned_data["kind"]]
        number, first = data["number"], next(iter(kind.items), "")
        amounts = {first: Decimal(number)} if number and first in items() else {}
        people = {"joined" if kind.joins else "persons": data["people"]}
        return Told(
            kind=kind.code, first_on=data["first_on"], place=data["place"], result=data["result"],
            amounts=amounts, **people, **{kind.value_as: data["worth"]},
        )  # fmt: skip

    def photos(self) -> list[Given]:
        """The photos as the act takes them."""
        return given_photos(self.cleaned_data["photos_taken"])


def units_for(user: User, *, today: dt.date) -> Sequence[tuple[Unit, str]]:
    """The units for which a phone may record."""
    return queries.recordable_units(user, today=today)[:UNITS_OFFERED]


def phone_page(user: User, units: Sequence[tuple[Unit, str]]) -> PhonePage:
    """What stands around the form."""
    return PhonePage(user.pk, str(user), [(str(unit.pk), name) for unit, name in units])
