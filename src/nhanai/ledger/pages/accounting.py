"""Cash book, ledger of an account, journal, trial balance, one entry."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger import queries
from nhanai.ledger.forms import CashBookForm, DaysForm
from nhanai.ledger.models import Book, Entry, EntryLine
from nhanai.ledger.permissions import Permission
from nhanai.ledger.queries import Narrowing, Sums
from nhanai.ledger.rules.chart import ChartAccount, account_for, chart
from nhanai.ledger.vocab import AccountKind
from nhanai.units import queries as units
from nhanai.web.paging import Page, number_from, page_of

MOST_EXPORTED = 20_000


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an account, with what was left after it."""

    line: EntryLine
    left: int

    @property
    def label(self) -> str:
        """The number of its voucher, or of its entry."""
        return self.line.entry.voucher.label if self.voucher else f"BT {self.line.entry.number}"

    @property
    def voucher(self) -> int | None:
        """The voucher behind it."""
        found = getattr(self.line.entry, "voucher", None)
        return found.pk if found else None

    @property
    def party(self) -> str:
        """Who gave or received."""
        return self.line.party


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Everything that the cash book or the ledger of an account shows."""

    book: Book
    unit: str
    account: ChartAccount
    rows: Sequence[LineRow]
    page: Page[EntryLine]
    sums: Sums
    words: str
    form: DaysForm
    is_narrowed: bool
    days: str
    """Which days are shown, in words."""

    @property
    def turns(self) -> bool:
        """Whether the account counts the other way: what is owed, what came in."""
        return turns(self.account)

    @property
    def before(self) -> int:
        """What there was before those days."""
        return -self.sums.before if self.turns else self.sums.before

    @property
    def after(self) -> int:
        """What there is after them."""
        return -self.sums.after if self.turns else self.sums.after


def turns(account: ChartAccount) -> bool:
    """Whether more of it stands on the right."""
    return account.kind in {AccountKind.LIABILITY, AccountKind.CAPITAL, AccountKind.INCOME}


def cash_book_page(book: Book, asked: QueryDict, *, today: dt.date) -> AccountPage:
    """The cash book, or the book of the bank."""
    form = CashBookForm(asked, funds=list(book.funds.order_by("code")))
    return _account_page(book, _money_asked(form), asked, form, today)


def account_page(book: Book, account: str, asked: QueryDict, *, today: dt.date) -> AccountPage:
    """The ledger of any account."""
    return _account_page(book, account, asked, DaysForm(asked), today)


def _money_asked(form: CashBookForm) -> str:
    form.full_clean()
    return form.cleaned_data.get("tien") or account_for("cash")


def _account_page(
    book: Book, account: str, asked: QueryDict, form: DaysForm, today: dt.date
) -> AccountPage:
    lines, to = asked_lines(book, account, asked, form)
    found = queries.narrowed(lines, to)
    page = page_of(found, number=number_from(asked.get("trang")), noun="dòng")
    left = queries.left_after(lines, [one.pk for one in page.rows])
    sign = -1 if turns(chart()[account]) else 1
    rows = [LineRow(one, sign * left[one.pk]) for one in page.rows]
    narrowed = any(asked.get(name) for name in form.fields)
    return AccountPage(
        book, units.name_on(book.unit, today), chart()[account], rows, page,
        queries.sums_of(lines, to), to.words, form, narrowed, days_in_words(to),
    )  # fmt: skip


def asked_lines(
    book: Book, account: str, asked: QueryDict, form: DaysForm
) -> tuple[QuerySet[EntryLine], Narrowing]:
    """The lines of the account, and what the address narrows them to."""
    first, last = form.range
    fund = asked.get("quy", "")
    lines = queries.lines_of_account(book, account)
    if fund.isdecimal() and len(fund) < 12:
        lines = lines.filter(fund=int(fund))
    return lines, Narrowing(first, last, asked.get("q", "")[:200])


def days_in_words(to: Narrowing) -> str:
    """`từ 01/01/2026 đến 31/3/2026`, or nothing for all days."""
    parts = [f"{word} {written(day)}" for word, day in (("từ", to.first), ("đến", to.last)) if day]
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Export:
    """A table to take along: a name for the file, heads, cells."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int]]


CASH_HEADS = ("Ngày", "Số chứng từ", "Người nộp, nhận", "Nội dung", "Quỹ", "Thu (đồng)",
              "Chi (đồng)", "Tồn (đồng)")  # fmt: skip


def cash_book_export(book: Book, asked: QueryDict) -> Export:
    """The same rows, the oldest first as on paper."""
    form = CashBookForm(asked, funds=list(book.funds.order_by("code")))
    account = _money_asked(form)
    lines, to = asked_lines(book, account, asked, form)
    return Export("so-quy", CASH_HEADS, _cells(lines, to, sign=1))


ACCOUNT_HEADS = ("Ngày", "Số chứng từ", "Người nộp, nhận", "Nội dung", "Quỹ", "Nợ (đồng)",
                 "Có (đồng)", "Số dư (đồng)")  # fmt: skip


def account_export(book: Book, account: str, asked: QueryDict) -> Export:
    """The ledger of an account, the oldest first."""
    lines, to = asked_lines(book, account, asked, DaysForm(asked))
    sign = -1 if turns(chart()[account]) else 1
    return Export(f"so-cai-{account}", ACCOUNT_HEADS, _cells(lines, to, sign=sign))


def _cells(lines: QuerySet[EntryLine], to: Narrowing, *, sign: int) -> list[list[str | int]]:
    found = list(queries.narrowed(lines, to).reverse()[:MOST_EXPORTED])
    left = queries.left_after(lines, [one.pk for one in found])
    rows = [LineRow(one, sign * left[one.pk]) for one in found]
    return [
        [
            written(row.line.entry.day), row.label, row.party, row.line.entry.memo,
            row.line.fund.name if row.line.fund else "", row.line.debit, row.line.credit, row.left,
        ]
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Everything that the accountant's journal shows."""

    book: Book
    unit: str
    page: Page[Entry]
    words: str
    form: DaysForm
    is_narrowed: bool
    may_record: bool


def journal_page(book: Book, user: User, asked: QueryDict, *, today: dt.date) -> JournalPage:
    """Load the journal."""
    form = DaysForm(asked)
    first, last = form.range
    to = Narrowing(first, last, asked.get("q", "")[:200])
    page = page_of(
        queries.entries_in(book, to), number=number_from(asked.get("trang")), noun="bút toán"
    )
    within = identity.rights_of(user, today=today).within(Permission.RECORD)
    return JournalPage(
        book, units.name_on(book.unit, today), page, to.words, form, bool(first or last),
        book.unit_id in within,
    )  # fmt: skip


JOURNAL_HEADS = ("Số", "Ngày", "Nội dung", "Tài khoản", "Tên tài khoản", "Quỹ", "Nợ (đồng)",
                 "Có (đồng)")  # fmt: skip


def journal_export(book: Book, asked: QueryDict) -> Export:
    """The journal line by line, the oldest entry first."""
    first, last = DaysForm(asked).range
    to = Narrowing(first, last, asked.get("q", "")[:200])
    rows: list[list[str | int]] = [
        [
            entry.number, written(entry.day), entry.memo, line.account, chart()[line.account].name,
            line.fund.name if line.fund else "", line.debit, line.credit,
        ]
        for entry in queries.entries_in(book, to).reverse()[:MOST_EXPORTED]
        for line in entry.lines.all()
    ]  # fmt: skip
    return Export("nhat-ky-chung", JOURNAL_HEADS, rows)


SIDES = ("Dư đầu nợ", "Dư đầu có", "Phát sinh nợ", "Phát sinh có", "Dư cuối nợ", "Dư cuối có")


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of the trial balance, each sum on its side."""

    account: ChartAccount
    sums: Sums

    @property
    def sides(self) -> tuple[int, int, int, int, int, int]:
        """Before, in and after the days: left and right of each."""
        before, after = self.sums.before, self.sums.after
        return (
            max(before, 0), max(-before, 0), self.sums.debit, self.sums.credit, max(after, 0),
            max(-after, 0),
        )  # fmt: skip

    @property
    def labelled(self) -> Sequence[tuple[str, int]]:
        """Each sum with its head."""
        return list(zip(SIDES, self.sides, strict=True))


@dataclass(frozen=True, slots=True)
class TrialPage:
    """Everything that the trial balance shows."""

    book: Book
    unit: str
    rows: Sequence[AccountRow]
    total: tuple[int, ...]
    form: DaysForm
    is_narrowed: bool
    days: str

    @property
    def labelled(self) -> Sequence[tuple[str, int]]:
        """The sum of each column with its head."""
        return list(zip(SIDES, self.total, strict=True))

    @property
    def is_balanced(self) -> bool:
        """Whether left and right are the same everywhere."""
        return self.total[0::2] == self.total[1::2]


def trial_page(book: Book, asked: QueryDict, *, today: dt.date) -> TrialPage:
    """Load the trial balance."""
    form = DaysForm(asked)
    to = Narrowing(*form.range)
    rows = _account_rows(book, to)
    total = tuple(sum(column) for column in zip(*(row.sides for row in rows), strict=True))
    return TrialPage(
        book, units.name_on(book.unit, today), rows, total or (0,) * 6, form,
        bool(to.first or to.last), days_in_words(to),
    )  # fmt: skip


def _account_rows(book: Book, to: Narrowing) -> list[AccountRow]:
    found = queries.sums_by_account(book, to)
    return [AccountRow(one, found[one.code]) for one in chart().values() if one.code in found]


TRIAL_HEADS = ("Tài khoản", "Tên", *SIDES)


def trial_export(book: Book, asked: QueryDict) -> Export:
    """The trial balance as a table."""
    rows = _account_rows(book, Narrowing(*DaysForm(asked).range))
    return Export(
        "can-doi", TRIAL_HEADS, [[row.account.code, row.account.name, *row.sides] for row in rows]
    )


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything that the page of one entry shows."""

    entry: Entry
    unit: str
    lines: Sequence[tuple[EntryLine, ChartAccount]]
    reversal: Entry | None
    voucher: int | None
    may_reverse: bool


def entry_page(entry: Entry, user: User, *, today: dt.date) -> EntryPage:
    """Load the page."""
    rights = identity.rights_of(user, today=today)
    within = rights.within(Permission.RECORD) | rights.within(Permission.APPROVE)
    reversal = Entry.objects.filter(reverses=entry).first()
    lines = [(one, chart()[one.account]) for one in entry.lines.select_related("fund")]
    voucher = getattr(entry, "voucher", None)
    own = voucher is not None and user.pk in {voucher.recorded_by_id, voucher.settled_by_id}
    may = entry.book.unit_id in within and reversal is None and entry.reverses_id is None
    return EntryPage(
        entry, units.name_on(entry.book.unit, today), lines, reversal,
        voucher.pk if voucher else None, may and not own,
    )  # fmt: skip
