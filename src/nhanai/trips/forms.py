"""Shape and spelling of what is said of trips, by the public and at the desk."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from nhanai.base.findings import Finding
from nhanai.base.wording import Words
from nhanai.sending.forms import PublicForm
from nhanai.trips.actions import LONGEST_ANSWER, ResultValues, TripValues
from nhanai.trips.models import Trip
from nhanai.trips.rules import LONGEST, reaches
from nhanai.trips.vocab import TripWay
from nhanai.units.models import Unit
from nhanai.web.fields import CountField, DayField, FindingsForm, MoneyField, SendingField, offer

Places = Sequence[tuple[Unit, str]]
_AREA = {"rows": 3, "maxlength": LONGEST["what"]}
_OFF = {"autocomplete": "off"}
_WRONG: Mapping[str, str] = {
    "group": "required", "contact": "contact_wanted", "what": "required", "on": "day_wanted",
    "households": "count_wanted", "worth": "money_wanted",
}  # fmt: skip


class PublicDay(forms.DateField):
    """A day as a browser's calendar sends it, or as people here write it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(required=required, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"])


class PublicCount(CountField):
    """A whole number, whose error is said in the language of the page."""

    def clean(self, value: object) -> int | None:
        """The number, or None."""
        try:
            return super().clean(value)
        except forms.ValidationError:
            raise forms.ValidationError(self.error_messages["required"]) from None


class PublicMoney(MoneyField):
    """An amount in đồng, whose error is said in the language of the page."""

    def clean(self, value: object) -> int:
        """The amount; nothing is zero."""
        try:
            return super().clean(value)
        except forms.ValidationError:
            raise forms.ValidationError(self.error_messages["required"]) from None


class TripForm(PublicForm):
    """A trip of a group, on the public site."""

    group = forms.CharField(
        max_length=LONGEST["group"], widget=forms.TextInput({"autocomplete": "organization"})
    )
    contact = forms.CharField(
        max_length=LONGEST["contact"], widget=forms.TextInput({"autocomplete": "tel"})
    )
    name = forms.CharField(
        max_length=LONGEST["name"], required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )  # fmt: skip
    commune = forms.ChoiceField()
    hamlet = forms.CharField(
        max_length=LONGEST["hamlet"], required=False, widget=forms.TextInput(_OFF)
    )
    on = PublicDay()
    what = forms.CharField(max_length=LONGEST["what"], widget=forms.Textarea(_AREA))
    households = PublicCount()
    worth = PublicMoney(required=False)
    may_name = forms.BooleanField(required=False)
    agreed = forms.BooleanField()
    labels: ClassVar[Mapping[str, str]] = {
        "group": "trip_group", "contact": "trip_contact", "name": "trip_name",
        "commune": "trip_commune", "hamlet": "trip_hamlet", "on": "trip_on", "what": "trip_what",
        "households": "trip_households", "worth": "trip_worth", "may_name": "trip_may_name",
        "agreed": "trip_agreed",
    }  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, t: Words, phrase: str, places: Places,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, t=t, phrase=phrase, initial=initial)
        self.places = _offered(self, "commune", places, none=t["choose"])
        _in_words(self, t)
        if "agreed" in self.fields:
            self.fields["agreed"].error_messages["required"] = t["agree_wanted"]

    def clean_contact(self) -> str:
        """It has to be one by which the group can be reached."""
        said: str = self.cleaned_data["contact"]
        if said and not reaches(said):
            raise forms.ValidationError(self.t["contact_wanted"])
        return said

    def values(self, language: str) -> TripValues:
        """The trip as the act takes it."""
        told = self.cleaned_data
        return TripValues(
            told["group"], told["contact"], self.places[told["commune"]], told["on"],
            told["what"], told["households"] or 0, told["hamlet"], told["worth"],
            told.get("name", ""), told["may_name"], language,
        )  # fmt: skip

    def show(self, findings: Sequence[Finding]) -> None:
        """Put what an act found beside its field, in the words of the page."""
        _shown(self, findings)


class ChangeForm(TripForm):
    """A trip that its group changes; who it is stays as it was."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    contact = forms.CharField(
        max_length=LONGEST["contact"], required=False,
        widget=forms.TextInput({"autocomplete": "tel"}),
    )  # fmt: skip
    agreed = None  # type: ignore[assignment]  # said once already
    name = None  # type: ignore[assignment]  # as it was told
    labels: ClassVar[Mapping[str, str]] = {
        **{key: word for key, word in TripForm.labels.items() if key not in {"agreed", "name"}},
        "contact": "trip_new_contact",
    }

    def __init__(
        self, data: Mapping[str, Any] | None, *, t: Words, phrase: str, places: Places,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, t=t, phrase=phrase, places=places, initial=initial)
        self.auto_id = "d-%s"


class FollowForm(PublicForm):
    """The code that was shown when the trip was told of."""

    code = forms.CharField(max_length=60, widget=forms.TextInput({**_OFF, "spellcheck": "false"}))
    labels: ClassVar[Mapping[str, str]] = {"code": "trip_code"}


class StepForm(PublicForm):
    """One word of the group: it agrees, or it does not come."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)


class ResultForm(PublicForm):
    """What the group really gave."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    on = PublicDay()
    what = forms.CharField(max_length=LONGEST["what"], widget=forms.Textarea(_AREA))
    households = PublicCount()
    worth = PublicMoney(required=False)
    labels: ClassVar[Mapping[str, str]] = {
        "on": "went_on", "what": "given_what", "households": "given_households",
        "worth": "given_worth",
    }  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, t: Words, phrase: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, t=t, phrase=phrase, initial=initial)
        self.auto_id = "k-%s"
        _in_words(self, t)

    def show(self, findings: Sequence[Finding]) -> None:
        """Put what an act found beside its field, in the words of the page."""
        _shown(self, findings)

    def values(self) -> ResultValues:
        """The result as the act takes it."""
        told = self.cleaned_data
        return ResultValues(told["on"], told["what"], told["households"] or 0, told["worth"])


class DeskTripForm(FindingsForm):
    """A trip that a group told the desk of, or changed by phone."""

    token = SendingField()
    way = forms.ChoiceField(
        label="Đoàn báo bằng", choices=[one for one in TripWay.choices if one[0] != TripWay.WEB]
    )
    group = forms.CharField(
        label="Tên đoàn, nhóm hoặc tổ chức", max_length=LONGEST["group"],
        error_messages={"required": "Nhập tên đoàn, nhóm hoặc tổ chức."},
    )  # fmt: skip
    contact = forms.CharField(
        label="Số điện thoại hoặc thư điện tử", max_length=LONGEST["contact"],
        help_text="Hỏi đoàn có đồng ý để Hội giữ cách liên hệ này không.",
        error_messages={"required": "Nhập số điện thoại hoặc thư điện tử."},
    )  # fmt: skip
    name = forms.CharField(label="Người liên hệ", max_length=LONGEST["name"], required=False)
    commune = forms.ChoiceField(label="Đến xã, phường")
    hamlet = forms.CharField(label="Thôn, bản", max_length=LONGEST["hamlet"], required=False)
    on = DayField(label="Ngày đi")
    what = forms.CharField(
        label="Mang gì", max_length=LONGEST["what"], widget=forms.Textarea(_AREA),
        error_messages={"required": "Ghi đoàn mang gì đến."},
    )  # fmt: skip
    households = CountField(label="Cho bao nhiêu hộ", error_messages={"required": "Nhập số hộ."})
    worth = MoneyField(label="Trị giá (đồng)", required=False)
    may_name = forms.BooleanField(
        label="Đoàn đồng ý nêu tên ở trang công khai", required=False
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, places: Places,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.places_offered = _offered(self, "commune", places, none="Chọn xã, phường")
        if initial:
            del self.fields["way"]

    def values(self) -> TripValues:
        """The trip as the act takes it."""
        told = self.cleaned_data
        return TripValues(
            told["group"], told["contact"], self.places_offered[told["commune"]], told["on"],
            told["what"], told["households"] or 0, told["hamlet"], told["worth"], told["name"],
            told["may_name"],
        )  # fmt: skip


class ProposalForm(FindingsForm):
    """Where and when the group had better go."""

    commune = forms.ChoiceField(label="Đề nghị đến")
    on = DayField(label="Ngày đề nghị")
    answer = forms.CharField(
        label="Vì sao", max_length=LONGEST_ANSWER, widget=forms.Textarea({"rows": 3}),
        help_text="Đoàn đọc được câu này. Đừng ghi tên, nhà ở của người được giúp.",
        error_messages={"required": "Ghi vì sao nên đi nơi khác, ngày khác."},
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, places: Places,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}), label_suffix="", auto_id="dn-%s")
        self.places_offered = _offered(self, "commune", places, none="Chọn xã, phường")


class DeskResultForm(FindingsForm):
    """What was really given, as the desk learned it."""

    on = DayField(label="Ngày trao")
    what = forms.CharField(
        label="Đã trao gì", max_length=LONGEST["what"], widget=forms.Textarea(_AREA),
        error_messages={"required": "Ghi đã trao những gì."},
    )  # fmt: skip
    households = CountField(label="Số hộ nhận", error_messages={"required": "Nhập số hộ nhận."})
    worth = MoneyField(label="Trị giá (đồng)", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="", auto_id="kq-%s")

    def values(self) -> ResultValues:
        """The result as the act takes it."""
        told = self.cleaned_data
        return ResultValues(told["on"], told["what"], told["households"] or 0, told["worth"])


def _offered(form: forms.BaseForm, name: str, places: Places, *, none: str) -> dict[str, Unit]:
    offer(form, name, [("", none), *((one.key, said) for one, said in places)])
    return {one.key: one for one, _ in places}


def _shown(form: PublicForm, findings: Sequence[Finding]) -> None:
    for one in findings:
        name = one.where if one.where in form.fields else None
        form.add_error(name, form.t[_WRONG.get(one.where or "", "too_long")])


def _in_words(form: PublicForm, t: Words) -> None:
    """Errors of days and numbers in the language of the page."""
    form.fields["on"].error_messages |= {"invalid": t["day_wanted"], "required": t["day_wanted"]}
    form.fields["households"].error_messages["required"] = t["count_wanted"]
    form.fields["worth"].error_messages["required"] = t["money_wanted"]


def initial_of(trip: Trip, code: str = "") -> dict[str, object]:
    """What a form of a known trip begins with; whom to reach is not said again."""
    return {
        "code": code, "group": trip.group, "commune": trip.commune.key, "hamlet": trip.hamlet,
        "on": trip.on, "what": trip.what, "households": trip.households,
        "worth": trip.worth or "", "may_name": trip.may_name,
    }  # fmt: skip
