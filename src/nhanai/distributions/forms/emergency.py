"""The one short form of emergency aid, for a phone."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from nhanai.aid.forms.fields import MoneyOrNothing, line, lines
from nhanai.aid.vocab import GiftKind
from nhanai.distributions.actions import EmergencyValues
from nhanai.documents.forms import ManyFiles, ManyFilesInput
from nhanai.people.rules import values as people
from nhanai.units.models import Unit
from nhanai.web.fields import CountField, DayField, FindingsForm, SendingField, offer

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict


class EmergencyForm(FindingsForm):
    """Who, where, what, worth what, why at once, with photos."""

    places = {"rows": "full_name"}
    token = SendingField()
    unit = forms.ChoiceField(label="Đơn vị")
    full_name = line("Họ và tên người được giúp", 120)
    birth = line("Năm sinh", 20, inputmode="numeric")
    hamlet = line("Thôn, bản của người ấy", 120)
    household = line("Số hộ", 60)
    whom = line("Hoặc giúp nhiều người: những ai", 200, note="Không ghi tên. Ví dụ 7 hộ bản Nậm Ngá"
                " bị sạt lở.")  # fmt: skip
    persons = CountField(label="Số người", required=False)
    place = line("Giúp ở đâu", 200, required=True)
    on = DayField(label="Ngày giúp")
    kind = forms.ChoiceField(label="Hình thức", choices=GiftKind.choices)
    what = line("Giúp gì", 200, required=True, note="Ví dụ 20 kg gạo, chăn, 1 triệu đồng.")
    worth = MoneyOrNothing(
        label="Trị giá", max_length=30, error_messages={"required": "Ghi trị giá."}
    )
    giver = line("Nguồn", 200)
    why = lines("Vì sao phải giúp ngay", 400)
    photos = ManyFiles(
        label="Ảnh", required=False,
        widget=ManyFilesInput(attrs={"multiple": True, "accept": ".jpg,.jpeg,.png,.webp"}),
    )  # fmt: skip
    again = forms.BooleanField(
        label="Người giống tên là người khác, ghi thành hồ sơ mới", required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None, *,
        units: Sequence[tuple[Unit, str]], initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, files, initial=initial, label_suffix="")
        self.units = {unit.key: unit for unit, _ in units}
        offer(self, "unit", [(unit.key, name) for unit, name in units])

    def clean(self) -> dict[str, Any]:
        """The person as the register spells her."""
        said = super().clean() or self.cleaned_data
        self.person = None
        if said.get("full_name"):
            fields = ("full_name", "birth", "hamlet", "household")
            told = {field: said.get(field, "") for field in fields}
            self.person, findings = people.read(told)
            for finding in findings:
                self.add_error(finding.where, finding.message)
        return said

    @property
    def chosen(self) -> Unit:
        """The unit that helped."""
        return self.units[self.cleaned_data["unit"]]

    @property
    def values(self) -> EmergencyValues:
        """What was given as the act takes it."""
        data = self.cleaned_data
        same = ("place", "on", "what", "why", "whom", "giver")
        return EmergencyValues(
            **{field: data[field] for field in same}, kind=GiftKind(data["kind"]),
            worth=data["worth"] or 0, person=self.person,
            persons=1 if data["persons"] is None else data["persons"],
        )  # fmt: skip
