"""A round of gifts: begun, ended, called off."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities.models import Campaign
from nhanai.aid.vocab import GiftKind
from nhanai.base import numbers
from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.distributions.actions.holding import CannotDistribute, check_may, held_round
from nhanai.distributions.models import GiftItem, GiftRound, Quota
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.rounds import balances_of
from nhanai.distributions.vocab import GiftProgramme, GiftRoundState, QuotaState
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.ledger.models import Fund
from nhanai.sending.actions import once
from nhanai.stock.models import Warehouse
from nhanai.units.models import Unit

MOST_GIFTS: Final = 10**7
MOST_WORTH: Final = 10**10


@dataclass(frozen=True, slots=True)
class ItemTold:
    """Goods of one gift: so much of it, worth so many đồng together."""

    name: str
    quantity: Decimal
    unit_of_measure: str
    worth: int


@dataclass(frozen=True, slots=True)
class RoundValues:
    """What a round says. Without `worth` the items tell it; without `what` they are named."""

    name: str
    programme: GiftProgramme
    kind: GiftKind
    gifts: int
    list_due_on: dt.date
    on: dt.date
    settle_due_on: dt.date
    worth: int = 0
    what: str = ""
    items: Sequence[ItemTold] = ()
    giver: str = ""
    organisers: str = ""
    campaign: Campaign | None = None
    fund: Fund | None = None
    warehouse: Warehouse | None = None

    @property
    def described(self) -> str:
        """What one gift is: `10 kg Gạo, 1 chai Dầu ăn` where nothing else was said."""
        parts = [
            f"{numbers.show(one.quantity.normalize())} {one.unit_of_measure} {one.name}"
            for one in self.items
        ]
        return single_spaced(self.what) or ", ".join(parts)[:200]

    @property
    def valued(self) -> int:
        """What one gift is worth, in đồng."""
        return self.worth or sum(one.worth for one in self.items)


@transaction.atomic
def start_round(
    *, unit: Unit, values: RoundValues, token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> GiftRound:
    """Begin a round that `unit` runs; sent twice it is made once."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    check_may(by, Permission.RUN, unit, localdate(at))
    findings = list(_faults(unit, values))
    if findings:
        raise CannotDistribute("Chưa lập được đợt trao quà, còn chỗ cần sửa.", findings)
    made = once(
        lambda: [_made(unit, values, by=by, at=at).pk], token=token, act="distributions.round",
        content=[unit.key, repr(values)], by=by, at=at,
    )  # fmt: skip
    return GiftRound.objects.select_related("unit").get(pk=made[0])


def _made(unit: Unit, values: RoundValues, *, by: User, at: dt.datetime) -> GiftRound:
    name = single_spaced(values.name)
    same = ("programme", "kind", "gifts", "list_due_on", "on", "settle_due_on", "campaign", "fund",
            "warehouse")  # fmt: skip
    round_ = GiftRound.objects.create(
        unit=unit, name=name, folded=fold(f"{name} {values.described} {values.giver}")[:400],
        what=values.described, worth=values.valued, giver=single_spaced(values.giver),
        organisers=single_spaced(values.organisers), state=GiftRoundState.OPEN, made_by=by,
        made_at=at, **{field: getattr(values, field) for field in same},
    )  # fmt: skip
    GiftItem.objects.bulk_create(
        GiftItem(
            round=round_, name=single_spaced(one.name), folded=fold(one.name),
            quantity=one.quantity, unit_of_measure=single_spaced(one.unit_of_measure),
            worth=one.worth,
        )
        for one in values.items
    )  # fmt: skip
    new = {"gifts": round_.gifts, "worth": round_.worth, "on": round_.on}
    record(
        verb="distributions.round_started", subject=round_, by=by, at=at, new=new,
        unit_key=unit.key,
    )  # fmt: skip
    return round_


_LENGTHS: Final = {"name": ("Tên đợt", 200), "what": ("Mỗi suất gồm", 200),
                   "giver": ("Nguồn", 200), "organisers": ("Đơn vị tổ chức", 300)}  # fmt: skip


def _faults(unit: Unit, said: RoundValues) -> Iterator[Finding]:
    if not single_spaced(said.name):
        yield Finding("round-name", "Đặt tên cho đợt trao quà.", where="name")
    for field, (label, most) in _LENGTHS.items():
        if len(getattr(said, field)) > most:
            yield Finding("long", f"{label} dài quá {most} ký tự, hãy viết gọn lại.", where=field)
    if not said.described:
        yield Finding("round-what", "Ghi mỗi suất gồm gì.", where="what")
    if not 0 < said.gifts <= MOST_GIFTS:
        yield Finding("round-gifts", "Ghi tổng số suất, lớn hơn 0.", where="gifts")
    if not 0 < said.valued <= MOST_WORTH:
        yield Finding("round-worth", "Ghi trị giá mỗi suất, lớn hơn 0 đồng.", where="worth")
    items = sum(one.worth for one in said.items)
    if said.items and said.worth and said.worth != items:
        message = (
            f"Các mặt hàng cộng lại {numbers.show_dong(items)}, khác trị giá mỗi suất. Sửa một"
            " trong hai, hoặc để trống trị giá mỗi suất."
        )
        yield Finding("round-worth-items", message, where="worth")
    if len({fold(one.name) for one in said.items}) != len(said.items):
        yield Finding("round-item-twice", "Có mặt hàng ghi hai lần.", where="items")
    if said.list_due_on > said.on:
        message = "Hạn nộp danh sách không sau ngày trao."
        yield Finding("round-days", message, where="list_due_on")
    if said.settle_due_on < said.on:
        message = "Hạn quyết toán không trước ngày trao."
        yield Finding("round-days", message, where="settle_due_on")
    yield from _faults_of_source(unit, said)


def _faults_of_source(unit: Unit, said: RoundValues) -> Iterator[Finding]:
    if said.kind == GiftKind.SERVICE:
        yield Finding("round-kind", "Quà là tiền hoặc hiện vật.", where="kind")
    if said.kind == GiftKind.MONEY and (said.items or said.warehouse):
        message = "Quà bằng tiền thì không ghi mặt hàng, không xuất từ kho."
        yield Finding("round-money-items", message, where="items")
    if said.fund and (said.kind != GiftKind.MONEY or said.fund.book.unit_id != unit.pk):
        message = "Chỉ quà bằng tiền mới chi từ quỹ, và từ quỹ của đơn vị lập đợt."
        yield Finding("round-fund", message, where="fund")
    if said.warehouse and not said.items:
        message = "Xuất từ kho thì ghi từng mặt hàng của một suất, tên như trong kho."
        yield Finding("round-items", message, where="items")
    if said.warehouse and said.warehouse.unit_id != unit.pk:
        yield Finding("round-warehouse", "Chọn kho của đơn vị lập đợt.", where="warehouse")


@transaction.atomic
def close_round(*, round_: GiftRound, by: User, at: dt.datetime) -> GiftRound:
    """End the round: every list that was approved is handed over, and nothing is left over."""
    row = held_round(round_.pk)
    check_may(by, Permission.RUN, row.unit, localdate(at))
    quotas = list(Quota.objects.filter(round=row))
    balances = balances_of(quotas)
    waiting = sum(
        1 for one in quotas
        if one.state in {QuotaState.SUBMITTED, QuotaState.APPROVED, QuotaState.GIVEN}
        or balances[one.pk].left
    )  # fmt: skip
    if waiting:
        raise CannotDistribute(
            f"Còn {waiting} đơn vị chưa trao xong hoặc còn quà dư. Quyết toán từng nơi trước khi"
            " kết thúc đợt."
        )
    return _ended(row, GiftRoundState.CLOSED, "", by=by, at=at)


@transaction.atomic
def cancel_round(*, round_: GiftRound, reason: str, by: User, at: dt.datetime) -> GiftRound:
    """Call the round off, while no list of it is approved."""
    row = held_round(round_.pk)
    check_may(by, Permission.RUN, row.unit, localdate(at))
    reason = single_spaced(reason)
    if not reason or len(reason) > 300:
        raise CannotDistribute("Ghi ngắn gọn vì sao hủy đợt trao quà.")
    early = (QuotaState.LISTING, QuotaState.SUBMITTED)
    if Quota.objects.filter(round=row).exclude(state__in=early).exists():
        raise CannotDistribute("Đã có danh sách được duyệt, không hủy được cả đợt nữa.")
    return _ended(row, GiftRoundState.CANCELLED, reason, by=by, at=at)


def _ended(
    row: GiftRound, state: GiftRoundState, reason: str, *, by: User, at: dt.datetime
) -> GiftRound:
    row.state, row.reason = state, reason
    row.save(update_fields=["state", "reason"])
    closed = state == GiftRoundState.CLOSED
    verb = "distributions.round_closed" if closed else "distributions.round_cancelled"
    record(verb=verb, subject=row, by=by, at=at, note=reason, unit_key=row.unit.key)
    return row
