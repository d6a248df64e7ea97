"""What hinders the work, and the answer to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.plans.forms.choosing import Named, Plain, UnitChoice
from nhanai.plans.vocab import ConcernKind
from nhanai.web.fields import SendingField

LONGEST = 4000


def _text(label: str, asks: str, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": asks},
    )


class ConcernForm(Plain):
    """Raise one."""

    prefix_of_ids = "vm"
    token = SendingField()
    loai = forms.ChoiceField(
        label="Loại",
        choices=ConcernKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn vướng mắc hay kiến nghị."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        units: Sequence[Named],
        addresses: Sequence[Named],
    ) -> None:
        likely = {"loai": ConcernKind.OBSTACLE, "don_vi": units[0][0].pk}
        if addresses and addresses[0][0] != units[0][0]:
            likely["gui"] = addresses[0][0].pk
        super().__init__(data, initial=likely)
        self.fields["noi_dung"] = _text(
            "Nội dung", "Hãy ghi vướng mắc hoặc kiến nghị bằng một vài câu.", rows=5
        )
        self.fields["don_vi"] = UnitChoice(
            label="Đơn vị nêu", among=units, asks="Hãy chọn đơn vị nêu."
        )
        self.fields["gui"] = UnitChoice(
            label="Gửi đến", among=addresses, asks="Hãy chọn nơi trả lời."
        )


class AnswerForm(Plain):
    """Answer one."""

    prefix_of_ids = "tl"
    token = SendingField()

    def __init__(self, data: Mapping[str, Any] | None = None, *, units: Sequence[Named]) -> None:
        super().__init__(data)
        self.fields["noi_dung"] = _text("Trả lời", "Hãy ghi nội dung trả lời.", rows=4)
        self.fields["don_vi"] = UnitChoice(
            label="Đơn vị trả lời", among=units, asks="Hãy chọn đơn vị trả lời."
        )
        self.fields["xong"] = forms.BooleanField(label="Đã giải quyết xong", required=False)


class ReasonForm(Plain):
    """Say why in a sentence."""

    prefix_of_ids = "ml"
    ly_do = forms.CharField(
        label="Vì sao", max_length=400, error_messages={"required": "Hãy ghi một câu vì sao."}
    )


class RedirectForm(ReasonForm):
    """Address it elsewhere."""

    prefix_of_ids = "ch"

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, addresses: Sequence[Named]
    ) -> None:
        super().__init__(data)
        self.fields["gui"] = UnitChoice(
            label="Chuyển đến", among=addresses, asks="Hãy chọn nơi chuyển đến."
        )
