"""The sheet of a survey: the same on a phone, at a desk, and from paper."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.timezone import make_aware

from nhanai.activities.forms.fields import CountField
from nhanai.aid.forms.fields import MoneyOrNothing, Plain, line, lines
from nhanai.aid.models import Address, Survey
from nhanai.aid.queries.addresses import PURPOSE
from nhanai.aid.rules.rubric import Rubric, known_answers
from nhanai.aid.rules.surveying import NeedTold, SurveyTold
from nhanai.aid.vocab import NeedKind, TargetGroup
from nhanai.people.rules.privacy import ConsentValues
from nhanai.people.rules.values import PersonValues, read
from nhanai.people.vocab import Channel, Sex
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, offer

HOUSEHOLD: Final = "HO"
_WHOLES: Final = ((HOUSEHOLD, "Cả hộ"), ("NGUOI", "Một người"))
_WHO: Final = ("full_name", "birth", "sex", "hamlet", "household", "phone")


class SurveyForm(Plain):
    """Phiếu khảo sát: who it is stands only where it is not known yet."""

    prefix_of_ids = "ks"
    key = forms.UUIDField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(
        label="Đơn vị", error_messages={"invalid_choice": "Đơn vị này không còn nhận phiếu nữa."}
    )
    code = line(
        "Mã địa chỉ đã có", 12, note="Chỉ khi khảo sát lại, ví dụ DC-00012. Lập mới thì để trống."
    )
    full_name = line("Họ và tên người đứng tên", 120, autocapitalize="words")
    birth = line(
        "Ngày sinh hoặc năm sinh", 30, note="05/6/1990, hoặc chỉ 1990.", inputmode="numeric"
    )
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("", "Chưa ghi"), *Sex.choices], required=False
    )
    hamlet = line("Thôn, bản, tổ dân phố", 120)
    household = line("Số hộ", 60, note="Số sổ hộ nghèo hoặc số hộ của bản, để không giúp trùng.")
    phone = line("Điện thoại", 20, inputmode="tel")
    on = DayField(label="Ngày khảo sát")
    surveyor = line("Người khảo sát", 120)
    is_household = forms.ChoiceField(label="Giúp ai", choices=_WHOLES)
    group = forms.ChoiceField(
        label="Nhóm đối tượng", choices=[("", "Chọn nhóm"), *TargetGroup.choices],
        error_messages={"required": "Chọn nhóm đối tượng."},
    )  # fmt: skip
    answers = forms.MultipleChoiceField(
        label="Điều đúng với hộ này", required=False, widget=forms.CheckboxSelectMultiple
    )
    members = CountField(label="Số người trong hộ", required=False)
    income = MoneyOrNothing(label="Thu nhập mỗi người một tháng", required=False, max_length=30)
    circumstances = lines(
        "Hoàn cảnh", 4000, note="Chỉ người có nhiệm vụ mới mở xem, mỗi lần mở đều được ghi lại."
    )
    way = line("Đường đến nhà", 400)
    need_kind = forms.ChoiceField(
        label="Cần nhất", choices=[("", "Chưa rõ"), *NeedKind.choices], required=False
    )
    need_what = line("Cần cụ thể gì", 200)
    need_cost = MoneyOrNothing(label="Số tiền cần", required=False, max_length=30)
    need_monthly = forms.BooleanField(label="Cần hằng tháng", required=False)
    consent_channel = forms.ChoiceField(
        label="Người này đồng ý cho xét chọn, trợ giúp bằng cách nào", required=False,
        choices=[("", "Đã đồng ý từ trước"), *Channel.choices],
    )  # fmt: skip
    witness = line("Người làm chứng, phiên dịch", 120, note="Khi điểm chỉ hoặc đồng ý bằng lời.")
    guardian = line("Cha, mẹ hoặc người giám hộ", 120, note="Khi người đứng tên là trẻ em.")
    child_agreed = forms.BooleanField(label="Trẻ em đã tự đồng ý", required=False)
    is_from_paper = forms.BooleanField(label="Nhập từ phiếu giấy", required=False)
    again = forms.BooleanField(label="Vẫn lưu, không phải người đã có", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, units: Sequence[tuple[Unit, str]],
        rubric: Rubric, today: dt.date, initial: dict[str, Any] | None = None,
        is_known: bool = False,
    ) -> None:  # fmt: skip
        begun = {"key": uuid.uuid4(), "on": today, "is_household": HOUSEHOLD, **(initial or {})}
        super().__init__(data, initial=begun)
        self.units = {str(unit.pk): unit for unit, _ in units}
        self.rubric, self.is_known = rubric, is_known
        offer(self, "unit", [(str(unit.pk), name) for unit, name in units])
        offer(self, "answers", rubric.questions)
        if is_known:
            for name in (*_WHO, "code", "again"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Who it is, written one way; needed unless the address is known."""
        cleaned = super().clean() or {}
        if self.is_known or cleaned.get("code"):
            return cleaned
        said = {name: str(cleaned.get(name) or "") for name in _WHO}
        values, misspelt = read(said)
        for finding in misspelt:
            if finding.where in self.fields and finding.where not in self.errors:
                self.add_error(finding.where, finding.message)
        cleaned["values"] = values
        return cleaned

    @property
    def chosen_unit(self) -> Unit:
        """The unit for which this is recorded."""
        return self.units[self.cleaned_data["unit"]]

    @property
    def values(self) -> PersonValues | None:
        """Who it is, where she is new."""
        found: PersonValues | None = self.cleaned_data.get("values")
        return found

    @property
    def told(self) -> SurveyTold:
        """The survey as it is told."""
        data = self.cleaned_data
        same = ("on", "group", "members", "income", "circumstances", "way", "surveyor")
        return SurveyTold(
            **{name: data[name] for name in same},
            is_household=data["is_household"] == HOUSEHOLD,
            answers=tuple(known_answers(self.rubric, data["answers"])),
            is_from_paper=data["is_from_paper"],
            needs=tuple(self._needs()),
        )

    def _needs(self) -> Sequence[NeedTold]:
        data = self.cleaned_data
        if not data["need_kind"]:
            return ()
        cost = data["need_cost"] or 0
        return (NeedTold(data["need_kind"], data["need_what"], 1, cost, data["need_monthly"]),)

    def consent(self, at: dt.datetime) -> ConsentValues | None:
        """What she agreed to, on the day of the survey; None where nothing is told."""
        data = self.cleaned_data
        if not data["consent_channel"]:
            return None
        noon = make_aware(dt.datetime.combine(data["on"], dt.time(12)))
        return ConsentValues(
            PURPOSE, Channel(data["consent_channel"]), min(noon, at), data["witness"],
            data["guardian"], child_agreed=data["child_agreed"],
        )  # fmt: skip


def initial_of(address: Address, last: Survey | None) -> dict[str, object]:
    """What a survey begins with when the address was surveyed before; nothing sensitive."""
    begun: dict[str, object] = {"unit": str(address.unit_id), "group": address.group}
    begun["is_household"] = HOUSEHOLD if address.is_household else "NGUOI"
    if last is None:
        return begun
    return {**begun, "answers": list(last.answers), "members": last.members, "income": last.income}
