"""Shape and spelling of feedback, from the public and at the desk."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from nhanai.base.wording import Words
from nhanai.feedback.rules import LONGEST
from nhanai.feedback.vocab import FeedbackKind, FeedbackSender, FeedbackState, FeedbackWay
from nhanai.sending.forms import PublicForm
from nhanai.units.models import Unit
from nhanai.web.fields import FindingsForm, offer

_AREA = {"rows": 6, "maxlength": LONGEST}


class SendForm(PublicForm):
    """What anybody may send, without a name if she likes."""

    kind = forms.ChoiceField(choices=FeedbackKind)
    text = forms.CharField(min_length=5, max_length=LONGEST, widget=forms.Textarea(_AREA))
    about = forms.ChoiceField(required=False)
    sender = forms.ChoiceField(choices=FeedbackSender, initial=FeedbackSender.OTHER)
    name = forms.CharField(max_length=120, required=False)
    contact = forms.CharField(max_length=200, required=False)
    labels: ClassVar[Mapping[str, str]] = {
        "kind": "what_kind", "text": "say_it", "about": "where", "sender": "who_are_you",
        "name": "your_name", "contact": "your_contact",
    }  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, t: Words, phrase: str,
        places: Sequence[tuple[Unit, str]],
    ) -> None:  # fmt: skip
        super().__init__(data, t=t, phrase=phrase)
        self.places = {str(one.pk): one for one, _ in places}
        self.fields["text"].error_messages["min_length"] = t["say_more"]
        offer(self, "kind", [(one, t[f"kind_{one.lower()}"]) for one in FeedbackKind.values])
        offer(self, "sender", [(one, t[f"from_{one.lower()}"]) for one in FeedbackSender.values])
        offer(self, "about", [("", t["anywhere"]), *((str(one.pk), name) for one, name in places)])


class FollowForm(PublicForm):
    """The code that was shown when it was sent."""

    code = forms.CharField(max_length=40, widget=forms.TextInput({"autocomplete": "off"}))
    labels: ClassVar[Mapping[str, str]] = {"code": "your_code"}


class AgainForm(PublicForm):
    """Why the answer is to be looked at again."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = forms.CharField(
        min_length=5, max_length=LONGEST, widget=forms.Textarea({**_AREA, "rows": 3})
    )
    labels: ClassVar[Mapping[str, str]] = {"reason": "why_again"}


class DeskForm(FindingsForm):
    """What somebody came to say, told by phone or wrote."""

    way = forms.ChoiceField(
        label="Đến bằng", choices=[one for one in FeedbackWay.choices if one[0] != FeedbackWay.WEB]
    )
    kind = forms.ChoiceField(label="Về việc", choices=FeedbackKind)
    text = forms.CharField(
        label="Nội dung", max_length=LONGEST, widget=forms.Textarea(_AREA),
        help_text="Ghi đúng lời người phản ánh: việc gì, ở đâu, khi nào.",
        error_messages={"required": "Ghi nội dung phản ánh."},
    )  # fmt: skip
    sender = forms.ChoiceField(label="Người phản ánh là", choices=FeedbackSender)
    about = forms.ChoiceField(label="Ở đơn vị nào", required=False)
    unit = forms.ChoiceField(label="Nơi giải quyết")
    name = forms.CharField(
        label="Họ tên", max_length=120, required=False,
        help_text="Chỉ khi người phản ánh muốn nêu tên.",
    )  # fmt: skip
    contact = forms.CharField(label="Liên hệ", max_length=200, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: Sequence[tuple[Unit, str]],
        places: Sequence[tuple[Unit, str]],
    ) -> None:  # fmt: skip
        super().__init__(data, label_suffix="")
        self.units = {str(one.pk): one for one, _ in (*places, *units)}
        offer(self, "unit", [(str(one.pk), name) for one, name in units])
        offer(self, "about", [("", "Không rõ"), *((str(one.pk), name) for one, name in places)])


class WordsForm(FindingsForm):
    """Words of one step: an answer, a note, a reason."""

    text = forms.CharField(
        label="Nội dung", max_length=LONGEST, widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Viết nội dung."},
    )  # fmt: skip


class PassForm(FindingsForm):
    """To whom it is given."""

    unit = forms.ChoiceField(label="Giao cho")
    text = forms.CharField(
        label="Lý do, yêu cầu", max_length=LONGEST, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Ghi lý do giao."},
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, places: Sequence[tuple[Unit, str]]
    ) -> None:
        super().__init__(data, label_suffix="", auto_id="giao-%s")
        self.units = {str(one.pk): one for one, _ in places}
        offer(self, "unit", [(str(one.pk), name) for one, name in places])


class FilterForm(forms.Form):
    """Which feedback is shown."""

    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False,
        choices=[("", "Mọi tình trạng"), ("OPEN", "Đang chờ giải quyết"), *FeedbackState.choices],
    )  # fmt: skip
    ve_viec = forms.ChoiceField(
        label="Về việc", required=False, choices=[("", "Mọi việc"), *FeedbackKind.choices]
    )
