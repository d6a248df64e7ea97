"""The public form by which somebody offers help, in either language."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from nhanai.aid.actions import OfferValues
from nhanai.aid.vocab import GiftKind, SponsorKind, TargetGroup
from nhanai.base.wording import Words
from nhanai.sending.forms import PublicForm
from nhanai.units.models import Unit

_ENOUGH_DIGITS = 8


class OfferForm(PublicForm):
    """Who offers, what, to whom and where."""

    kind = forms.ChoiceField()
    name = forms.CharField(max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    contact = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "tel"}))
    gift = forms.ChoiceField()
    words = forms.CharField(max_length=500, widget=forms.Textarea({"rows": 4}))
    group = forms.ChoiceField(required=False)
    commune = forms.ChoiceField(required=False)
    agreed = forms.BooleanField()
    labels: ClassVar[Mapping[str, str]] = {
        name: f"offer_{name}"
        for name in ("kind", "name", "contact", "gift", "words", "group", "commune", "agreed")
    }

    def __init__(
        self, data: Mapping[str, Any] | None, *, communes: Sequence[tuple[Unit, str]], t: Words,
        phrase: str, initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, t=t, phrase=phrase, initial=initial)
        self.communes = {unit.key: unit for unit, _ in communes}
        self._offer("kind", [(one.value, t[f"kind_{one.lower()}"]) for one in SponsorKind][::-1])
        self._offer("gift", [(one.value, t[f"gift_{one.lower()}"]) for one in GiftKind])
        groups = [(one.value, t[f"group_{one.lower()}"]) for one in TargetGroup]
        self._offer("group", [("", t["group_any"]), *groups])
        named = [(unit.key, name) for unit, name in communes]
        self._offer("commune", [("", t["commune_any"]), *named])
        self.fields["agreed"].error_messages["required"] = t["agree_wanted"]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_contact(self) -> str:
        """It has to be one by which she can be reached."""
        said: str = self.cleaned_data["contact"]
        is_mail = re.search(r"\S@\S+\.\S", said)
        if not is_mail and sum(map(str.isdigit, said)) < _ENOUGH_DIGITS:
            raise forms.ValidationError(self.t["contact_wanted"])
        return said

    def values(self, language: str) -> OfferValues:
        """The offer as the act takes it."""
        said = self.cleaned_data
        group = TargetGroup(said["group"]) if said["group"] else None
        return OfferValues(
            SponsorKind(said["kind"]), said["name"], said["contact"], GiftKind(said["gift"]),
            said["words"], group, self.communes.get(said["commune"]), language,
        )  # fmt: skip
