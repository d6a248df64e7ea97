"""One slip, on the screen and on paper."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.timezone import localdate

from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.money import Money
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Entry, Fund
from nhanai.paper.values import (
    Align,
    Block,
    Column,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from nhanai.stock import actions, queries
from nhanai.stock.models import Slip, SlipLine
from nhanai.stock.permissions import Permission
from nhanai.stock.rules.moving import plain
from nhanai.stock.vocab import SlipKind
from nhanai.units.queries import name_on

NAMES = {
    SlipKind.IN: "Phiếu nhập kho", SlipKind.OUT: "Phiếu xuất kho",
    SlipKind.MOVE: "Phiếu chuyển kho",
    SlipKind.COUNT: "Biên bản kiểm kê kho", SlipKind.LOSS: "Biên bản hao hụt, hỏng",
    SlipKind.REVERSAL: "Phiếu hủy",
}  # fmt: skip
SYMBOLS = {
    SlipKind.IN: "PNK", SlipKind.OUT: "PXK", SlipKind.MOVE: "PCK", SlipKind.COUNT: "BBKK",
    SlipKind.LOSS: "BBHH", SlipKind.REVERSAL: "PH",
}  # fmt: skip


BOOKED = frozenset({SlipKind.IN, SlipKind.OUT, SlipKind.LOSS, SlipKind.COUNT})
"""Slips that stand in the books where goods have a value."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line in words."""

    line: SlipLine
    change: str
    left: str
    worth: str


@dataclass(frozen=True, slots=True)
class SlipPage:
    """Everything that the page of one slip shows."""

    slip: Slip
    name: str
    unit: str
    rows: Sequence[LineRow]
    total: str
    reversal: Slip | None
    may_reverse: bool
    entry: Entry | None
    funds: Sequence[Fund]


def slip_page(slip: Slip, user: User, *, today: dt.date) -> SlipPage:
    """Load the page."""
    lines = lines_of(slip)
    reversal = Slip.objects.filter(reverses=slip).first()
    may = slip.warehouse.unit_id in identity.rights_of(user, today=today).within(Permission.KEEP)
    total = worth(lines)
    entry = queries.standing_entry(slip)
    is_bookable = bool(total) and reversal is None and entry is None and slip.kind in BOOKED
    unit = slip.warehouse.unit_id
    funds = queries.bookable_funds(user, unit, today=today) if is_bookable else []
    return SlipPage(
        slip, NAMES[SlipKind(slip.kind)], name_on(slip.warehouse.unit, slip.day),
        [_row(one) for one in lines], str(total) if total else "", reversal,
        may and reversal is None and slip.kind != SlipKind.REVERSAL, entry, funds,
    )  # fmt: skip


def settled(slip: Slip, posted: QueryDict, *, by: User, at: dt.datetime) -> tuple[Slip, str]:
    """Book the slip, or reverse it; which slip to show then, and what came of it in words."""
    if "fund" not in posted:
        reason = posted.get("ly_do", "")
        made = actions.reverse(slip=slip, reason=reason, by=by, at=at)
        return made, "Đã hủy phiếu; tồn kho trở lại như trước."
    funds = queries.bookable_funds(by, slip.warehouse.unit_id, today=localdate(at))
    fund = {str(one.pk): one for one in funds}.get(posted.get("fund", ""))
    if fund is None:
        raise actions.CannotKeep("Chọn quỹ để ghi sổ.")
    entry = actions.book_slip(slip=slip, fund=fund, by=by, at=at)
    return slip, f"Đã ghi sổ, bút toán {entry.number}."


def lines_of(slip: Slip) -> list[SlipLine]:
    """The lines with everything that is shown of them."""
    return list(slip.lines.select_related("lot__item", "lot__campaign", "warehouse").order_by("pk"))


def worth(lines: Sequence[SlipLine]) -> Money:
    """What the goods of known value are worth, moved out of one place only once."""
    several = {one.warehouse_id for one in lines}
    counted = [one for one in lines if len(several) == 1 or one.change < 0]
    return Money(sum(int((one.lot.value or 0) * abs(one.change)) for one in counted))


def _row(one: SlipLine) -> LineRow:
    value = one.lot.value
    return LineRow(
        one, f"{'+' * (one.change > 0)}{numbers.show(plain(one.change))}",
        numbers.show(plain(one.left)),
        "" if value is None else numbers.show_dong(int(value * abs(one.change))),
    )  # fmt: skip


def paper_of(slip: Slip) -> OfficialPaper:
    """The slip to be printed and signed: who, what, how much, worth, in words."""
    kind, lines = SlipKind(slip.kind), lines_of(slip)
    owner = name_on(slip.warehouse.unit, slip.day)
    total = worth(lines)
    before = [f"Kho: {slip.warehouse.name}" + (f" đến {slip.to.name}" if slip.to else "") + "."]
    if slip.party:
        before.append(f"Người giao, nhận: {slip.party}.")
    before.append(f"Lý do: {slip.reason}.")
    after = []
    if total:
        after.append(f"Tổng trị giá hàng có đơn giá: {total} ({total.in_words}).")
    if any(one.lot.value is None for one in lines):
        after.append("Hàng không có đơn giá được ghi theo số lượng.")
    body: tuple[Block, ...] = (
        *map(_plain, before), _table(lines), *map(_plain, after), _signing(slip)
    )  # fmt: skip
    return OfficialPaper(
        kind=NAMES[kind],
        letterhead=Letterhead(owner),
        symbol=SYMBOLS[kind],
        place=slip.warehouse.place.rsplit(",", 1)[-1].strip()[:60],
        subject=slip.reason[:120],
        body=body,
        signature=Signature(("NGƯỜI LẬP PHIẾU",), slip.by.full_name),
        recipients=("Các bên ký tên", "Lưu: sổ kho"),
        number=str(slip.number),
        day=slip.day,
    )


def _table(lines: Sequence[SlipLine]) -> Table:
    columns = (
        Column("STT", 0.07, Align.CENTER), Column("Mặt hàng, lô", 0.37), Column("ĐVT", 0.1),
        Column("Số lượng", 0.14, Align.RIGHT), Column("Đơn giá (đồng)", 0.15, Align.RIGHT),
        Column("Thành tiền (đồng)", 0.17, Align.RIGHT),
    )  # fmt: skip
    return Table(columns, tuple(_cells(at, one) for at, one in enumerate(lines, start=1)))


def _cells(place: int, one: SlipLine) -> tuple[str, ...]:
    lot = one.lot
    name = f"{lot.item.name}, lô {lot.pk}"
    name += f", hạn dùng {written(lot.expires_on)}" if lot.expires_on else ""
    name += f" ({one.warehouse.name})" if one.slip.to_id else ""
    name += f"; {one.reason}" if one.reason else ""
    value = "" if lot.value is None else numbers.show(lot.value)
    whole = "" if lot.value is None else numbers.show(int(lot.value * abs(one.change)))
    return (
        str(place), name, lot.item.unit_of_measure, numbers.show(plain(one.change)), value, whole
    )  # fmt: skip


def _signing(slip: Slip) -> Table:
    """Room for those who sign beside the writer."""
    columns = (
        Column("Người giao", 0.34, Align.CENTER), Column("Người nhận", 0.33, Align.CENTER),
        Column("Thủ kho", 0.33, Align.CENTER),
    )  # fmt: skip
    return Table(columns, (*[(" ", " ", " ")] * 3, (" ", " ", slip.warehouse.keeper or " ")))


def _plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))
