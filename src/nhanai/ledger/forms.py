"""Shape and spelling of what is entered into books."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.urls import reverse_lazy

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.money import Money
from nhanai.ledger.models import Book, Fund
from nhanai.ledger.rules.chart import ChartAccount, account_for, chart
from nhanai.ledger.rules.vouchers import GIVES, Party, VoucherValue
from nhanai.ledger.vocab import AccountKind, BookSource, VoucherKind, VoucherState
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, MoneyField, SendingField, offer

NO_FUND = "Không thuộc quỹ nào"


class Plain(forms.Form):
    """A form whose fields have ids of their own, so that several stand on one page."""

    prefix_of_ids = "f"

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(
            data, initial=dict(initial or {}), auto_id=f"{self.prefix_of_ids}-%s", label_suffix=""
        )

    def blame(self, refusal: Refused) -> Refused:
        """Say beside each field what the act found there; what is left stands above the form."""
        rest = []
        for finding in refusal.findings:
            if finding.where in self.fields:
                self.add_error(finding.where, finding.message)
            else:
                rest.append(replace(finding, where=None))
        return Refused(refusal.message, rest)


class VoucherForm(Plain):
    """A receipt or a payment in as few fields as it needs."""

    prefix_of_ids = "pt"
    token = SendingField()
    amount = MoneyField(
        label="Số tiền", max_length=30, error_messages={"required": "Nhập số tiền."}
    )
    party_name = forms.CharField(
        max_length=200, widget=forms.TextInput({"list": "nguoi", "autocomplete": "off"})
    )
    content = forms.CharField(
        max_length=500, widget=forms.TextInput({"list": "noi-dung", "autocomplete": "off"})
    )
    account = forms.ChoiceField(label="Khoản")
    fund = forms.ChoiceField(label="Quỹ", required=False)
    place = forms.ChoiceField(label="Bằng", widget=forms.RadioSelect)
    day = DayField(label="Ngày lập")
    party_address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    party_paper = forms.CharField(
        label="Số giấy tờ", max_length=60, required=False, help_text="Căn cước, giấy giới thiệu…"
    )
    attached = forms.CharField(
        label="Chứng từ kèm theo", max_length=200, required=False,
        help_text="Ví dụ: 01 danh sách ký nhận.",
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, kind: VoucherKind, funds: Sequence[Fund],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.kind, self.funds = kind, {str(fund.pk): fund for fund in funds}
        gives = kind in GIVES
        self.fields["party_name"].label = "Chi cho ai" if gives else "Thu của ai"
        self.fields["content"].label = "Chi việc gì" if gives else "Thu về việc gì"
        self.fields["party_name"].error_messages["required"] = "Nhập họ tên hoặc tên đơn vị."
        self.fields["content"].error_messages["required"] = "Nhập nội dung."
        offer(self, "account", [(one.code, one.name) for one in purposes(kind)])
        named = [(key, f"{one.name} (còn {numbers.show_dong(one.balance.amount)})") for key, one in
                 self.funds.items()]  # fmt: skip
        offer(self, "fund", [*named, ("", NO_FUND)])
        offer(
            self, "place", [(account_for("cash"), "Tiền mặt"), (account_for("bank"), "Ngân hàng")]
        )
        self.fields["amount"].widget.attrs |= {
            "hx-get": reverse_lazy("ledger:in-words"), "hx-target": "#bang-chu",
            "hx-trigger": "input changed delay:300ms",
        }  # fmt: skip

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What each voucher needs, after the amount."""
        return [self[name] for name in ("party_name", "content", "account", "fund", "place", "day")]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What some vouchers need besides."""
        return [self[name] for name in ("party_address", "party_paper", "attached")]

    @property
    def has_more(self) -> bool:
        """Whether something stands in those already, or is wrong there."""
        return any(one.value() or one.errors for one in self.more_fields)

    @property
    def chosen_fund(self) -> Fund | None:
        """The fund chosen."""
        return self.funds.get(self.cleaned_data["fund"])

    @property
    def value(self) -> VoucherValue:
        """The voucher as it was entered."""
        data = self.cleaned_data
        party = Party(data["party_name"], data["party_address"], data["party_paper"])
        return VoucherValue(
            self.kind, data["day"], party, data["content"], Money(data["amount"]),
            data["account"], data["place"], data["attached"],
        )  # fmt: skip


def purposes(kind: VoucherKind) -> list[ChartAccount]:
    """What money may be taken or paid for: income or expense first, then what is owed."""
    first = AccountKind.EXPENSE if kind in GIVES else AccountKind.INCOME
    goods = {account_for("goods-donations"), account_for("goods-aid"), account_for("loss")}
    owed = [account_for(use) for use in ("advance", "receivable", "payable", "entrusted")]
    named = [one for one in chart().values() if one.kind == first and one.code not in goods]
    return [*named, *(chart()[code] for code in owed)]


class PicksForm(Plain):
    """Which sending of a worklist this is."""

    token = SendingField()


class ReasonForm(Plain):
    """Why something is refused, dropped, undone."""

    prefix_of_ids = "vi"
    reason = forms.CharField(
        label="Lý do", max_length=400, error_messages={"required": "Nhập lý do."}
    )


class DaysForm(Plain):
    """Which days are shown."""

    prefix_of_ids = "loc"
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    @property
    def range(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day; a day that is none does not narrow."""
        self.full_clean()
        data = getattr(self, "cleaned_data", {})
        return data.get("tu"), data.get("den")


class CashBookForm(DaysForm):
    """Which days of which money are shown."""

    tien = forms.ChoiceField(label="Tiền", required=False)
    quy = forms.ChoiceField(label="Quỹ", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, funds: Sequence[Fund]) -> None:
        super().__init__(data)
        offer(self, "tien", [(account_for("cash"), "Tiền mặt"), (account_for("bank"), "Ngân hàng")])
        offer(self, "quy", [("", "Mọi quỹ"), *((str(one.pk), one.name) for one in funds)])


class VouchersForm(DaysForm):
    """Which vouchers are shown."""

    loai = forms.ChoiceField(
        label="Loại", required=False, choices=[("", "Mọi loại"), *VoucherKind.choices]
    )
    buoc = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Mọi tình trạng"), *VoucherState.choices]
    )


class BookForm(Plain):
    """A new book of a unit."""

    prefix_of_ids = "so"
    unit = forms.ChoiceField(label="Đơn vị")
    source = forms.ChoiceField(label="Nguồn", choices=BookSource)
    opened_on = DayField(label="Mở từ ngày")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, places: Sequence[tuple[Unit, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.units = {str(unit.pk): unit for unit, _ in places}
        offer(self, "unit", [(str(unit.pk), name) for unit, name in places])


class FundForm(Plain):
    """A new fund of a book."""

    prefix_of_ids = "quy"
    name = forms.CharField(
        label="Tên quỹ", max_length=200, error_messages={"required": "Nhập tên quỹ."}
    )
    code = forms.CharField(
        label="Mã ngắn", max_length=20, help_text="Ví dụ: NĐ.",
        error_messages={"required": "Nhập mã ngắn của quỹ."},
    )  # fmt: skip
    purpose = forms.CharField(
        label="Mục đích", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    restricted = forms.BooleanField(label="Chỉ dùng cho mục đích này", required=False, initial=True)
    parent = forms.ChoiceField(label="Thuộc quỹ", required=False)
    opened_on = DayField(label="Mở từ ngày")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, funds: Sequence[Fund],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.parents = {str(fund.pk): fund for fund in funds}
        offer(
            self, "parent", [("", "Không"), *((key, one.name) for key, one in self.parents.items())]
        )

    def told(self) -> dict[str, Any]:
        """What was entered, the fund above as itself."""
        return {**self.cleaned_data, "parent": self.parents.get(self.cleaned_data["parent"])}


class FundEndForm(Plain):
    """Which empty fund is closed, from when on."""

    prefix_of_ids = "dong"
    fund = forms.ChoiceField(label="Quỹ", error_messages={"required": "Chọn quỹ."})
    on = DayField(label="Ngày cuối")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, funds: Sequence[Fund],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.funds = {str(one.pk): one for one in funds}
        offer(self, "fund", [(key, one.name) for key, one in self.funds.items()])


class ClosingForm(Plain):
    """Up to which day a book is closed."""

    prefix_of_ids = "khoa"
    through = DayField(label="Khóa đến hết ngày")


class ReopeningForm(Plain):
    """From which day on a book is open again, and why."""

    prefix_of_ids = "mo"
    through = DayField(
        label="Vẫn khóa đến hết ngày", required=False,
        help_text="Bỏ trống là mở lại mọi ngày.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do mở lại", max_length=400, error_messages={"required": "Nhập lý do mở lại."}
    )


class OpeningForm(Plain):
    """What a fund had when its book was begun."""

    prefix_of_ids = "dau"
    token = SendingField()
    day = DayField(label="Ngày")
    fund = forms.ChoiceField(label="Quỹ", required=False)
    cash = MoneyField(label="Tiền mặt", required=False, max_length=30)
    bank = MoneyField(label="Tiền gửi ngân hàng", required=False, max_length=30)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, book: Book, funds: Sequence[Fund]
    ) -> None:
        first = funds[0].pk if funds else ""
        super().__init__(data, initial={"day": book.opened_on, "fund": first})
        self.funds = {str(fund.pk): fund for fund in funds}
        offer(self, "fund", [*((key, one.name) for key, one in self.funds.items()), ("", NO_FUND)])


class MovingForm(Plain):
    """Money that moves between cash and bank, or from one fund to another."""

    prefix_of_ids = "chuyen"
    token = SendingField()
    amount = MoneyField(
        label="Số tiền", max_length=30, error_messages={"required": "Nhập số tiền."}
    )
    gives = forms.ChoiceField(label="Từ")
    gets = forms.ChoiceField(label="Sang")
    content = forms.CharField(
        label="Nội dung", max_length=400, error_messages={"required": "Nhập nội dung."}
    )
    day = DayField(label="Ngày")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, places: Sequence[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        offer(self, "gives", places)
        offer(self, "gets", places)


class TransferForm(Plain):
    """Money for a fund of another book."""

    prefix_of_ids = "sang"
    token = SendingField()
    amount = MoneyField(
        label="Số tiền", max_length=30, error_messages={"required": "Nhập số tiền."}
    )
    fund = forms.ChoiceField(label="Từ quỹ", required=False)
    to = forms.ChoiceField(
        label="Cho quỹ của sổ khác", error_messages={"required": "Chọn quỹ nhận."}
    )
    place = forms.ChoiceField(label="Bằng", widget=forms.RadioSelect)
    content = forms.CharField(
        label="Nội dung", max_length=500, error_messages={"required": "Nhập nội dung."}
    )
    day = DayField(label="Ngày lập")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, funds: Sequence[Fund],
        others: Sequence[tuple[Fund, str]], initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.funds = {str(one.pk): one for one in funds}
        self.others = {str(one.pk): one for one, _ in others}
        offer(self, "fund", [*((key, one.name) for key, one in self.funds.items()), ("", NO_FUND)])
        offer(self, "to", [(str(one.pk), name) for one, name in others])
        offer(
            self, "place", [(account_for("bank"), "Ngân hàng"), (account_for("cash"), "Tiền mặt")]
        )
