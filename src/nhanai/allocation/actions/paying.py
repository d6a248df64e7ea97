"""An approved round becomes payment vouchers and batches that are handed over."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid import actions as aid
from nhanai.aid.actions.batching import MOST
from nhanai.aid.permissions import Permission as Aid
from nhanai.aid.vocab import GiftKind
from nhanai.allocation.actions.checking import MONEY, CannotAllocate
from nhanai.allocation.models import (
    AllocationOutflow,
    AllocationPot,
    AllocationRound,
    AllocationRun,
    AllocationShare,
    Claimant,
)
from nhanai.allocation.rules.moves import RoundState
from nhanai.base.errors import Refused
from nhanai.base.money import Money
from nhanai.funds.actions import SpendingValues, spend
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger.actions import hold_books
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.ledger.rules.vouchers import Party
from nhanai.units.queries import names_on
from nhanai.units.vocab import UnitKind


def plan_outflows(row: AllocationRound, run: AllocationRun) -> None:
    """Say what goes from which pot to which unit, part of the act that approves a round of money.

    What addresses get goes to the unit that keeps them, in parts as large as a batch may be.
    """
    if row.measure != MONEY:
        return
    pots = {pot.code: pot for pot in AllocationPot.objects.filter(round=row)}
    going: dict[tuple[str, int, bool], list[tuple[int, int]]] = defaultdict(list)
    shares = AllocationShare.objects.filter(run=run).select_related("claimant__address")
    for share in shares.order_by("claimant"):
        claimant = share.claimant
        unit = claimant.address.unit_id if claimant.address else claimant.unit_id
        for code, amount in share.given.items():
            key = (code, int(unit or 0), claimant.address_id is not None)
            going[key].append((claimant.pk, amount))
    AllocationOutflow.objects.bulk_create(
        AllocationOutflow(
            round=row, pot=pots[code], unit_id=unit, is_for_addresses=is_for_addresses, part=part,
            amount=sum(amount for _, amount in some), claimants=[key for key, _ in some],
        )
        for (code, unit, is_for_addresses), all_of_them in going.items()
        for part, some in enumerate(_parts(all_of_them), start=1)
    )  # fmt: skip


def _parts(several: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    for start in range(0, len(several), MOST):
        yield several[start : start + MOST]


@transaction.atomic
def draft_vouchers(*, round_: AllocationRound, by: User, at: dt.datetime) -> int:
    """Draft a payment voucher for everything that goes out of a fund and has none yet.

    They are then approved and paid in the ledger, by others. Who keeps the books does this.
    """
    row = _approved(round_)
    if not allowed(by, Ledger.RECORD, unit=row.unit, today=localdate(at)):
        raise CannotAllocate("Lập phiếu chi là việc của kế toán đơn vị này.")
    waiting = list(
        AllocationOutflow.objects.select_for_update(of=("self",))
        .filter(round=row, voucher=None, pot__fund__isnull=False)
        .select_related("round", "pot__fund__book", "pot__campaign", "unit__territory")
        .order_by("pk")
    )  # fmt: skip
    if not waiting:
        raise CannotAllocate("Không còn khoản nào của quỹ chưa có phiếu chi.")
    hold_books(one.pot.fund.book_id for one in waiting if one.pot.fund)
    names = names_on([one.unit_id for one in waiting], localdate(at))
    for one in waiting:
        fund = one.pot.fund
        if fund is None:
            continue
        try:
            spending = spend(
                fund=fund, values=_said(one), amount=Money(one.amount), day=localdate(at),
                party=Party(names[one.unit_id]), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            raise CannotAllocate(refusal.message, refusal.findings) from None
        one.voucher = spending.voucher
        one.save(update_fields=["voucher"])
    write_line(
        verb="allocation.vouchers_drafted", subject=row, by=by, at=at, unit_key=row.unit.key,
        new={"quantity": len(waiting), "amount": sum(one.amount for one in waiting)},
    )  # fmt: skip
    return len(waiting)


def _said(one: AllocationOutflow) -> SpendingValues:
    """What the public reads of it; it names no person: who gets it stands on the batch's list."""
    commune = one.unit if one.unit.kind == UnitKind.COMMUNE else one.unit.territory
    return SpendingValues(
        f"{one.round.name[:150]} ({one.round.code})", one.pot.campaign, commune,
        len(one.claimants) if one.is_for_addresses else None,
    )  # fmt: skip


@transaction.atomic
def draft_batches(*, round_: AllocationRound, by: User, at: dt.datetime) -> int:
    """Draft a batch of help for everything that goes to addresses kept where she may deliver.

    What she may not deliver stays for who may; overlaps are answered in `aid` before approval.
    """
    row, today = _approved(round_), localdate(at)
    waiting = [
        one
        for one in AllocationOutflow.objects.select_for_update(of=("self",))
        .filter(round=row, batch=None, is_for_addresses=True)
        .select_related("pot", "unit").order_by("pk")
        if allowed(by, Aid.DELIVER, unit=one.unit, today=today)
    ]  # fmt: skip
    if not waiting:
        raise CannotAllocate("Không còn khoản nào cho địa chỉ nhân đạo mà anh, chị được trao.")
    for one in waiting:
        values = aid.BatchValues(
            name=f"{row.name} ({row.code})"[:200], on=today, kind=GiftKind.MONEY,
            what=f"Tiền, nguồn {one.pot.code}", giver=one.pot.name,
        )  # fmt: skip
        try:
            one.batch = aid.draft_batch(
                unit=one.unit, values=values, shares=_addressed(one), by=by, at=at
            )
        except Refused as refusal:
            raise CannotAllocate(refusal.message, refusal.findings) from None
        one.save(update_fields=["batch"])
    write_line(
        verb="allocation.batches_drafted", subject=row, by=by, at=at, unit_key=row.unit.key,
        new={"quantity": len(waiting), "amount": sum(one.amount for one in waiting)},
    )  # fmt: skip
    return len(waiting)


def _addressed(one: AllocationOutflow) -> list[aid.Share]:
    run = AllocationRun.objects.filter(round=one.round_id).order_by("-number")[0]
    shares = AllocationShare.objects.filter(run=run, claimant__in=one.claimants)
    addresses = dict(Claimant.objects.filter(pk__in=one.claimants).values_list("pk", "address"))
    return [
        aid.Share(addresses[share.claimant_id], share.given[one.pot.code])
        for share in shares.order_by("claimant")
    ]


def _approved(round_: AllocationRound) -> AllocationRound:
    row = AllocationRound.objects.select_for_update(of=("self",)).select_related("unit")
    found = row.get(pk=round_.pk)
    if found.state != RoundState.APPROVED:
        raise CannotAllocate("Đợt chưa được duyệt thì chưa chi, chưa trao.")
    return found
