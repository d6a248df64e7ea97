"""Fields that several forms of this room share."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from nhanai.base.text import canonical, fold
from nhanai.units.models import Unit, UnitName
from nhanai.web.fields import DayField

HERE: Final = {"autocomplete": "off"}


def text(
    label: str, *, longest: int, required: bool = True, note: str = "", **attributes: str
) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=note,
        widget=forms.TextInput(attrs={**HERE, **attributes}),
        error_messages={
            "required": f"Nhập {label[:1].lower()}{label[1:]}.",
            "max_length": f"{label} dài quá {longest} ký tự, hãy viết gọn lại.",
        },
    )


def long_text(
    label: str, *, longest: int, required: bool = True, note: str = "", rows: int = 4
) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=note,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": f"Nhập {label[:1].lower()}{label[1:]}.",
            "max_length": f"{label} dài quá {longest} ký tự, hãy viết gọn lại.",
        },
    )


def day(label: str, *, required: bool = True, note: str = "") -> DayField:
    """A day, written day first."""
    return DayField(
        label=label,
        required=required,
        help_text=note,
        error_messages={"required": f"Nhập {label[:1].lower()}{label[1:]}, ví dụ 08/6/2026."},
    )


def choice(
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    required: bool = True,
    empty: str = "",
    note: str = "",
) -> forms.ChoiceField:
    """One of a list."""
    words = label[:1].lower() + label[1:]
    return forms.ChoiceField(
        label=label,
        required=required,
        help_text=note,
        choices=[("", empty or f"Chọn {words}"), *choices] if empty or not required else choices,
        error_messages={
            "required": f"Chọn {words}.",
            "invalid_choice": f"Chọn {words} trong danh sách.",
        },
    )


class ClockField(forms.CharField):
    """A time of the day, `14:30`; kept as text until a day stands beside it."""

    def __init__(self, label: str, *, required: bool = True) -> None:
        attributes = {**HERE, "inputmode": "numeric", "placeholder": "14:30"}
        super().__init__(
            label=label,
            required=required,
            max_length=8,
            widget=forms.TextInput(attrs=attributes),
            error_messages={"required": "Nhập giờ, ví dụ 14:30."},
        )

    def clean(self, value: Any) -> Any:  # noqa: ANN401 (Django's own signature)
        """The time, or what to correct."""
        said = super().clean(value).replace("h", ":").replace(".", ":").strip(": ")
        if not said:
            return None
        hour, _, minute = said.partition(":")
        try:
            return dt.time(int(hour), int(minute or 0))
        except ValueError:
            raise ValidationError("Viết giờ và phút như 14:30.") from None


def moment(on: dt.date, clock: dt.time | None) -> dt.datetime:
    """The moment here; without a time, noon."""
    return timezone.make_aware(dt.datetime.combine(on, clock or dt.time(12)))


class UnitField(forms.CharField):
    """A unit by its name, of those offered; accents and capitals need not be right."""

    def __init__(self, label: str, *, required: bool = True, note: str = "") -> None:
        super().__init__(
            label=label,
            max_length=300,
            required=required,
            help_text=note or "Gõ vài chữ trong tên rồi chọn.",
            widget=forms.TextInput(attrs={**HERE, "list": "units"}),
            error_messages={"required": "Chọn đơn vị."},
        )
        self.names: Sequence[UnitName] = ()

    def clean(self, value: Any) -> Unit | None:  # noqa: ANN401 (Django's own signature)
        """The unit meant, or which it could be."""
        said: str = super().clean(value)
        if not said:
            return None
        exact = [one for one in self.names if label_of(one) == said.strip()]
        if len(exact) == 1:
            return exact[0].unit
        for alike in (canonical, fold):
            found = {one.unit_id: one for one in self.names if alike(one.name) == alike(said)}
            if len(found) == 1:
                return next(iter(found.values())).unit
        words = fold(said).split()
        near = [one for one in self.names if all(word in one.name_folded for word in words)]
        if len(near) == 1:
            return near[0].unit
        hint = (
            f" Có phải: {'; '.join(map(label_of, near[:5]))}?"
            if near
            else " Chọn một tên được gợi ý."
        )
        raise ValidationError(f"Chưa rõ đơn vị nào.{hint}")


def label_of(name: UnitName) -> str:
    """What names the unit among those offered: its name, told from its namesakes by its key."""
    label: str = getattr(name, "label", name.name)
    return label


def tell_apart(names: Sequence[UnitName]) -> None:
    """Give each of `names` a label that no other has."""
    counted = Counter(one.name for one in names)
    for one in names:
        own = one.name if counted[one.name] == 1 else f"{one.name} ({one.unit.key})"
        one.label = own  # type: ignore[attr-defined]  # shown by the form beside the row


class WithUnits(forms.Form):
    """A form whose unit fields choose among `names`."""

    def __init__(self, *args: Any, names: Iterable[UnitName] = (), **options: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*args, **options)
        listed = list(names)
        tell_apart(listed)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.names = listed
