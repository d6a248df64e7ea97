"""Handing out what a year is to bring, and changing it; every version stays."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import Period
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.facts.queries.catalogue import measure_numbers, measures
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.values import steps
from nhanai.figures.models import PlannedValue
from nhanai.figures.permissions import Permission
from nhanai.figures.queries.access import seen_units
from nhanai.figures.queries.planned import standing_of
from nhanai.figures.rules.planning import (
    FIRST_YEAR,
    YEARS_AHEAD,
    Basis,
    Handed,
    faults_of,
    faults_of_basis,
)
from nhanai.identity.models import User
from nhanai.journal.actions import record as write_line
from nhanai.sending.actions import once
from nhanai.units.models import Unit
from nhanai.units.vocab import RED_CROSS_KINDS

MOST: Final = 2000
"""Numbers that are handed out at once."""


class CannotPlan(Refused):
    """The numbers cannot be handed out as they are said, or not by this person."""


def hand_out(
    *, year: int, several: Sequence[Handed], basis: Basis, token: uuid.UUID | None = None,
    by: User, at: dt.datetime,
) -> list[PlannedValue]:  # fmt: skip
    """Hand out all these numbers of a year under one document, or none.

    What is the same as before is left alone. What differs becomes a version of its own, with the
    reason. Refused where somebody changed a number since its `version` was read.
    """
    basis = replace(
        basis, reference=single_spaced(basis.reference), reason=single_spaced(basis.reason)
    )
    content = [str(year), repr(basis), *(repr(one) for one in several)]
    with transaction.atomic():
        made = once(
            lambda: _handed_out(year, several, basis, by=by, at=at),
            token=token, act="figures.hand-out", content=content, by=by, at=at,
        )  # fmt: skip
    rows = PlannedValue.objects.filter(pk__in=made).select_related("unit", "measure")
    return list(rows.order_by("pk"))


@dataclass(frozen=True, slots=True)
class _Now:
    """What is known of the units and of what stands, while they are held."""

    year: int
    units: Mapping[int, Unit]
    measures: Mapping[str, MeasureValue]
    standing: Mapping[tuple[int, str], PlannedValue]

    def before(self, handed: Handed) -> PlannedValue | None:
        """What the unit is to reach so far."""
        return self.standing.get(handed.place)

    def differs(self, handed: Handed) -> bool:
        """Whether the number is another than the one that stands."""
        row = self.before(handed)
        return handed.quantity != (plain(row) if row else None)

    def is_stale(self, handed: Handed) -> bool:
        """Whether somebody changed the number since it was read."""
        row = self.before(handed)
        return handed.version != (row.version if row else 0)


def _handed_out(
    year: int, several: Sequence[Handed], basis: Basis, *, by: User, at: dt.datetime
) -> list[int]:
    if not 0 < len(several) <= MOST:
        raise CannotPlan(f"Mỗi lần giao từ 1 đến {MOST} số. Hãy nhập ít nhất một số.")
    keys, today = {one.unit for one in several}, localdate(at)
    units = Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    held = {unit.pk: unit for unit in units}
    _check_may(held, keys, by=by, today=today)
    standing = standing_of(keys, {one.measure for one in several}, year)
    places = {(row.unit_id, row.measure.code): row for row in standing}
    now = _Now(year, held, measures(), places)
    changed = [one for one in several if now.differs(one)]
    faults = _faults(several, changed, basis, now, today)
    if faults:
        raise CannotPlan("Chưa giao số nào. Hãy sửa những chỗ dưới đây.", faults)
    if not changed:
        raise CannotPlan("Các số giống số đang giao. Hãy nhập số mới, hoặc thôi.")
    numbers = measure_numbers()
    return [_write(one, numbers[one.measure], basis, now, by=by, at=at) for one in changed]


def _check_may(units: Mapping[int, Unit], keys: set[int], *, by: User, today: dt.date) -> None:
    """Refuse who does not hand out to one of these units, and units that count nothing."""
    within = seen_units(by, Permission.PLAN, today=today)
    if keys - set(units) or not within >= keys:
        raise CannotPlan("Anh, chị chưa được giao việc giao chỉ tiêu cho đơn vị này.")
    if any(unit.kind not in RED_CROSS_KINDS for unit in units.values()):
        raise CannotPlan("Chỉ tiêu giao cho tổ chức Hội. Hãy chọn Hội Chữ thập đỏ của nơi này.")


def plain(row: PlannedValue) -> Decimal | None:
    """The number as it was said, in the unit of the measure."""
    return None if row.quantity is None else Decimal(row.quantity).scaleb(-row.measure.decimals)


def _faults(
    several: Sequence[Handed], changed: Sequence[Handed], basis: Basis, now: _Now, today: dt.date
) -> list[Finding]:
    last = today.year + YEARS_AHEAD
    if not FIRST_YEAR <= now.year <= last:
        return [Finding("plan-year", f"Năm kế hoạch từ {FIRST_YEAR} đến {last}.", where="year")]
    before = [row for one in changed if (row := now.before(one))]
    found = faults_of_basis(basis, changes=bool(before), today=today)
    if any(row.on > basis.on for row in before):
        message = "Ngày giao sớm hơn lần giao trước. Hãy ghi ngày của văn bản điều chỉnh."
        found.append(Finding("plan-day", message, where="on"))
    lives = {pk: Period.of(unit.start, unit.end) for pk, unit in now.units.items()}
    found += faults_of(several, now.year, now.measures, lives)
    message = "Người khác vừa giao số khác. Hãy tải lại trang, xem số mới rồi sửa tiếp."
    stale = [one.key for one in changed if now.is_stale(one)]
    return [*found, *(Finding("plan-stale", message, where=key) for key in stale)]


def _write(
    handed: Handed, measure: int, basis: Basis, now: _Now, *, by: User, at: dt.datetime
) -> int:
    """The new version in place of the one before it."""
    before = now.before(handed)
    if before is not None:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    quantity = None
    if handed.quantity is not None:
        quantity = steps(handed.quantity, now.measures[handed.measure].decimals)
    row = PlannedValue(
        unit=now.units[handed.unit], measure_id=measure, year=now.year,
        version=before.version + 1 if before else 1, quantity=quantity,
        on=basis.on, reference=basis.reference, reason=basis.reason if before else "",
        made_by=by, made_at=at,
    )  # fmt: skip
    row.save()
    _tell(row, before, handed, by=by, at=at)
    return row.pk


def _tell(
    row: PlannedValue, before: PlannedValue | None, handed: Handed, *, by: User, at: dt.datetime
) -> None:
    """One line of the journal: what it was, what it is, and by which document."""
    verb = "figures.plan_changed" if before else "figures.planned"
    if handed.quantity is None:
        verb = "figures.plan_dropped"
    new = {"quantity": _said(handed.quantity), "reference": row.reference, "on": row.on}
    old = {"quantity": _said(plain(before)), "reference": before.reference} if before else {}
    write_line(
        verb=verb, subject=row, by=by, at=at, unit_key=row.unit.key, old=old, new=new,
        note=row.reason,
    )  # fmt: skip


def _said(quantity: Decimal | None) -> str:
    return "" if quantity is None else str(quantity)
