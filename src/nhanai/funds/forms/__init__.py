"""Shape and spelling of what is entered about gifts."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.urls import reverse_lazy

from nhanai.activities.forms.fields import CountField, MoneyField
from nhanai.base.errors import Refused
from nhanai.base.money import Money
from nhanai.funds.actions import DonorValues, SpendingValues
from nhanai.funds.actions.campaigns import CampaignValues
from nhanai.funds.models import ContributionCampaign
from nhanai.funds.rules.foreign import CURRENCIES, Foreign
from nhanai.funds.vocab import CampaignLaw, DonationWay, DonorKind, Naming
from nhanai.ledger.models import Fund
from nhanai.ledger.rules.vouchers import Party
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, NumberField, SendingField, offer

KNOWN: Final = re.compile(r"\(số (\d{1,9})\)\s*$")
"""How an offered donor ends, so that she is known again."""
SAYS_WORDS: Final = {
    "hx-get": reverse_lazy("ledger:in-words"), "hx-target": "#bang-chu",
    "hx-trigger": "input changed delay:300ms",
}  # fmt: skip


class Plain(forms.Form):
    """A form whose fields have ids of their own."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id="quy-%s", label_suffix="")

    def blame(self, refusal: Refused) -> Refused:
        """Put each finding beside its field; the same refusal is told above."""
        for finding in refusal.findings:
            if finding.where in self.fields:
                self.add_error(finding.where, finding.message)
        return refusal


class DonorForm(Plain):
    """Who gives, and for which campaign or fund; `donor`, `campaign` and `fund` are fields."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, funds: Sequence[tuple[Fund, str]],
        campaigns: Sequence[ContributionCampaign], initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.funds = {str(one.pk): one for one, _ in funds}
        self.campaigns = {str(one.pk): one for one in campaigns}
        offer(
            self, "campaign",
            [*((key, one.name) for key, one in self.campaigns.items()), ("", "không theo đợt nào")],
        )  # fmt: skip
        offer(self, "fund", [(str(one.pk), words) for one, words in funds])

    @property
    def chosen_campaign(self) -> ContributionCampaign | None:
        """The campaign chosen."""
        return self.campaigns.get(self.cleaned_data.get("campaign") or "")

    @property
    def chosen_fund(self) -> Fund | None:
        """The fund: that of the campaign where one is chosen."""
        campaign = self.chosen_campaign
        return campaign.fund if campaign else self.funds.get(self.cleaned_data.get("fund") or "")

    @property
    def known(self) -> int | None:
        """The number of the donor who was offered and chosen."""
        found = KNOWN.search(self.cleaned_data.get("donor") or "")
        return int(found[1]) if found else None


class GiftForm(DonorForm):
    """A gift in the fewest keystrokes: amount, who, enter."""

    token = SendingField()
    amount = MoneyField(
        label="Số tiền", max_length=20, required=False,
        widget=forms.TextInput(
            {"inputmode": "numeric", "class": "num", "autocomplete": "off", "maxlength": 20,
             "autofocus": True, **SAYS_WORDS}
        ),
    )  # fmt: skip
    donor = forms.CharField(
        label="Ai ủng hộ", max_length=220, required=False,
        widget=forms.TextInput({"list": "nguoi-ung-ho", "autocomplete": "off"}),
        help_text="Gõ vài chữ rồi chọn, hoặc nhập tên mới. Bỏ trống nếu không để lại tên.",
    )  # fmt: skip
    campaign = forms.ChoiceField(label="Cho đợt", required=False)
    fund = forms.ChoiceField(label="Quỹ", required=False)
    way = forms.ChoiceField(
        label="Bằng", widget=forms.RadioSelect, initial=DonationWay.CASH,
        choices=[(one.value, one.label) for one in (DonationWay.CASH, DonationWay.GOODS)],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Người mới là", choices=DonorKind, widget=forms.RadioSelect,
        initial=DonorKind.PERSON, required=False,
    )  # fmt: skip
    currency = forms.ChoiceField(
        label="Ngoại tệ", required=False, choices=[("", "không, là tiền Việt Nam")]
        + [(one, one) for one in CURRENCIES],
    )  # fmt: skip
    foreign = NumberField(label="Số ngoại tệ", max_length=20, required=False)
    rate = NumberField(
        label="Tỷ giá", max_length=20, required=False,
        help_text="Bao nhiêu đồng cho một, ví dụ 25.410. Số đồng ở trên được tính từ đây.",
    )  # fmt: skip
    goods = forms.CharField(
        label="Hiện vật gì, bao nhiêu", max_length=300, required=False,
        help_text="Chỉ khi ủng hộ hiện vật: 100 chăn ấm. Số tiền ở trên là trị giá. Hàng đã nhập và"
        " ghi sổ ở trang Kho thì không ghi lại ở đây.",
    )  # fmt: skip
    purpose = forms.CharField(label="Cho việc gì", max_length=300, required=False)
    day = DayField(label="Ngày")
    naming = forms.ChoiceField(label="Khi công khai", choices=Naming, required=False)
    other_name = forms.CharField(label="Tên khác để nêu", max_length=120, required=False)
    abroad = forms.BooleanField(label="Người mới ở nước ngoài", required=False)
    is_another = forms.BooleanField(label="Là người khác cùng tên", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, funds: Sequence[tuple[Fund, str]],
        campaigns: Sequence[ContributionCampaign], initial: Mapping[str, Any] | None = None,
        from_bank: str = "", of_pledge: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(data, funds=funds, campaigns=campaigns, initial=initial)
        said = ("way", "goods", "amount", "day") if from_bank else ()
        who = ("donor", "campaign", "fund", "kind", "naming", "other_name", "abroad", "is_another")
        for name in (*said, *(who if of_pledge else ())):
            del self.fields[name]
        self.from_bank = from_bank
        for name in ("currency", "foreign") if from_bank else ():
            del self.fields[name]
        if from_bank == "VND":
            del self.fields["rate"]
        if of_pledge and from_bank:
            del self.fields["purpose"]

    def foreign_told(self, of_line: Decimal | None = None) -> Foreign | None:
        """What was given in another currency, in the statement or as it was typed; None for đồng.

        What was not typed is nought, which the act refuses with its reason.
        """
        told = self.cleaned_data
        currency = self.from_bank if of_line is not None else told.get("currency") or ""
        if currency in {"", "VND"}:
            return None
        amount = told.get("foreign") if of_line is None else of_line
        return Foreign(currency, amount or Decimal(0), told.get("rate") or Decimal(0))

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What each gift needs, after the amount."""
        before = ("rate",) if self.from_bank else ()
        wanted = (*before, "donor", "campaign", "fund", "way", "day")
        return [self[name] for name in wanted if name in self.fields]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What some gifts need besides."""
        wanted = (
            *(() if self.from_bank else ("currency", "foreign", "rate")),
            *("kind", "naming", "other_name", "goods", "purpose", "abroad", "is_another"),
        )
        return [self[name] for name in wanted if name in self.fields]

    @property
    def somebody(self) -> DonorValues | None:
        """A donor who is new; None without a name."""
        data = self.cleaned_data
        if not data.get("donor"):
            return None
        return DonorValues(
            DonorKind(data.get("kind") or DonorKind.PERSON), data["donor"],
            Naming(data.get("naming") or Naming.NAMED), data["other_name"],
            abroad=data["abroad"], is_another=data["is_another"],
        )  # fmt: skip


class CampaignForm(Plain):
    """What an appeal says."""

    name = forms.CharField(label="Tên đợt vận động", max_length=200)
    law = forms.ChoiceField(label="Theo quy định", choices=CampaignLaw, widget=forms.RadioSelect)
    fund = forms.ChoiceField(label="Nhận vào quỹ")
    appeal = forms.CharField(label="Văn bản kêu gọi (số, ngày)", max_length=300)
    area = forms.CharField(label="Giúp ai, ở đâu", max_length=300)
    launched_on = DayField(label="Phát động ngày")
    receives_until = DayField(label="Tiếp nhận đến hết ngày")
    goal = MoneyField(label="Mục tiêu", max_length=20, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, funds: Sequence[tuple[Fund, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.funds = {str(one.pk): one for one, _ in funds}
        offer(self, "fund", [(str(one.pk), words) for one, words in funds])

    @property
    def value(self) -> CampaignValues:
        """The campaign as it was entered."""
        data = self.cleaned_data
        return CampaignValues(
            CampaignLaw(data["law"]), data["name"], data["appeal"], data["area"],
            data["launched_on"], data["receives_until"], data["goal"] or 0,
        )  # fmt: skip


class SpendForm(Plain):
    """Money that a fund pays for its purpose."""

    amount = MoneyField(
        label="Số tiền", max_length=20,
        widget=forms.TextInput(
            {"inputmode": "numeric", "class": "num", "autocomplete": "off", "maxlength": 20,
             **SAYS_WORDS}
        ),
    )  # fmt: skip
    words = forms.CharField(
        label="Chi cho việc gì", max_length=200,
        help_text="Người ủng hộ sẽ đọc câu này; không ghi tên người nhận.",
    )  # fmt: skip
    campaign = forms.ChoiceField(label="Cho đợt", required=False)
    commune = forms.ChoiceField(label="Ở xã", required=False)
    households = CountField(label="Số hộ được giúp", max_length=9, required=False)
    party = forms.CharField(label="Người nhận tiền để chi", max_length=200)
    day = DayField(label="Ngày lập")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, campaigns: Sequence[ContributionCampaign],
        communes: Sequence[tuple[Unit, str]], initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.campaigns = {str(one.pk): one for one in campaigns}
        self.communes = {str(unit.pk): unit for unit, _ in communes}
        offer(
            self, "campaign",
            [("", "không theo đợt nào"), *((key, one.name) for key, one in self.campaigns.items())],
        )  # fmt: skip
        offer(
            self, "commune",
            [("", "không riêng xã nào"), *((str(unit.pk), name) for unit, name in communes)],
        )  # fmt: skip

    @property
    def value(self) -> SpendingValues:
        """What the public reads of it."""
        data = self.cleaned_data
        return SpendingValues(
            data["words"], self.campaigns.get(data["campaign"]), self.communes.get(data["commune"]),
            data["households"],
        )  # fmt: skip

    @property
    def money(self) -> Money:
        """How much."""
        return Money(self.cleaned_data["amount"])

    @property
    def to(self) -> Party:
        """Who gets the money in her hand."""
        return Party(self.cleaned_data["party"])


class DescribeForm(SpendForm):
    """What an outflow was for that was posted in the books alone."""

    entry = forms.ChoiceField(label="Khoản chi trong sổ")
    field_order = ("entry", "words", "campaign", "commune", "households")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, campaigns: Sequence[ContributionCampaign],
        communes: Sequence[tuple[Unit, str]], entries: Sequence[tuple[int, str]],
    ) -> None:  # fmt: skip
        super().__init__(data, campaigns=campaigns, communes=communes)
        for name in ("amount", "party", "day"):
            del self.fields[name]
        offer(self, "entry", [(str(key), words) for key, words in entries])


class ReturnForm(Plain):
    """A gift goes back."""

    amount = MoneyField(label="Số tiền trả lại", max_length=20)
    reason = forms.CharField(label="Lý do trả lại", max_length=300)


class NamingForm(Plain):
    """How a donor wishes to be named."""

    naming = forms.ChoiceField(label="Khi công khai", choices=Naming)
    other_name = forms.CharField(label="Tên khác để nêu", max_length=120, required=False)
