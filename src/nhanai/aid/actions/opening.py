"""Opening what is sensitive of an address, and its needs."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid import queries
from nhanai.aid.actions.stepping import CannotMove, check_may, locked
from nhanai.aid.actions.surveying import add_needs
from nhanai.aid.models import Address, Need
from nhanai.aid.permissions import Permission
from nhanai.aid.rules.surveying import NeedTold, faults_of_need
from nhanai.aid.vocab import AddressState
from nhanai.identity.models import User
from nhanai.journal.actions import record


@dataclass(frozen=True, slots=True)
class Opened:
    """What stays closed until somebody opens it."""

    circumstances: str
    way: str


@transaction.atomic
def open_circumstances(*, address: Address, by: User, at: dt.datetime) -> Opened:
    """The circumstances and the way to the house, as last surveyed; the journal keeps it."""
    row = locked(address.pk)
    check_may(by, Permission.OPEN, row.unit, localdate(at))
    found = queries.current_survey(row)
    record(verb="aid.opened", subject=row, by=by, at=at, unit_key=row.unit.key)
    return Opened(found.circumstances, found.way) if found else Opened("", "")


@transaction.atomic
def add_need(*, address: Address, told: NeedTold, by: User, at: dt.datetime) -> Need:
    """Keep one more need of the address."""
    row = locked(address.pk)
    check_may(by, Permission.RECORD, row.unit, localdate(at))
    if row.state == AddressState.CLOSED:
        raise CannotMove(f"{row.code} đã kết thúc. Khảo sát lại trước khi ghi nhu cầu.")
    findings = list(faults_of_need(told, today=localdate(at)))
    if findings:
        raise CannotMove("Chưa ghi được nhu cầu, còn chỗ cần sửa.", findings)
    need = add_needs(row, [told], by=by, at=at)[0]
    new = {"kind": need.kind, "cost": need.cost}
    record(verb="aid.need_added", subject=row, by=by, at=at, new=new, unit_key=row.unit.key)
    return need


@transaction.atomic
def settle_need(*, need: Need, on: dt.date, by: User, at: dt.datetime) -> Need:
    """Say that a need is met, or is none any more."""
    row = locked(need.address_id)
    check_may(by, Permission.RECORD, row.unit, localdate(at))
    found = Need.objects.select_for_update().get(pk=need.pk)
    if found.settled_on is not None:
        raise CannotMove("Nhu cầu này đã ghi là đáp ứng rồi.")
    if on > localdate(at):
        raise CannotMove("Ngày này chưa đến.")
    found.settled_on = on
    found.save(update_fields=["settled_on"])
    new = {"kind": found.kind, "on": on}
    record(verb="aid.need_settled", subject=row, by=by, at=at, new=new, unit_key=row.unit.key)
    return found
