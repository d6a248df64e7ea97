"""A chapter that receives gifts: books, a bank account, a campaign, and who works there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.builders.ledger import AT, DAY, Books, some_books

from nhanai.banking import actions as banking
from nhanai.banking.models import BankAccount, StatementLine
from nhanai.base.money import Money
from nhanai.facts.models import Fact
from nhanai.funds import actions, queries
from nhanai.funds.actions import DonorValues, GiftValues, SpendingValues
from nhanai.funds.actions.campaigns import CampaignValues
from nhanai.funds.models import ContributionCampaign, Donation, Donor, Spending
from nhanai.funds.vocab import CampaignLaw, DonationWay, DonorKind
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Voucher
from nhanai.ledger.rules.vouchers import Party

HEAD = "Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Số dư,Nội dung\n"


@dataclass(frozen=True)
class Giving:
    """Books with a fund, and one campaign that pays into it."""

    books: Books
    campaign: ContributionCampaign

    def gift(
        self,
        amount: int = 500_000,
        *,
        who: Donor | DonorValues | None = None,
        **changed: Any,  # noqa: ANN401 (any part of what is told)
    ) -> Donation:
        """A gift in cash as the accountant writes it down."""
        values: dict[str, Any] = {"way": DonationWay.CASH, "day": DAY, "amount": amount}
        return actions.give(
            fund=self.books.fund, values=GiftValues(**{**values, **changed}), donor=who,
            by=self.books.accountant, at=AT,
        )  # fmt: skip

    def received(self, amount: int = 500_000, **changed: Any) -> Donation:  # noqa: ANN401 (any part of what is told)
        """A gift in cash that the cashier took."""
        return self.taken(self.gift(amount, **changed))

    def taken(self, gift: Donation) -> Donation:
        """The cashier takes it."""
        assert gift.voucher is not None
        ledger.settle_voucher(voucher=gift.voucher, day=gift.day, by=self.books.cashier, at=AT)
        return Donation.objects.get(pk=gift.pk)

    def undone(self, gift: Donation, reason: str = "Ghi nhầm") -> Donation:
        """The accountant asks that a gift in the books be undone, the head approves."""
        asked = actions.propose_undoing(
            donation=gift, reason=reason, by=self.books.accountant, at=AT
        )
        actions.approve_undoing(undoing=asked, by=self.books.leader, at=AT)
        return Donation.objects.get(pk=gift.pk)

    def paid(self, voucher: Voucher | None) -> Voucher:
        """Approved by the head, paid by the cashier."""
        assert voucher is not None
        ledger.approve_voucher(voucher=voucher, by=self.books.leader, at=AT)
        return ledger.settle_voucher(voucher=voucher, by=self.books.cashier, at=AT)

    def spends(self, amount: int, words: str = "Trao quà", **changed: Any) -> Spending:  # noqa: ANN401 (any part of what is told)
        """Money for a purpose, as the accountant drafts it."""
        return actions.spend(
            fund=self.books.fund, values=SpendingValues(words, **changed), amount=Money(amount),
            day=DAY, party=Party("Vàng A Páo"), by=self.books.accountant, at=AT,
        )  # fmt: skip

    def account(self) -> BankAccount:
        """The account of the chapter."""
        return banking.keep_account(
            unit=self.books.unit, bank="970436", number="0011004123999", holder="HOI CTD",
            name="Quỹ nhân đạo", opened_on=dt.date(2026, 1, 5), by=self.books.accountant, at=AT,
        )  # fmt: skip

    def lines(self, *memos: str) -> list[StatementLine]:
        """Lines of a statement, each of 300.000 đồng on the usual day."""
        rows = "".join(
            f"{DAY:%d/%m/%Y},FT{at},,300000,{at * 300000},{memo}\n"
            for at, memo in enumerate(memos, start=1)
        )
        banking.import_statement(
            account=self.account(), data=(HEAD + rows).encode(), file_name="sao-ke.csv",
            by=self.books.accountant, at=AT,
        )  # fmt: skip
        return list(StatementLine.objects.order_by("pk"))

    def told(self, gift: Donation) -> tuple[int, int, int, int]:
        """received, distributed, returned, remaining."""
        way = queries.telling_of(self.books.fund).of(gift.entry_id)
        return way.received, way.distributed, way.returned, way.remaining


def some_giving(law: CampaignLaw = CampaignLaw.DISASTER) -> Giving:
    """The smallest world in which somebody gives."""
    books = some_books()
    values = CampaignValues(
        law, "Ủng hộ đồng bào vùng lũ", "Lời kêu gọi số 12/LKG-HCTĐ", "Hộ mất nhà ở 6 xã vùng lũ",
        dt.date(2026, 9, 10), dt.date(2026, 12, 5), 1_000_000_000,
    )  # fmt: skip
    campaign = actions.launch(fund=books.fund, values=values, by=books.accountant, at=AT)
    return Giving(books, campaign)


def a_company(name: str = "Công ty Hoa Ban") -> DonorValues:
    """An organisation that gives."""
    return DonorValues(DonorKind.ORGANISATION, name)


def a_person(name: str = "Sùng Thị Dua", **changed: Any) -> DonorValues:  # noqa: ANN401 (any part of what is told)
    """A person who gives."""
    return DonorValues(DonorKind.PERSON, name, **changed)


def facts_of(*measures: str) -> list[tuple[str, str, int]]:
    """measure, part, quantity of what is counted, in their order."""
    rows = Fact.objects.filter(measure__code__in=measures).order_by("day", "measure__code", "pk")
    return [(one.measure.code, one.part, int(one.quantity)) for one in rows]
