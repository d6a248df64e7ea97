"""Choosing a unit from a short list of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.units.models import Unit

Named = tuple[Unit, str]
"""A unit with what it is called."""


class UnitChoice(forms.TypedChoiceField):
    """One of the units; where there is only one, it is chosen already."""

    def __init__(self, *, label: str, among: Sequence[Named], asks: str) -> None:
        self.units = {str(unit.pk): unit for unit, _ in among}
        choices = [(str(unit.pk), name) for unit, name in among]
        super().__init__(
            label=label,
            choices=choices if len(choices) == 1 else [("", "Chọn đơn vị"), *choices],
            coerce=self.units.get,
            empty_value=None,
            error_messages={"required": asks, "invalid_choice": asks},
        )


class Plain(forms.Form):
    """A form whose fields have ids of their own, so that several stand on one page."""

    prefix_of_ids = "o"

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.prefix_of_ids}-%s", label_suffix="")
