"""Vouchers: the form, the worklists, the list, and one with its way."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger import queries
from nhanai.ledger.forms import PicksForm, VoucherForm, VouchersForm
from nhanai.ledger.models import Book, Voucher
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules.chart import account_for, band_on, chart
from nhanai.ledger.rules.vouchers import GIVES
from nhanai.ledger.vocab import VoucherKind, VoucherState
from nhanai.units import queries as units
from nhanai.web.paging import Page, number_from, page_of

REMEMBERED = 40
"""So many of the last vouchers are looked through for names and words to offer."""
TONES = {
    VoucherState.PROPOSED: "hand", VoucherState.APPROVED: "run", VoucherState.SETTLED: "ok",
    VoucherState.REFUSED: "bad", VoucherState.CANCELLED: "", VoucherState.REVERSED: "bad",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """One voucher in words."""

    voucher: Voucher
    unit: str

    @property
    def leaves(self) -> bool:
        """Whether money or goods leave."""
        return self.voucher.kind in GIVES

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return TONES[VoucherState(self.voucher.state)]

    @property
    def state(self) -> str:
        """Its state as said of this kind."""
        return state_of(self.voucher)

    @property
    def purpose(self) -> str:
        """What for, as the chart names it."""
        return chart()[self.voucher.account].name

    @property
    def place(self) -> str:
        """Where the money lies."""
        return chart()[self.voucher.place].name


def state_of(voucher: Voucher) -> str:
    """`Chờ chi`, `Đã thu`: said of money or goods that come or leave."""
    verbs = {"RECEIPT": "thu", "PAYMENT": "chi", "GOODS_IN": "nhập", "GOODS_OUT": "xuất"}
    match voucher.state:
        case VoucherState.APPROVED:
            return f"Chờ {verbs[voucher.kind]}"
        case VoucherState.SETTLED:
            return f"Đã {verbs[voucher.kind]}"
        case _:
            return VoucherState(voucher.state).label


def rows_of(vouchers: Sequence[Voucher], today: dt.date) -> list[VoucherRow]:
    """Each with the name of its unit, in one query."""
    names = units.names_on({one.book.unit_id for one in vouchers}, today)
    return [VoucherRow(one, names.get(one.book.unit_id, one.book.unit.key)) for one in vouchers]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything that the form of a voucher shows."""

    book: Book
    unit: str
    kind: VoucherKind
    form: VoucherForm
    parties: Sequence[str]
    contents: Sequence[str]

    @property
    def leaves(self) -> bool:
        """Whether it is a payment."""
        return self.kind in GIVES


def entry_page(
    book: Book, kind: VoucherKind, user: User, data: QueryDict | None, *, today: dt.date
) -> EntryPage:
    """The form, begun as she last filled it; what was written lately is offered again."""
    funds = list(book.funds.filter(closed_on=None).select_related("balance").order_by("code"))
    rows = Voucher.objects.filter(book=book, kind=kind).order_by("-pk")
    lately = list(rows[:REMEMBERED])
    mine = next((one for one in lately if one.recorded_by_id == user.pk), None)
    begun: dict[str, object] = {
        "day": today, "place": account_for("cash"),
        "fund": str(funds[0].pk) if funds else "",
    }  # fmt: skip
    if mine is not None:
        begun |= {"fund": str(mine.fund_id or ""), "account": mine.account, "place": mine.place}
    form = VoucherForm(data, kind=kind, funds=funds, initial=begun)
    return EntryPage(
        book, units.name_on(book.unit, today), kind, form,
        list(dict.fromkeys(one.party_name for one in lately)),
        list(dict.fromkeys(one.content for one in lately)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Vouchers that wait for her, several of which she settles or approves at once."""

    rows: Sequence[VoucherRow]
    page: Page[Voucher]
    words: str
    form: PicksForm
    limit: str
    picked: frozenset[int]


def work_page(
    waiting: QuerySet[Voucher], asked: QueryDict, *, today: dt.date,
    picked: frozenset[int] = frozenset(),
) -> WorkPage:  # fmt: skip
    """Load a worklist."""
    words = asked.get("q", "")[:200]
    found = queries.with_words(waiting, words)
    page = page_of(found, number=number_from(asked.get("trang")), noun="chứng từ")
    return WorkPage(
        rows_of(page.rows, today), page, words, PicksForm(), limit_in_words(today), picked
    )


def limit_in_words(today: dt.date) -> str:
    """Up to what the head of a unit approves, and whether that was verified."""
    band = band_on(today)
    if band is None:
        return ""
    said = f"{band.up_to // 1_000_000} triệu đồng"
    return said if band.is_verified else f"{said} (mức tạm, chưa kiểm chứng)"


@dataclass(frozen=True, slots=True)
class VouchersPage:
    """Everything that the list of vouchers shows."""

    rows: Sequence[VoucherRow]
    page: Page[Voucher]
    words: str
    form: VouchersForm
    is_narrowed: bool


def vouchers_page(user: User, asked: QueryDict, *, today: dt.date) -> VouchersPage:
    """Load the list."""
    form = VouchersForm(asked)
    found = found_vouchers(user, asked, form, today=today)
    page = page_of(found, number=number_from(asked.get("trang")), noun="chứng từ")
    narrowed = any(asked.get(name) for name in form.fields)
    return VouchersPage(rows_of(page.rows, today), page, asked.get("q", "")[:200], form, narrowed)


def found_vouchers(
    user: User, asked: QueryDict, form: VouchersForm, *, today: dt.date
) -> QuerySet[Voucher]:
    """What the address asks for, of what she may see."""
    found = queries.with_words(queries.vouchers_of(user, today=today), asked.get("q", "")[:200])
    first, last = form.range
    for value, look in (
        (form.cleaned_data.get("loai"), "kind"), (form.cleaned_data.get("buoc"), "state"),
        (first, "day__gte"), (last, "day__lte"),
    ):  # fmt: skip
        found = found.filter(**{look: value}) if value else found
    book = asked.get("so", "")
    return found.filter(book=int(book)) if book.isdecimal() and len(book) < 12 else found


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a voucher: what was done, by whom, when."""

    words: str
    who: str
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class VoucherPage:
    """Everything that the page of one voucher shows."""

    row: VoucherRow
    steps: Sequence[Step]
    next: str
    may_approve: bool
    may_settle: bool
    may_cancel: bool

    @property
    def voucher(self) -> Voucher:
        """The voucher."""
        return self.row.voucher


def voucher_page(voucher: Voucher, user: User, *, today: dt.date) -> VoucherPage:
    """Load the page."""
    within = identity.rights_of(user, today=today).within(Permission.RECORD)
    waits = voucher.state in {VoucherState.PROPOSED, VoucherState.APPROVED}
    return VoucherPage(
        rows_of([voucher], today)[0], list(_steps(voucher)), _next(voucher),
        queries.to_approve(user, today=today).filter(pk=voucher.pk).exists(),
        queries.to_settle(user, today=today).filter(pk=voucher.pk).exists(),
        waits and voucher.book.unit_id in within,
    )  # fmt: skip


def _steps(voucher: Voucher) -> list[Step]:
    took = "Nhận, chi" if voucher.state == VoucherState.REVERSED else state_of(voucher)
    found = (
        ("Lập", voucher.recorded_by, voucher.recorded_at),
        ("Duyệt", voucher.approved_by, voucher.approved_at),
        (took, voucher.settled_by, voucher.settled_at),
    )
    return [Step(words, who.full_name, at) for words, who, at in found if who is not None]


def _next(voucher: Voucher) -> str:
    """Who is to do what next."""
    match voucher.state:
        case VoucherState.PROPOSED:
            return "Chờ người có quyền duyệt chi; không phải người lập."
        case VoucherState.APPROVED:
            return "Chờ thủ quỹ; không phải người lập hoặc duyệt."
        case _:
            return ""
