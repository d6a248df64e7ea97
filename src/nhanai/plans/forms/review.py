"""The shape of what people enter about plans and tasks."""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from nhanai.base import numbers as printed
from nhanai.documents.forms import ManyFiles, ManyFilesInput
from nhanai.plans.models import ContentGroup, Target
from nhanai.plans.rules.evidence import FILE_LIMIT, Given
from nhanai.plans.rules.progress import Spoken
from nhanai.plans.vocab import (
    AddedField,
    AssignmentRole,
    ConcernKind,
    ProgressState,
    Recurrence,
)
from nhanai.web.fields import DayField, offer

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict


class AdditionsForm(forms.Form):
    """What we add to the document's words."""

    SUMMARY = forms.CharField(label="Tên gọn", max_length=200, required=False)
    DUE = DayField(label="Hạn", required=False)
    RECURRENCE = forms.ChoiceField(
        label="Lặp lại", required=False, choices=[("", "Chưa đặt"), *Recurrence.choices]
    )
    TARGET = forms.CharField(label="Chỉ tiêu", max_length=300, required=False)
    PRODUCT = forms.CharField(label="Sản phẩm", max_length=300, required=False)
    GROUP = forms.ChoiceField(label="Nhóm", required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        groups: Sequence[ContentGroup],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial, auto_id="bs-%s", label_suffix="")
        choices = [("", "Chưa xếp nhóm"), *((str(group.pk), group.title) for group in groups)]
        self.fields["GROUP"] = forms.ChoiceField(label="Nhóm", required=False, choices=choices)

    def values(self) -> dict[AddedField, str]:
        """The entered values as the act takes them."""
        due = self.cleaned_data["DUE"]
        plain = {
            AddedField(name): str(value or "")
            for name, value in self.cleaned_data.items()
            if name != AddedField.DUE
        }
        return plain | {AddedField.DUE: due.isoformat() if due else ""}


class AgencyForm(forms.Form):
    """Which units, in which role; `tim` is what was looked for when none was chosen yet."""

    don_vi = forms.TypedMultipleChoiceField(coerce=int, required=False)
    vai_tro = forms.ChoiceField(choices=AssignmentRole.choices, required=False)
    tim = forms.CharField(max_length=200, required=False)

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__(data)
        self.fields["don_vi"] = forms.TypedMultipleChoiceField(
            coerce=int, required=False, choices=[(one, one) for one in _chosen(data)]
        )

    @property
    def role(self) -> AssignmentRole:
        """The role that was chosen; who does it, where none was."""
        return AssignmentRole(self.cleaned_data["vai_tro"] or AssignmentRole.ASSIGNED)


class NumberField(forms.CharField):
    """A number as it is printed here: `1.749`, `82,5`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})

    def clean(self, value: object) -> Any:  # noqa: ANN401 (Django's signature)
        """The number, or nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return printed.read(text)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


class WorkForm(forms.Form):
    """How the work goes, by how much, shown by what; and what hinders it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label="Việc này đang ở đâu?",
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn việc này đang ở đâu."},
    )
    text = forms.CharField(
        label="Đã làm được", required=False, widget=forms.Textarea({"rows": 4, "maxlength": 20000})
    )
    quantity = NumberField(label="Số lượng", required=False, max_length=30)
    file = ManyFiles(
        label="Ảnh, tệp",
        required=False,
        widget=ManyFilesInput(
            attrs={"multiple": True, "accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp"}
        ),
    )
    links = forms.CharField(
        label="Đường dẫn", required=False, max_length=7000, widget=forms.Textarea({"rows": 2})
    )
    concern = forms.CharField(
        label="Vướng mắc hoặc đề xuất",
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 3}),
    )
    concern_kind = forms.ChoiceField(
        label="Đây là", required=False, choices=ConcernKind.choices, widget=forms.RadioSelect
    )
    concern_to = forms.ChoiceField(label="Gửi đến", required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        states: Sequence[ProgressState],
        addresses: Sequence[tuple[str, str]],
        target: Target | None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial, auto_id="v-%s", label_suffix="")
        choices = [(str(state), str(state.label)) for state in states]
        offer(self, "state", choices)
        offer(self, "concern_to", addresses)
        if target is None:
            del self.fields["quantity"]

    @property
    def sending(self) -> uuid.UUID:
        """Which sending this is."""
        return uuid.UUID(str(self.cleaned_data["token"]))

    @property
    def said(self) -> Spoken:
        """What is said of the work."""
        quantity: Decimal | None = self.cleaned_data.get("quantity")
        state = ProgressState(self.cleaned_data["state"])
        return Spoken(state, self.cleaned_data["text"].strip(), quantity)

    def given(self) -> list[Given]:
        """The evidence; of a file that is too large no more than shows that it is."""
        files = [
            Given(name=str(file.name or ""), content=file.read(FILE_LIMIT + 1))
            for file in self.cleaned_data["file"]
        ]
        lines = (line.strip() for line in self.cleaned_data["links"].splitlines())
        return [*files, *(Given(url=line) for line in lines if line)]

    def show(self, findings: Sequence[Any]) -> None:
        """Put each finding beside its field."""
        places = {"evidence": "file"}
        for finding in findings:
            name = places.get(finding.where or "", finding.where)
            self.add_error(name if name in self.fields else None, finding.message)


class TargetForm(forms.Form):
    """By what a task is measured, and how much is to be reached."""

    name = forms.CharField(label="Chỉ tiêu", max_length=300, required=False)
    value = NumberField(label="Mức giao", max_length=30, required=False)
    measured_in = forms.CharField(label="Đơn vị tính", max_length=60, required=False)
    due_on = DayField(label="Đến ngày", required=False)

    def __init__(self, data: Mapping[str, object] | None = None) -> None:
        super().__init__(data, auto_id="ct-%s", label_suffix="")


def _chosen(data: Mapping[str, object]) -> list[str]:
    """The keys that look like keys; the act finds out whether such units exist."""
    listed: Sequence[str] = getattr(data, "getlist", lambda _: [])("don_vi")
    return [one for one in listed if one.isascii() and one.isdecimal() and len(one) < 12]


def numbers(values: Sequence[str]) -> set[int]:
    """Those of the values that are whole numbers."""
    return {int(one) for one in values if one.isascii() and one.isdecimal() and len(one) < 12}
