"""One step of an address: its row, its new state, its facts, its line."""

import datetime as dt
from typing import Final

from nhanai.aid import facts
from nhanai.aid.models import Address, Assessment, Sitting, Step
from nhanai.aid.permissions import Permission
from nhanai.aid.rules.moves import review_due
from nhanai.aid.vocab import AddressState as State
from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.units.models import Unit

MOST: Final = 100
"""Addresses that one act decides on."""


class CannotMove(Refused):
    """The address cannot take this step, or not by this person."""


def check_may(by: User, permission: Permission, unit: Unit, today: dt.date) -> None:
    """Refuse who may not do this at the unit."""
    if not allowed(by, permission, unit=unit, today=today):
        raise CannotMove("Anh, chị chưa được giao việc này với địa chỉ nhân đạo của đơn vị ấy.")


def locked(key: int) -> Address:
    """The address, held until the act is done."""
    rows = Address.objects.select_related("unit", "person", "commune")
    return rows.select_for_update(of=("self",)).get(pk=key)


def step(
    address: Address, after: State, *, on: dt.date, sitting: Sitting | None = None,
    reason: str = "", note: str = "", by: User, at: dt.datetime,
) -> Step:  # fmt: skip
    """Store the step; whether it may be is the caller's question."""
    before = address.state
    _place(address, after, on=on, reason=reason)
    address.save()
    made = Step.objects.create(
        address=address, before=before, after=after, on=on, sitting=sitting,
        assessment=assessment_of(address), reason=reason, note=note, by=by, at=at,
    )  # fmt: skip
    fresh = Address.objects.prefetch_related("steps").get(pk=address.pk)
    facts.count_address(fresh)
    _write_line(address, before, made, by=by, at=at)
    return made


def _place(address: Address, after: State, *, on: dt.date, reason: str) -> None:
    address.before_pause = address.state if after == State.PAUSED else ""
    address.state, address.since, address.close_reason = after, on, reason
    address.version += 1
    if after == State.APPROVED and address.review_due_on is None:
        address.review_due_on = review_due(on)
    if after in {State.CLOSED, State.SURVEYED}:
        address.review_due_on = None
    if after != State.PUBLISHED:
        address.is_named = False


def _write_line(address: Address, before: str, made: Step, *, by: User, at: dt.datetime) -> None:
    new = {"state": made.after, "on": made.on}
    if made.reason:
        new["reason"] = made.reason
    record(
        verb=f"aid.{made.after.lower()}", subject=address, by=by, at=at, old={"state": before},
        new=new, note=made.note, unit_key=address.unit.key,
    )  # fmt: skip


def assessment_of(address: Address) -> Assessment | None:
    """The newest score of the newest survey: that under which something is decided now."""
    rows = Assessment.objects.filter(survey__address=address)
    return rows.order_by("-survey__on", "-survey__pk", "-pk").first()
