"""What is to be published, as it is asked for: one short form for each kind."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict

from nhanai.allocation.models import AllocationRound
from nhanai.banking.models import BankAccount
from nhanai.documents.models import OutgoingDocument
from nhanai.funds.models import ContributionCampaign
from nhanai.identity.models import User
from nhanai.plans.models import Plan
from nhanai.publishing.queries import Appeal, Asked, Told, choices
from nhanai.publishing.queries.asked import About
from nhanai.publishing.rules.stories import LONGEST, LONGEST_TITLE, Story
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, FindingsForm


class CommuneField(forms.ModelChoiceField):  # type: ignore[type-arg]  # subscripted, Django 5.2 refuses it
    """A commune by its name of the day."""

    def label_from_instance(self, obj: Unit) -> str:
        """What it is called."""
        return str(getattr(obj, "called", obj.key))


def _chosen(label: str, model: type[Any], *, required: bool = True, note: str = "") -> Any:  # noqa: ANN401 (a field of any rows)
    said = label[:1].lower() + label[1:]
    wrong = {"required": f"Chọn {said}.", "invalid_choice": f"Chọn {said} trong danh sách."}
    return forms.ModelChoiceField(
        label=label, queryset=model.objects.none(), required=required, help_text=note,
        empty_label="Chọn" if required else "Không", error_messages=wrong,
    )  # fmt: skip


class ReleaseForm(FindingsForm):
    """What every form for a release has: whose release it will be."""

    kind: ReleaseKind
    offers: tuple[str, ...] = ()
    """Fields whose rows `choices` knows."""

    def __init__(
        self, data: QueryDict | None, *, user: User, today: dt.date,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, label_suffix="", initial=dict(initial or {}))
        self.today = today
        for name in self.offers:
            self.fields[name].queryset = choices.ROWS[name](user, today)  # type: ignore[attr-defined]  # a field of rows

    def about(self) -> About:
        """The one thing of which it speaks."""
        return None

    def asked(self, unit: Unit) -> Asked:
        """What was asked for."""
        said = self.cleaned_data
        first, last = said.get("first", self.today), said.get("last", self.today)
        return Asked(self.kind, unit, first, last + dt.timedelta(days=1), self.about())


class MoneyForm(ReleaseForm):
    """Tiền vào, tiền ra trong những ngày nào."""

    kind = ReleaseKind.MONEY
    first = DayField(label="Từ ngày", error_messages={"required": "Nhập ngày đầu."})
    last = DayField(label="Đến hết ngày", error_messages={"required": "Nhập ngày cuối."})

    def __init__(self, data: QueryDict | None, *, user: User, today: dt.date, **more: Any) -> None:  # noqa: ANN401 (passed on)
        super().__init__(data, user=user, today=today, **more)
        self.initial.setdefault("first", today.replace(month=1, day=1))
        self.initial.setdefault("last", today)


class FeedbackForm(MoneyForm):
    """Phản ánh, góp ý nhận trong những ngày nào."""

    kind = ReleaseKind.FEEDBACK


class AddressesForm(ReleaseForm):
    """Địa chỉ nhân đạo: như đang đứng trong sổ hôm nay."""

    kind = ReleaseKind.ADDRESSES


class ReportForm(ReleaseForm):
    """Báo cáo đã ban hành."""

    kind = ReleaseKind.REPORT
    offers = ("report",)
    report = _chosen("Báo cáo đã ban hành", OutgoingDocument)

    def about(self) -> About:
        """The document."""
        found: OutgoingDocument = self.cleaned_data["report"]
        return found


class RoundForm(ReleaseForm):
    """Đợt phân bổ đã duyệt."""

    kind = ReleaseKind.ROUND
    offers = ("round",)
    round = _chosen("Đợt phân bổ đã duyệt", AllocationRound)

    def about(self) -> About:
        """The round."""
        found: AllocationRound = self.cleaned_data["round"]
        return found


class PlanForm(ReleaseForm):
    """Kế hoạch đã giao việc."""

    kind = ReleaseKind.PLAN
    offers = ("plan",)
    plan = _chosen("Kế hoạch đã giao việc", Plan)

    def about(self) -> About:
        """The plan."""
        found: Plan = self.cleaned_data["plan"]
        return found


class AppealForm(ReleaseForm):
    """Đợt vận động đang tiếp nhận, và cách ủng hộ."""

    kind = ReleaseKind.APPEAL
    offers = ("appeal", "account")
    appeal = _chosen("Đợt vận động", ContributionCampaign)
    account = _chosen(
        "Tài khoản nhận", BankAccount, required=False,
        note="Số tài khoản, chủ tài khoản và mã VietQR sẽ hiện với công chúng.",
    )  # fmt: skip

    def about(self) -> About:
        """The campaign with its account."""
        return Appeal(self.cleaned_data["appeal"], self.cleaned_data["account"])


class StoryForm(ReleaseForm):
    """Điển hình, mô hình tốt, viết để công bố."""

    kind = ReleaseKind.STORY
    offers = ("commune",)
    title = forms.CharField(
        label="Tên điển hình, mô hình", max_length=LONGEST_TITLE,
        error_messages={"required": "Nhập tên của điển hình, mô hình."},
    )  # fmt: skip
    text = forms.CharField(
        label="Bài", max_length=LONGEST, widget=forms.Textarea({"rows": 10}),
        help_text="Mỗi đoạn một dòng. Không ghi số điện thoại, số giấy tờ, nhà ở.",
        error_messages={"required": "Viết vài câu để công chúng đọc."},
    )  # fmt: skip
    title_en = forms.CharField(label="Tên bằng tiếng Anh", max_length=LONGEST_TITLE, required=False)
    text_en = forms.CharField(
        label="Bài bằng tiếng Anh", max_length=LONGEST, required=False,
        widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip
    commune = CommuneField(
        label="Ở xã, phường", queryset=Unit.objects.none(), required=False, empty_label="Không nêu",
        error_messages={"invalid_choice": "Chọn xã, phường trong danh sách."},
    )  # fmt: skip
    consent = forms.CharField(
        label="Ai đã đồng ý cho công bố", max_length=300,
        help_text="Tên, ngày, bằng cách nào. Câu này lưu lại ở đây, không công bố.",
        error_messages={"required": "Ghi ai đã đồng ý cho công bố, ngày nào, bằng cách nào."},
    )  # fmt: skip
    activity = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def about(self) -> About:
        """The story."""
        said = self.cleaned_data
        story = Story(said["title"], said["text"], said["title_en"], said["text_en"])
        return Told(story, said["commune"], said["consent"], said["activity"])


FORMS: Final[Mapping[str, type[ReleaseForm]]] = {
    one.kind.value: one
    for one in (
        *(MoneyForm, AddressesForm, ReportForm, RoundForm, PlanForm, AppealForm, StoryForm),
        FeedbackForm,
    )
}
