"""Quotas from the office to communes, from communes to hamlets; a commune never raises its own."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localdate

from nhanai.aid.models import Address
from nhanai.aid.vocab import STANDING
from nhanai.base.findings import Finding
from nhanai.base.text import fold
from nhanai.distributions.actions.holding import (
    CannotDistribute,
    check_may,
    check_state,
    held_quota,
    held_round,
)
from nhanai.distributions.models import GiftRound, HamletQuota, Quota
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.rounds import receiving_units
from nhanai.distributions.rules import quotas as rules
from nhanai.distributions.rules.quotas import Given, HamletTold
from nhanai.distributions.vocab import QuotaState
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.units.queries import names_on

FREE = (QuotaState.LISTING, QuotaState.SUBMITTED)
"""While a list is there, its quota may still become any number."""


@dataclass(frozen=True, slots=True)
class QuotaTold:
    """The number a unit stated as its basis, and the gifts it is to have."""

    weight: int = 0
    gifts: int = 0


@transaction.atomic
def set_quotas(
    *, round_: GiftRound, told: Mapping[int, QuotaTold], by: User, at: dt.datetime
) -> int:
    """Give these units (by key) their quotas; those not named keep theirs. How many changed."""
    row = held_round(round_.pk)
    check_may(by, Permission.RUN, row.unit, localdate(at))
    return _written(row, told, by=by, at=at)


@transaction.atomic
def propose_quotas(
    *, round_: GiftRound, told: Mapping[int, QuotaTold], by_addresses: bool = False, by: User,
    at: dt.datetime,
) -> int:  # fmt: skip
    """Divide all gifts of the round in proportion to the stated numbers, by largest remainders.

    `told` are numbers stated now, others stand as they were stated; with `by_addresses` they are
    the standing humanitarian addresses of each unit. What was approved keeps its quota.
    """
    row = held_round(round_.pk)
    check_may(by, Permission.RUN, row.unit, localdate(at))
    units = [one.pk for one in receiving_units(row.unit, localdate(at))]
    kept = {one.unit_id: one for one in Quota.objects.filter(round=row)}
    fixed = {unit for unit, one in kept.items() if one.state not in FREE}
    weights = {unit: kept[unit].weight if unit in kept else 0 for unit in units}
    weights |= {unit: one.weight for unit, one in told.items() if unit in weights}
    if by_addresses:
        weights = {**dict.fromkeys(weights, 0), **_standing(units)}
    free = [unit for unit in units if unit not in fixed]
    if not any(weights[unit] for unit in free):
        raise CannotDistribute(
            "Chưa có số nào để chia theo. Ghi số hộ nghèo hoặc số địa chỉ của từng đơn vị."
        )
    left = row.gifts - sum(kept[unit].gifts for unit in fixed)
    shares = rules.proposed(max(left, 0), [weights[unit] for unit in free])
    wanted = {
        unit: QuotaTold(weights[unit], share) for unit, share in zip(free, shares, strict=True)
    }
    return _written(row, wanted, by=by, at=at)


def _standing(units: Sequence[int]) -> Mapping[int, int]:
    rows = Address.objects.filter(unit__in=units, state__in=STANDING).order_by()
    return dict(rows.values_list("unit").annotate(n=Count("pk")))


def _written(row: GiftRound, told: Mapping[int, QuotaTold], *, by: User, at: dt.datetime) -> int:
    allowed = {one.pk: one for one in receiving_units(row.unit, localdate(at))}
    kept = {one.unit_id: one for one in Quota.objects.select_for_update().filter(round=row)}
    wanted = {unit: one for unit, one in told.items() if unit in allowed or unit in kept}
    names = names_on({*wanted, *kept}, row.on)
    findings = _faults(row, wanted, kept, names)
    if len(wanted) != len(told):
        findings.append(Finding("quota-elsewhere", "Có đơn vị không thuộc đợt này. Mở lại trang."))
    if findings:
        raise CannotDistribute("Chưa ghi được chỉ tiêu, còn chỗ cần sửa.", findings)
    changed = {}
    for unit, one in wanted.items():
        quota = kept.get(unit) or Quota(round=row, unit=allowed[unit])
        if (quota.weight, quota.gifts) == (one.weight, one.gifts):
            continue
        changed[names.get(unit, str(unit))] = (quota.gifts, one.gifts)
        quota.weight, quota.gifts = one.weight, one.gifts
        quota.save()
    if changed:
        old = {name: before for name, (before, _) in changed.items()}
        new = {name: after for name, (_, after) in changed.items()}
        record(
            verb="distributions.quotas_set", subject=row, by=by, at=at, old=old, new=new,
            unit_key=row.unit.key,
        )  # fmt: skip
    return len(changed)


def _faults(
    row: GiftRound, wanted: Mapping[int, QuotaTold], kept: Mapping[int, Quota],
    names: Mapping[int, str],
) -> list[Finding]:  # fmt: skip
    gifts = {unit: one.gifts for unit, one in kept.items()}
    gifts |= {unit: one.gifts for unit, one in wanted.items()}
    given = [
        Given(names.get(unit, ""), number, kept[unit].sent if unit in kept else 0)
        for unit, number in gifts.items()
    ]
    found = list(rules.faults_of_quotas(row.gifts, given))
    divided: dict[int, int] = {}
    for unit, number in HamletQuota.objects.filter(quota__round=row).values_list(
        "quota__unit", "gifts"
    ):
        divided[unit] = divided.get(unit, 0) + number
    for unit, one in wanted.items():
        if one.gifts < divided.get(unit, 0):
            message = (
                f"{names.get(unit, '')} đã chia {divided[unit]} suất cho thôn, bản. Đơn vị ấy giảm"
                " phần của thôn, bản trước."
            )
            found.append(Finding("quota-below-hamlets", message))
    return found


@transaction.atomic
def set_hamlets(*, quota: Quota, hamlets: Sequence[HamletTold], by: User, at: dt.datetime) -> Quota:
    """Divide the commune's quota among its hamlets, as told or in proportion to households."""
    row = held_quota(quota.pk)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, QuotaState.LISTING)
    findings = list(rules.faults_of_hamlets(row.gifts, hamlets))
    if findings:
        raise CannotDistribute("Chưa ghi được chỉ tiêu của thôn, bản.", findings)
    before = {one.hamlet: one.gifts for one in row.hamlets.all()}
    divided = rules.divided(row.gifts, hamlets)
    row.hamlets.all().delete()
    HamletQuota.objects.bulk_create(
        HamletQuota(
            quota=row, hamlet=one.name, folded=fold(one.name), weight=one.weight, gifts=gifts
        )
        for one, gifts in divided
    )
    record(
        verb="distributions.hamlets_set", subject=row.round, by=by, at=at, old=before,
        new={one.name: gifts for one, gifts in divided}, unit_key=row.unit.key,
    )  # fmt: skip
    return row
