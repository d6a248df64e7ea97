"""Books of the demo: a year of receipts and payments of the province and three chapters."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction
from django.utils.timezone import get_current_timezone

from nhanai.base.money import Money
from nhanai.identity.models import User
from nhanai.ledger import actions
from nhanai.ledger.actions import Opening
from nhanai.ledger.models import Book, Fund
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import BookSource, VoucherKind
from nhanai.units.models import Unit

OFFICE: Final = "lc-hoi-tinh"
OWN: Final = "lc-hoi-xa-03478-2025"
"""The chapter with an accountant and a cashier of its own; the office keeps the others' books."""
CHAPTERS: Final = (OWN, "lc-hoi-xa-03487-2025", "lc-hoi-xa-03388-2025")
BEGUN: Final = dt.date(2026, 1, 1)
CLOSED_THROUGH: Final = dt.date(2026, 6, 30)
TODAY: Final = dt.date(2026, 11, 24)
"""Until this day, or the day of loading where that comes first."""


@dataclass(frozen=True, slots=True)
class Said:
    """One voucher as it is told: month and day, whether it leaves, thousands of đồng, who, what."""

    day: tuple[int, int]
    use: str
    thousands: int
    party: str
    content: str
    place: str = "cash"


_PROVINCE: Final = (
    Said((1, 12), "donations", 45_000, "Công ty TNHH Chè Tam Đường", "Ủng hộ Tết Nhân ái", "bank"),
    Said((1, 16), "boxes", 3_860, "Hòm quỹ bến xe khách", "Mở hòm quỹ quý IV năm 2025"),
    Said((1, 28), "aid", 36_000, "60 hộ nghèo xã Sìn Hồ", "Trao tiền Tết Nhân ái", "bank"),
    Said((2, 20), "donations", 12_000, "Trường THPT chuyên Lê Quý Đôn", "Ủng hộ Quỹ nhân đạo"),
    Said((3, 9), "running", 850, "Cửa hàng in Minh Đức", "In biên lai, giấy chứng nhận"),
    Said((4, 14), "aid", 5_000, "Gia đình anh Lò Văn Chựa", "Hỗ trợ nhà cháy"),
    Said((5, 8), "donations", 30_000, "Câu lạc bộ Thiện nguyện Tâm Sáng", "Tháng Nhân đạo", "bank"),
    Said((5, 25), "aid", 18_000, "12 địa chỉ nhân đạo", "Trợ giúp Tháng Nhân đạo", "bank"),
    Said((6, 19), "interest", 412, "Ngân hàng", "Lãi tiền gửi quý II", "bank"),
    Said((7, 22), "aid", 15_000, "Gia đình bị lũ quét xã Nậm Pì", "Cứu trợ khẩn cấp"),
    Said((8, 18), "donations", 60_000, "Đoàn thiện nguyện Hà Nội", "Ủng hộ vùng lũ quét", "bank"),
    Said((9, 15), "aid", 24_000, "8 gia đình xã Nậm Pì", "Hỗ trợ làm lại nhà", "bank"),
    Said((10, 6), "running", 1_200, "Bưu điện tỉnh", "Cước gửi hàng cứu trợ"),
    Said((11, 10), "donations", 9_500, "Bà Nguyễn Thị Hòa", "Ủng hộ nồi cháo nhân ái"),
)  # fmt: skip
_CHAPTER: Final = (
    Said((1, 18), "donations", 4_200, "Cán bộ, công chức xã", "Ủng hộ Tết Nhân ái"),
    Said((1, 30), "aid", 3_000, "6 hộ nghèo trong xã", "Trao quà Tết"),
    Said((3, 12), "boxes", 640, "Hòm quỹ trạm y tế", "Mở hòm quỹ quý I"),
    Said((5, 19), "donations", 2_500, "Nhà hàng Cao nguyên", "Tháng Nhân đạo"),
    Said((6, 3), "aid", 1_000, "Gia đình chị Sùng Thị Dính", "Trợ giúp ốm đau"),
    Said((8, 27), "donations", 1_800, "Trường tiểu học xã", "Ủng hộ đồng bào lũ quét"),
    Said((10, 14), "aid", 1_500, "Gia đình ông Phàn A Sểnh", "Hỗ trợ nhà tốc mái"),
)  # fmt: skip
_WAITING: Final = (
    Said((11, 20), "donations", 1_250, "Cửa hàng Hoa Mai", "Ủng hộ Tết Nhân ái 2027"),
    Said((11, 21), "aid", 900, "Gia đình bà Lý Thị Xoa", "Trợ giúp tai nạn"),
    Said((11, 22), "aid", 600, "Gia đình anh Giàng A Lử", "Trợ giúp ốm đau"),
)  # fmt: skip
_FAMILIES: Final = (
    ("Gia đình bà Tẩn Mý Lai", "Gia đình anh Quàng Văn Ón"),
    ("Gia đình chị Lù Thị Xoan", "Gia đình ông Hạng A Vừ"),
)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who records, who approves, who takes and pays."""

    records: User
    approves: User
    settles: User


def everything(*, at: dt.datetime) -> None:
    """Make the books that are not there yet."""
    people = {user.username: user for user in User.objects.filter(is_active=True)}
    office = Hands(people["ketoan"], people["lanhdao"], people["thuquy"])
    own = Hands(people["ketoan-xa"], people["hoixa-truong"], people["thuquy-xa"])
    units = {unit.key: unit for unit in Unit.objects.filter(key__in=[OFFICE, *CHAPTERS])}
    last = min(at.date(), TODAY)
    if OFFICE in units:
        a_book(units[OFFICE], office, _PROVINCE, cash=8_000, bank=120_000, last=last)
        _dues(units[OFFICE], office, last)
    for key in CHAPTERS:
        if key in units:
            hands = own if key == OWN else office
            told = (*_CHAPTER, *_WAITING) if key == OWN else _elsewhere(CHAPTERS.index(key))
            a_book(units[key], hands, told, cash=2_000, bank=0, last=last)


def _elsewhere(place: int) -> tuple[Said, ...]:
    """A like year of another chapter, with amounts and families of its own."""
    families = iter(_FAMILIES[place - 1])
    return tuple(
        replace(
            said, thousands=said.thousands * (9 + 2 * place) // 10,
            party=next(families) if said.party.startswith("Gia đình") else said.party,
        )
        for said in _CHAPTER
    )  # fmt: skip


@transaction.atomic
def a_book(
    unit: Unit, hands: Hands, told: Sequence[Said], *, cash: int, bank: int, last: dt.date
) -> None:
    """The book of gifts with a fund and its year, whole or not at all."""
    if Book.objects.filter(unit=unit, source=BookSource.FUND).exists() or last < BEGUN:
        return
    by, at = hands.records, _moment(BEGUN)
    book = actions.open_book(unit=unit, source=BookSource.FUND, opened_on=BEGUN, by=by, at=at)
    fund = actions.open_fund(
        book=book, code="NĐ", name="Quỹ nhân đạo", purpose="Trợ giúp người có hoàn cảnh khó khăn",
        opened_on=BEGUN, by=by, at=at,
    )  # fmt: skip
    had = Opening(fund, BEGUN, cash * 1000, bank * 1000)
    actions.open_balances(book=book, said=had, by=by, at=at)
    for said in told:
        _voucher(book, fund, hands, said, last)
    if last > CLOSED_THROUGH:
        day = _moment(CLOSED_THROUGH + dt.timedelta(days=6))
        actions.close_book(book=book, through=CLOSED_THROUGH, by=by, at=day)


@transaction.atomic
def _dues(unit: Unit, hands: Hands, last: dt.date) -> None:
    """The book of dues, with one receipt."""
    if Book.objects.filter(unit=unit, source=BookSource.DUES).exists() or last < BEGUN:
        return
    at = _moment(BEGUN)
    book = actions.open_book(
        unit=unit, source=BookSource.DUES, opened_on=BEGUN, by=hands.records, at=at
    )
    fund = actions.open_fund(
        book=book, code="HP", name="Hội phí", purpose="Hội phí các cơ sở nộp lên",
        opened_on=BEGUN, by=hands.records, at=at,
    )  # fmt: skip
    said = Said((6, 24), "dues", 7_350, "Các Hội cơ sở", "Hội phí 6 tháng đầu năm", "bank")
    _voucher(book, fund, hands, said, last)


def _voucher(book: Book, fund: Fund, hands: Hands, said: Said, last: dt.date) -> None:
    """One voucher on its way: what was told lately still waits."""
    day = BEGUN.replace(month=said.day[0], day=said.day[1])
    if day > last:
        return
    leaves, waits = said.use in {"aid", "running"}, said in _WAITING
    value = VoucherValue(
        VoucherKind.PAYMENT if leaves else VoucherKind.RECEIPT, day, Party(said.party),
        said.content, Money(said.thousands * 1000), account_for(said.use),
        account_for(said.place),
    )  # fmt: skip
    at = _moment(day)
    voucher = actions.draft_voucher(book=book, fund=fund, said=value, by=hands.records, at=at)
    if leaves and said != _WAITING[-1]:
        voucher = actions.approve_voucher(
            voucher=voucher, by=hands.approves, at=at + dt.timedelta(hours=2)
        )
    if not waits:
        actions.settle_voucher(voucher=voucher, by=hands.settles, at=at + dt.timedelta(hours=4))


def _moment(day: dt.date) -> dt.datetime:
    """Nine in the morning of that day."""
    return dt.datetime.combine(day, dt.time(9), get_current_timezone())
