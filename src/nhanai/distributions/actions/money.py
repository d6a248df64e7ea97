"""Money and goods for a list: asked of the books and the store, and what came back of them."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from nhanai.base.money import Money
from nhanai.distributions.actions.holding import (
    CannotDistribute,
    check_may,
    check_state,
    held_quota,
)
from nhanai.distributions.models import GiftMove, Quota
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.money import LIST, RETURN, has_left, is_back, voucher_of
from nhanai.distributions.rules.picking import Lying, Wanted, picked
from nhanai.distributions.vocab import QuotaState
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import VoucherKind
from nhanai.stock import actions as stock
from nhanai.stock.actions import Goods
from nhanai.stock.actions.keeping import Told
from nhanai.stock.models import Holding, Slip
from nhanai.units.queries import name_on

_WHO: Final = "Người nhận theo danh sách ký nhận"


@transaction.atomic
def ask_for_money(*, quota: Quota, by: User, at: dt.datetime) -> Voucher:
    """Draft the payment of an approved list from the round's fund; it names nobody."""
    row = held_quota(quota.pk)
    fund = row.round.fund
    check_state(row, QuotaState.APPROVED)
    if fund is None:
        raise CannotDistribute("Đợt này không chi từ quỹ nào.")
    if voucher_of(LIST, row.pk) is not None:
        raise CannotDistribute(
            "Danh sách này đã có phiếu chi. Bỏ phiếu ấy trước khi lập phiếu mới."
        )
    said = VoucherValue(
        VoucherKind.PAYMENT, localdate(at), Party(_WHO), _content(row),
        Money(row.sent * row.round.worth), account_for("aid"),
        attached=f"Danh sách ký nhận, {row.sent} suất", source=LIST, record=row.pk,
    )  # fmt: skip
    return ledger.draft_voucher(book=fund.book, fund=fund, said=said, by=by, at=at)


def _content(row: Quota, what: str = "") -> str:
    where = name_on(row.unit, row.round.on)
    return f"{what}{row.round.name}, {where}"[:500]


@transaction.atomic
def send_goods(*, quota: Quota, by: User, at: dt.datetime) -> Slip:
    """Give the goods of an approved list out of the round's warehouse, what expires first."""
    row = held_quota(quota.pk)
    check_may(by, Permission.RUN, row.round.unit, localdate(at))
    check_state(row, QuotaState.APPROVED)
    round_ = row.round
    if round_.warehouse is None:
        raise CannotDistribute("Đợt này không xuất từ kho nào.")
    if has_left(row):
        raise CannotDistribute("Hàng của danh sách này đã xuất rồi.")
    wanted = [
        Wanted(one.folded, one.name, one.unit_of_measure, one.quantity * row.sent)
        for one in round_.items.all()
    ]
    lots, findings = picked(wanted, _lying(row), today=localdate(at))
    if findings:
        raise CannotDistribute("Chưa xuất được hàng.", findings)
    told = Told(localdate(at), _content(row), name_on(row.unit, round_.on), LIST, row.pk)
    slip = stock.give_out(warehouse=round_.warehouse, lots=lots, told=told, by=by, at=at)
    row.paid_on = localdate(at)
    row.save(update_fields=["paid_on"])
    record(
        verb="distributions.goods_sent", subject=round_, by=by, at=at, new={"gifts": row.sent},
        unit_key=row.unit.key,
    )  # fmt: skip
    return slip


def _lying(row: Quota) -> list[Lying]:
    """What may be used for the round: nothing that is kept for another campaign or purpose."""
    round_ = row.round
    free = Q(lot__campaign=None) | Q(lot__campaign=round_.campaign_id or 0)
    rows = Holding.objects.filter(free, warehouse=round_.warehouse, quantity__gt=0)
    rows = rows.filter(lot__purpose="").select_related("lot__item")
    return [
        Lying(one.lot_id, one.lot.item.folded, one.quantity, one.lot.expires_on) for one in rows
    ]


@transaction.atomic
def book_return(*, move: GiftMove, by: User, at: dt.datetime) -> None:
    """Take what was returned back into the fund or the warehouse that it came from."""
    row = held_quota(move.quota_id)
    found = GiftMove.objects.select_related("quota__round").get(pk=move.pk)
    if found.to_id is not None:
        raise CannotDistribute("Quà này chuyển sang đơn vị khác, không trả về quỹ, kho.")
    if is_back(found):
        raise CannotDistribute("Đã ghi nhận lại rồi, hoặc đợt này không từ quỹ, kho nào.")
    fund, warehouse = row.round.fund, row.round.warehouse
    if fund is not None:
        said = VoucherValue(
            VoucherKind.RECEIPT, localdate(at), Party(name_on(row.unit, row.round.on)),
            _content(row, "Thu lại quà chưa trao: "), Money(found.gifts * row.round.worth),
            account_for("aid"), attached=f"{found.gifts} suất", source=RETURN, record=found.pk,
        )  # fmt: skip
        ledger.draft_voucher(book=fund.book, fund=fund, said=said, by=by, at=at)
        return
    if warehouse is None:
        raise CannotDistribute("Đợt này không xuất từ kho nào.")
    goods = [_goods(row, found.gifts, item.pk) for item in row.round.items.all()]
    told = Told(
        localdate(at), _content(row, "Nhập lại quà chưa trao: "),
        name_on(row.unit, row.round.on), RETURN, found.pk,
    )  # fmt: skip
    stock.receive(warehouse=warehouse, goods=goods, told=told, by=by, at=at)


def _goods(row: Quota, gifts: int, key: int) -> Goods:
    """The goods as they went out; of several lots the day that expires first."""
    item = row.round.items.get(pk=key)
    slip = Slip.objects.filter(source=LIST, record=row.pk, reverses=None).order_by("-pk").first()
    lots = [
        one.lot for one in slip.lines.select_related("lot__item")
        if one.lot.item.folded == item.folded
    ] if slip else []  # fmt: skip
    days = [lot.expires_on for lot in lots if lot.expires_on]
    return Goods(
        item.name, item.unit_of_measure, item.quantity * gifts, min(days, default=None),
        lots[0].value if len(lots) == 1 else None, row.round.campaign,
        giver=lots[0].giver if len(lots) == 1 else row.round.giver,
    )  # fmt: skip


def begin() -> None:
    """From now on hear of every entry of a list."""
    ledger.follow(LIST, follow_entry)


def follow_entry(entry: Entry) -> None:
    """Note the day on which the money left; it is not taken back once gifts were handed over."""
    if entry.record is None:
        return
    row = held_quota(entry.record)
    if entry.reverses_id is not None and row.given_on is not None:
        raise CannotDistribute(
            "Quà của danh sách này đã trao. Ghi quà chưa trao là trả lại, rồi lập phiếu thu."
        )
    if entry.reverses_id is None and row.state != QuotaState.APPROVED:
        raise CannotDistribute("Danh sách của phiếu chi này không còn chờ trao.")
    row.paid_on = entry.day if entry.reverses_id is None else None
    row.save(update_fields=["paid_on"])


def check_sent(row: Quota) -> None:
    """Refuse to hand over what has not left the fund or the warehouse."""
    if not has_left(row):
        raise CannotDistribute(
            "Chưa xuất hàng khỏi kho cho danh sách này."
            if row.round.warehouse_id
            else "Thủ quỹ chưa chi phiếu chi của danh sách này."
        )
