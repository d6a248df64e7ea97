"""A form for people without an account: no cookie, no script, in either language."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms

from nhanai.base.wording import Words


class PublicForm(forms.Form):
    """A form with the words `t` of its page; `labels` of its fields are keys of them."""

    phrase = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    website = forms.CharField(
        required=False, max_length=200,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip
    labels: ClassVar[Mapping[str, str]] = {}
    """Field to the key of its label; `KEY_note`, where there is one, says more."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, t: Words, phrase: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """`phrase` makes the next sending one that was opened here: `sending.actions.opened`."""
        super().__init__(data, initial=dict(initial or {}), label_suffix="", auto_id="p-%s")
        self.t, self.phrase_to_send, self.optional = t, phrase, t["not_required"]
        for name, key in self.labels.items():
            field = self.fields[name]
            field.label = t[key]
            field.help_text = t.get(f"{key}_note", "")
            field.error_messages |= {
                "required": t["required"], "max_length": t["too_long"],
                "invalid_choice": t["wrong_choice"],
            }  # fmt: skip
        self.fields["website"].label = t["leave_empty"]

    @property
    def shown(self) -> Iterator[forms.BoundField]:
        """The fields that a person fills in."""
        names = (name for name in self.fields if name not in {"phrase", "website"})
        return (self[name] for name in names if not self[name].is_hidden)

    @property
    def carried(self) -> Iterator[forms.BoundField]:
        """What goes with it unseen, besides the phrase."""
        return (one for one in self.hidden_fields() if one.name != "phrase")

    @property
    def is_suspect(self) -> bool:
        """Whether a field was filled in that no person sees."""
        return bool(self.data.get("website"))
