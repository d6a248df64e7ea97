"""The lines of statements: what waits, and what each was."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.banking import actions, queries
from nhanai.banking.forms import BookForm, FilterForm
from nhanai.banking.models import LineTaking, StatementLine
from nhanai.banking.pages.accounts import printed
from nhanai.banking.permissions import Permission
from nhanai.banking.queries import Filters
from nhanai.banking.rules.booking import LINE
from nhanai.banking.rules.matching import Match
from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund
from nhanai.web.paging import Page, number_from, page_of

MOST_EXPORTED = 20_000


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line in words, with what explains it or what it may be."""

    line: StatementLine
    amount: str
    balance: str
    taking: LineTaking | None
    match: Match | None

    @property
    def comes_in(self) -> bool:
        """Whether money came in."""
        return self.line.amount > 0

    @property
    def accept(self) -> str:
        """The page on which the proposal is accepted, or nothing."""
        if self.match is None or not self.match.expected.href:
            return ""
        href = self.match.expected.href
        return f"{href}{'&' if '?' in href else '?'}dong={self.line.pk}"


@dataclass(frozen=True, slots=True)
class LinesPage:
    """Everything that the list shows."""

    rows: Sequence[LineRow]
    page: Page[StatementLine]
    form: FilterForm
    words: str
    is_narrowed: bool
    may_import: bool


def chosen_of(user: User, asked: QueryDict, *, today: dt.date) -> tuple[FilterForm, Filters]:
    """The form of filters, and what it says; what cannot be read narrows nothing."""
    accounts = queries.accounts_visible_to(user, today=today)[:200]
    form = FilterForm(asked, accounts=[(one.pk, one.name) for one in accounts])
    form.is_valid()
    got = form.cleaned_data
    words = asked.get("q", "")[:200]
    return form, Filters(
        words, got.get("trang_thai", ""), got.get("tai_khoan", ""), got.get("chieu", ""),
        got.get("tu"), got.get("den"),
    )  # fmt: skip


def lines_page(user: User, asked: QueryDict, *, today: dt.date) -> LinesPage:
    """Load the list; the number of queries does not grow with the rows."""
    form, chosen = chosen_of(user, asked, today=today)
    found = queries.filtered(queries.visible_to(user, today=today), chosen)
    page = page_of(
        found.select_related("account__unit"), number=number_from(asked.get("trang")),
        noun="giao dịch",
    )  # fmt: skip
    narrowed = any((chosen.state, chosen.account, chosen.way, chosen.since, chosen.until))
    may = identity.holds(user, Permission.IMPORT, today=today)
    return LinesPage(rows_of(page.rows), page, form, chosen.words, narrowed, may)


def rows_of(lines: Sequence[StatementLine]) -> list[LineRow]:
    """The lines with their explanations, and with proposals where there is none."""
    takings = queries.in_force_of(lines)
    waiting: dict[int, list[StatementLine]] = defaultdict(list)
    for line in lines:
        if line.pk not in takings and line.account.currency == "VND":
            waiting[line.account.unit_id].append(line)
    matches: dict[int, Match] = {}
    for several in waiting.values():
        matches.update(queries.proposals_for(several[0].account.unit, several))
    return [
        LineRow(
            line, printed(line.amount, line.account.currency),
            printed(line.balance, line.account.currency), takings.get(line.pk),
            matches.get(line.pk),
        )
        for line in lines
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinePage:
    """Everything that the page of one line shows."""

    row: LineRow
    unit: str
    past: Sequence[LineTaking]
    may_explain: bool
    funds: Sequence[Fund]
    may_unbook: bool


def line_page(line: StatementLine, user: User, *, today: dt.date) -> LinePage:
    """Load the page."""
    past = line.takings.filter(undone_at__isnull=False).select_related("by", "undone_by")
    rights = identity.rights_of(user, today=today)
    row = rows_of([line])[0]
    may = line.account.unit_id in rights.within(Permission.EXPLAIN)
    funds = queries.bookable_funds(user, line.account.unit_id, today=today) if may else []
    return LinePage(
        row,
        identity.names_of([line.account.unit_id], on=today).get(line.account.unit_id, ""),
        list(past.order_by("-pk")[:20]),
        may,
        funds if line.account.currency == "VND" else [],
        may and row.taking is not None and row.taking.source == LINE,
    )


def settled(
    line: StatementLine, form: BookForm, posted: QueryDict, *, by: User, at: dt.datetime
) -> str:
    """Book the line as the form says, or undo what was booked; what came of it in words."""
    if not form.is_bound:
        actions.unbook_line(line=line, reason=posted.get("ly_do", ""), by=by, at=at)
        return "Đã đảo bút toán; dòng này chờ giải thích lại."
    if not form.is_valid():
        raise actions.CannotExplain("Hãy xem lại những chỗ được đánh dấu.")
    told = form.cleaned_data
    actions.book_line(
        line=line, fund=form.funds[told["fund"]], meaning=told["meaning"], words=told["words"],
        by=by, at=at,
    )  # fmt: skip
    return "Đã ghi sổ."


HEADS = (
    "Ngày", "Tài khoản", "Tiền vào", "Tiền ra", "Số dư sau", "Nội dung", "Số tham chiếu",
    "Tên bên kia", "Tài khoản bên kia", "Mã tìm thấy", "Là gì",
)  # fmt: skip


def cells_of(user: User, asked: QueryDict, *, today: dt.date) -> list[list[str | int | float]]:
    """The filtered list as the cells of a workbook, amounts as numbers."""
    _, chosen = chosen_of(user, asked, today=today)
    found = queries.filtered(queries.visible_to(user, today=today), chosen)
    lines = list(found.select_related("account")[:MOST_EXPORTED])
    takings = queries.in_force_of(lines)
    rows: list[list[str | int | float]] = []
    for line in lines:
        came = float(line.amount) if line.amount > 0 else 0
        went = float(-line.amount) if line.amount < 0 else 0
        taking = takings.get(line.pk)
        rows.append(
            [
                written(line.day), line.account.name, came, went,
                "" if line.balance is None else float(line.balance), line.memo, line.reference,
                line.party, line.party_account, line.codes, taking.words if taking else "",
            ]
        )  # fmt: skip
    return rows
