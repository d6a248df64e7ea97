"""The shape of what people enter about plans and tasks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.plans.models import ContentGroup
from nhanai.plans.vocab import AddedField, AssignmentRole, Recurrence
from nhanai.web.fields import DayField


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


def _chosen(data: Mapping[str, object]) -> list[str]:
    """The keys that look like keys; the act finds out whether such units exist."""
    listed: Sequence[str] = getattr(data, "getlist", lambda _: [])("don_vi")
    return [one for one in listed if one.isascii() and one.isdecimal() and len(one) < 12]


def numbers(values: Sequence[str]) -> set[int]:
    """Those of the values that are whole numbers."""
    return {int(one) for one in values if one.isascii() and one.isdecimal() and len(one) < 12}
