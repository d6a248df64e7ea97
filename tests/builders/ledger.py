"""Books for tests: a chapter with an accountant, a cashier and a head, and a restricted fund."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from tests.builders.identity import a_user, a_workplace, an_appointment

from nhanai.base.money import Money
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions
from nhanai.ledger.models import Book, Entry, Fund, FundBalance, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.entries import LineValue
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import BookSource, VoucherKind
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

AT: Final = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
DAY: Final = dt.date(2026, 11, 20)
OPENED: Final = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class Books:
    """A book with one fund, and the people around it."""

    unit: Unit
    book: Book
    fund: Fund
    accountant: User
    cashier: User
    head: User
    leader: User

    def gave(
        self, amount: int, *, day: dt.date = DAY, source: str = "", record: int | None = None
    ) -> Entry:
        """A gift in cash."""
        return actions.post(
            book=self.book, day=day, memo="Ủng hộ", lines=gift(self.fund, amount), source=source,
            record=record, by=self.accountant, at=AT,
        )  # fmt: skip

    def voucher(self, amount: int = 500_000, kind: VoucherKind = VoucherKind.PAYMENT) -> Voucher:
        """A voucher as the accountant records it."""
        account = account_for("aid" if kind == VoucherKind.PAYMENT else "donations")
        said = VoucherValue(
            kind, DAY, Party("Giàng A Páo", "Bản Nậm Tiến"), "Trợ giúp khó khăn", Money(amount),
            account,
        )  # fmt: skip
        return actions.draft_voucher(
            book=self.book, fund=self.fund, said=said, by=self.accountant, at=AT
        )

    @property
    def left(self) -> int:
        """What the fund has."""
        return FundBalance.objects.get(fund=self.fund).amount


def some_books() -> Books:
    """A chapter below a province."""
    province = a_workplace(name="Hội tỉnh", kind=UnitKind.PROVINCE, line=Line.RED_CROSS)
    unit = a_workplace(
        name="Hội xã Bum Tở", kind=UnitKind.CHAPTER, under=province, line=Line.RED_CROSS
    )
    at = {
        role: an_appointment(user=a_user(full_name=name), role=role, unit=place).user
        for role, name, place in (
            (Role.ACCOUNTANT, "Vàng Thị Mẩy", unit), (Role.CASHIER, "Lò Văn Pâng", unit),
            (Role.CHAPTER_HEAD, "Chẻo Láo Sử", unit),
            (Role.PROVINCE_LEADER, "Tao Thị Ún", province),
        )
    }  # fmt: skip
    accountant = at[Role.ACCOUNTANT]
    book = actions.open_book(
        unit=unit, source=BookSource.FUND, opened_on=OPENED, by=accountant, at=AT
    )
    fund = actions.open_fund(
        book=book, code="NĐ", name="Quỹ nhân đạo", purpose="Trợ giúp người nghèo",
        opened_on=OPENED, by=accountant, at=AT,
    )  # fmt: skip
    return Books(
        unit, book, fund, accountant, at[Role.CASHIER], at[Role.CHAPTER_HEAD],
        at[Role.PROVINCE_LEADER],
    )  # fmt: skip


def gift(fund: Fund, amount: int) -> list[LineValue]:
    """The two lines of a gift in cash."""
    return [
        LineValue(account_for("cash"), debit=amount, fund=fund.pk),
        LineValue(account_for("donations"), credit=amount, fund=fund.pk),
    ]


GIVEN: Final = "tests.given"
"""What answers, in tests, for money that leaves without a voucher."""


def aid(fund: Fund, amount: int) -> list[LineValue]:
    """The two lines of money handed out."""
    return [
        LineValue(account_for("aid"), debit=amount, fund=fund.pk),
        LineValue(account_for("cash"), credit=amount, fund=fund.pk),
    ]
