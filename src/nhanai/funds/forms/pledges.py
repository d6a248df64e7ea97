"""Shape and spelling of what is entered about pledges."""

from typing import Any

from django import forms

from nhanai.funds.actions import DonorValues, PledgeValues
from nhanai.funds.forms import SAYS_WORDS, DonorForm, Plain
from nhanai.funds.rules.pledges import MOST, read_schedule, schedule
from nhanai.funds.vocab import DonorKind
from nhanai.web.fields import CountField, DayField, MoneyField, SendingField

EVERY = (("1", "mỗi tháng"), ("3", "mỗi quý"), ("6", "nửa năm"), ("12", "mỗi năm"))


class PledgeForm(DonorForm):
    """Who promises how much, and when it comes."""

    token = SendingField()
    donor = forms.CharField(
        label="Ai cam kết", max_length=220,
        widget=forms.TextInput({"list": "nguoi-ung-ho", "autocomplete": "off"}),
        help_text="Gõ vài chữ rồi chọn, hoặc nhập tên mới.",
    )  # fmt: skip
    amount = MoneyField(
        label="Tổng số tiền, trị giá", max_length=20, required=False,
        widget=forms.TextInput(
            {"inputmode": "numeric", "class": "num", "autocomplete": "off", "maxlength": 20,
             **SAYS_WORDS}
        ),
    )  # fmt: skip
    campaign = forms.ChoiceField(label="Cho đợt", required=False)
    fund = forms.ChoiceField(label="Quỹ", required=False)
    first = DayField(label="Lần đầu hẹn ngày", required=False)
    times = CountField(label="Chia làm mấy lần", max_length=3, required=False)
    every = forms.ChoiceField(label="Cách nhau", choices=EVERY, required=False)
    own = forms.CharField(
        label="Hoặc lịch riêng", max_length=4000, required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Mỗi dòng một lần: 15/12/2026 5.000.000. Ghi ở đây thì không tính ba ô trên.",
    )  # fmt: skip
    goods = forms.CharField(
        label="Hiện vật gì, bao nhiêu", max_length=300, required=False,
        help_text="Chỉ khi cam kết bằng hiện vật; số tiền ở trên là trị giá.",
    )  # fmt: skip
    purpose = forms.CharField(label="Cho việc gì", max_length=300, required=False)
    day = DayField(label="Ngày cam kết")
    kind = forms.ChoiceField(
        label="Người mới là", choices=DonorKind, widget=forms.RadioSelect,
        initial=DonorKind.PERSON, required=False,
    )  # fmt: skip
    is_another = forms.BooleanField(label="Là người khác cùng tên", required=False)

    def clean(self) -> dict[str, Any]:
        """The instalments, from the schedule of her own or from the three fields."""
        told = super().clean() or self.cleaned_data
        self.parts: tuple[Any, ...] = ()
        if told.get("own"):
            found, wrong = read_schedule(told["own"])
            if wrong:
                self.add_error(
                    "own", f"Không đọc được dòng “{wrong[0][:60]}”. Viết ngày rồi số tiền."
                )
            self.parts = tuple(found)
            return told
        times = 1 if told.get("times") is None else told["times"]
        if not 0 < times <= MOST:
            self.add_error("times", f"Chia làm 1 đến {MOST} lần.")
        elif not told.get("first"):
            self.add_error("first", "Nhập ngày hẹn lần đầu, ví dụ 15/12/2026.")
        elif not told.get("amount"):
            self.add_error("amount", "Nhập số tiền lớn hơn 0 đồng.")
        else:
            self.parts = schedule(
                told["amount"], times=times, first=told["first"], months=int(told["every"] or 1)
            )
        return told

    @property
    def somebody(self) -> DonorValues:
        """A donor who is new."""
        told = self.cleaned_data
        kind = DonorKind(told["kind"] or DonorKind.PERSON)
        return DonorValues(kind, told["donor"], is_another=told["is_another"])

    @property
    def value(self) -> PledgeValues:
        """What is promised."""
        told = self.cleaned_data
        return PledgeValues(
            told["day"], self.parts, self.chosen_campaign, told["goods"],
            told["purpose"],
        )  # fmt: skip


class LessenForm(Plain):
    """Less is promised from now on; without an amount nothing more."""

    amount = MoneyField(
        label="Bớt bao nhiêu", max_length=20, required=False,
        help_text="Bỏ trống là rút cả phần chưa thực hiện.",
    )  # fmt: skip
    reason = forms.CharField(label="Lý do", max_length=300)
