"""One activity, as it is entered."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile

from nhanai.activities.forms.fields import CountField, MoneyField
from nhanai.activities.models import Campaign
from nhanai.activities.rules.kinds import items, kinds
from nhanai.activities.rules.recording import Told
from nhanai.activities.vocab import StatutoryField
from nhanai.base import numbers
from nhanai.base.text import fold
from nhanai.documents.forms import ManyFiles, ManyFilesInput
from nhanai.plans.rules.evidence import FILE_LIMIT, Given
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, offer

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

    Files = MultiValueDict[str, UploadedFile[bytes]]

AMOUNTS: Final = 4
"""Things with a number that the form offers; a workbook takes more rows."""

ROUGH: Final = "khoảng "


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: units for which she records, communes, campaigns, work of plans."""

    units: Sequence[tuple[Unit, str]] = ()
    communes: Sequence[tuple[Unit, str]] = ()
    campaigns: Sequence[Campaign] = ()
    work: Sequence[tuple[str, str]] = field(default=())


class ActivityForm(forms.Form):
    """What was done, when, where, for whom, with what, worth how much."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.ChoiceField(
        label="Đơn vị", error_messages={"required": "Chọn đơn vị đã làm việc này."}
    )
    kind = forms.ChoiceField(label="Việc", error_messages={"required": "Chọn việc đã làm."})
    first_on = DayField(label="Ngày")
    last_on = DayField(
        label="Đến ngày", required=False, help_text="Để trống nếu làm trong một ngày."
    )
    place = forms.CharField(label="Nơi", max_length=300, required=False)
    commune = forms.ChoiceField(label="Xã, phường", required=False)
    persons = CountField(label="Người được giúp", required=False)
    services = CountField(label="Lượt người được giúp", required=False)
    households = CountField(label="Hộ được giúp", required=False)
    joined = CountField(label="Người tham gia", required=False)
    cash = MoneyField(label="Tiền mặt", required=False, max_length=30)
    goods = MoneyField(label="Hiện vật quy tiền", required=False, max_length=30)
    service = MoneyField(label="Công, dịch vụ quy tiền", required=False, max_length=30)
    donor = forms.CharField(label="Người, đơn vị ủng hộ", max_length=300, required=False)
    campaign = forms.ChoiceField(label="Chiến dịch", required=False)
    field = forms.ChoiceField(label="Lĩnh vực theo Luật", required=False)
    work = forms.MultipleChoiceField(
        label="Thực hiện nhiệm vụ", required=False, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(
        label="Tên gọn", max_length=300, required=False,
        help_text="Để trống thì lấy theo việc, số lượng và nơi.",
    )  # fmt: skip
    result = forms.CharField(
        label="Kết quả", required=False, max_length=20000, widget=forms.Textarea({"rows": 3})
    )
    photos = ManyFiles(
        label="Ảnh", required=False,
        widget=ManyFilesInput(attrs={"multiple": True, "accept": ".jpg,.jpeg,.png,.webp"}),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, object] | None = None, files: "Files | None" = None, *,
        choices: Choices, initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, files, initial=initial, auto_id="hd-%s", label_suffix="")
        self.offered = choices
        named = {
            "unit": [(str(unit.pk), name) for unit, name in choices.units],
            "kind": [("", "Chọn việc"), *((one.code, one.name) for one in kinds().values())],
            "commune": [("", "Như đơn vị"), *((str(u.pk), name) for u, name in choices.communes)],
            "campaign": [("", "Không"), *((str(one.pk), one.name) for one in choices.campaigns)],
            "field": [("", "Theo việc"), *((str(v), label) for v, label in StatutoryField.choices)],
            "work": choices.work,
        }
        for name, offered in named.items():
            offer(self, name, offered)
        if not choices.work:
            del self.fields["work"]
        for row in range(AMOUNTS):
            self.fields[f"item{row}"] = forms.CharField(
                label="Thứ đã trao hoặc làm", required=False, max_length=120,
                widget=forms.TextInput(attrs={"list": "hd-items", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"number{row}"] = forms.CharField(
                label="Số lượng", required=False, max_length=30,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
            )  # fmt: skip

    @property
    def amount_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The things with their numbers, as the page shows them."""
        return [(self[f"item{row}"], self[f"number{row}"]) for row in range(AMOUNTS)]

    def clean(self) -> dict[str, Any]:
        """The things and their numbers, each fault beside its field."""
        amounts: dict[str, Decimal] = {}
        rough: set[str] = set()
        for row in range(AMOUNTS):
            name = str(self.cleaned_data.get(f"item{row}", "")).strip()
            said = str(self.cleaned_data.get(f"number{row}", "")).strip()
            if not name and not said:
                continue
            item = next((i.code for i in items().values() if fold(i.name) == fold(name)), "")
            if not item:
                self.add_error(f"item{row}", "Chọn một thứ trong danh sách.")
                continue
            try:
                amounts[item] = amounts.get(item, Decimal(0)) + numbers.read(
                    said.lower().removeprefix(ROUGH)
                )
            except numbers.NotANumber as wrong:
                self.add_error(f"number{row}", wrong.message)
            if said.lower().startswith(ROUGH):
                rough.add(item)
        self.cleaned_data |= {"amounts": amounts, "rough": frozenset(rough)}
        return self.cleaned_data

    @property
    def chosen_unit(self) -> Unit:
        """The unit for which this is recorded."""
        among = {str(unit.pk): unit for unit, _ in self.offered.units}
        return among[self.cleaned_data["unit"]]

    @property
    def chosen_commune(self) -> Unit | None:
        """The commune where it was, if one was chosen."""
        among = {str(unit.pk): unit for unit, _ in self.offered.communes}
        return among.get(self.cleaned_data["commune"])

    @property
    def chosen_campaign(self) -> Campaign | None:
        """The campaign it belongs to, if one was chosen."""
        among = {str(one.pk): one for one in self.offered.campaigns}
        return among.get(self.cleaned_data["campaign"])

    @property
    def chosen_work(self) -> tuple[int, ...]:
        """The work of plans that it carries out."""
        return tuple(int(key) for key in self.cleaned_data.get("work", ()))

    @property
    def sending(self) -> uuid.UUID:
        """Which sending this is."""
        return uuid.UUID(str(self.cleaned_data["key"]))

    @property
    def told(self) -> Told:
        """The activity as it is told."""
        data = self.cleaned_data
        same = (
            *("kind", "first_on", "last_on", "place", "persons", "services", "households"),
            *("joined", "cash", "goods", "service", "donor", "title", "result", "amounts", "rough"),
        )
        field = int(data["field"]) if data["field"] else None
        return Told(**{name: data[name] for name in same}, field=field)


class PhotosForm(forms.Form):
    """Photos to add to what was recorded."""

    photos = ManyFiles(
        label="Ảnh",
        widget=ManyFilesInput(attrs={"multiple": True, "accept": ".jpg,.jpeg,.png,.webp"}),
    )
    consent = forms.BooleanField(label="Người trong ảnh đã đồng ý cho chụp", required=False)


def given_photos(files: Sequence["UploadedFile[bytes]"]) -> list[Given]:
    """The photos as the act takes them; of one that is too large no more than shows that it is."""
    return [Given(name=str(one.name or ""), content=one.read(FILE_LIMIT + 1)) for one in files]
