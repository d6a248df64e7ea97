"""Making a plan known: sending it to units, each person's word that she read it, conferences."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.actions.plan import locked
from nhanai.plans.models import Attendance, Conference, Dissemination, Plan, Reader
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.units.models import Unit
from nhanai.units.queries import name_on


class CannotDisseminate(Refused):
    """The plan may not be sent so, or the conference not be recorded so."""


class CannotAcknowledge(Refused):
    """There is nothing that this person was asked to read."""


@transaction.atomic
def disseminate(
    *, plan: Plan, unit: Unit, units: Iterable[Unit], message: str, due_on: dt.date | None,
    by: User, at: dt.datetime,
) -> Dissemination:  # fmt: skip
    """Send the plan to units: everybody appointed there is asked to read it and to say so.

    The plan's owner sends it to anyone, another unit that has it to those below.
    """
    today = localdate(at)
    plan = locked(plan.pk)
    _check_sender(plan, unit, by, today=today)
    wanted = _receivers(plan, unit, units, today=today)
    if due_on is not None and due_on < today:
        raise CannotDisseminate("Ngày đọc trước phải từ hôm nay trở đi.")
    sent = Dissemination.objects.create(
        plan=plan, unit=unit, message=nfc(message).strip(), due_on=due_on, by=by, at=at
    )
    people = queries.people_at([one.pk for one in wanted], today=today)
    asked = [(one, user) for one in wanted for user in people.get(one.pk, ())]
    nobody = [(one, None) for one in wanted if one.pk not in people]
    Reader.objects.bulk_create(
        Reader(dissemination=sent, unit=one, user_id=user) for one, user in [*asked, *nobody]
    )
    new = {"units": [one.key for one in wanted], "due_on": due_on}
    record(
        verb="plans.disseminated", subject=plan, by=by, at=at, new=new, note=sent.message,
        unit_key=unit.key,
    )  # fmt: skip
    return sent


@transaction.atomic
def acknowledge(*, plan: Plan, by: User, at: dt.datetime) -> list[Reader]:
    """Say that one has read the plan; who was appointed after it was sent may say so too."""
    today = localdate(at)
    plan = locked(plan.pk)
    asked = list(queries.asked_to_read(by, today=today).filter(plan=plan).order_by("pk"))
    if not asked:
        if Reader.objects.filter(dissemination__plan=plan, user=by).exists():
            raise CannotAcknowledge("Anh, chị đã xác nhận đọc kế hoạch này rồi.")
        raise CannotAcknowledge("Kế hoạch này chưa được gửi đến đơn vị của anh, chị để đọc.")
    own = Reader.objects.filter(dissemination__in=asked, user=by, acknowledged_at=None)
    own.update(acknowledged_at=at)
    _take_place(asked, by, today=today, at=at)
    read = Reader.objects.filter(dissemination__in=asked, user=by).select_related("unit")
    readers = list(read.order_by("pk"))
    new = {"units": sorted({reader.unit.key for reader in readers})}
    record(
        verb="plans.acknowledged", subject=plan, by=by, at=at, new=new,
        unit_key=readers[0].unit.key,
    )  # fmt: skip
    return readers


@transaction.atomic
def record_conference(
    *, plan: Plan, unit: Unit, on: dt.date, place: str, note: str,
    attendances: Mapping[Unit, int], by: User, at: dt.datetime,
) -> Conference:  # fmt: skip
    """Record that a conference made the plan known: when, where, who came, how many people."""
    today = localdate(at)
    plan = locked(plan.pk)
    _check_sender(plan, unit, by, today=today)
    place = single_spaced(nfc(place))
    if on > today:
        raise CannotDisseminate("Hội nghị chưa diễn ra. Hãy ghi sau khi họp xong.")
    if not place:
        raise CannotDisseminate("Hãy ghi nơi họp.")
    if not attendances or any(persons < 1 for persons in attendances.values()):
        raise CannotDisseminate("Hãy ghi ít nhất một đơn vị dự, mỗi đơn vị từ 1 người.")
    held = Conference.objects.create(
        plan=plan, unit=unit, on=on, place=place[:300], note=nfc(note).strip(), by=by, at=at
    )
    Attendance.objects.bulk_create(
        Attendance(conference=held, unit=one, persons=persons)
        for one, persons in attendances.items()
    )
    new = {"on": on, "units": {one.key: persons for one, persons in attendances.items()}}
    record(
        verb="plans.conference_recorded", subject=plan, by=by, at=at, new=new, note=place,
        unit_key=unit.key,
    )  # fmt: skip
    return held


@transaction.atomic
def withdraw_conference(
    *, conference: Conference, reason: str, by: User, at: dt.datetime
) -> Conference:
    """Say that a recorded conference should not count: it stays to be seen, with the reason."""
    held = (
        Conference.objects.select_for_update(of=("self",))
        .select_related("plan", "unit")
        .get(pk=conference.pk)
    )
    if not allowed(by, Permission.DISSEMINATE, unit=held.unit, today=localdate(at)):
        raise CannotDisseminate("Anh, chị chưa được giao quyền quán triệt thay đơn vị này.")
    if held.withdrawn_at is not None:
        raise CannotDisseminate("Hội nghị này đã được rút lại.")
    reason = single_spaced(nfc(reason))
    if not reason:
        raise CannotDisseminate("Hãy ghi một câu vì sao rút lại hội nghị.")
    held.withdrawn_at, held.withdrawn_by, held.reason = at, by, reason[:400]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    came = Attendance.objects.filter(conference=held).order_by("pk")
    old = {"on": held.on, "units": dict(came.values_list("unit__key", "persons"))}
    record(
        verb="plans.conference_withdrawn", subject=held.plan, by=by, at=at, old=old, note=reason,
        unit_key=held.unit.key,
    )  # fmt: skip
    return held


def _check_sender(plan: Plan, unit: Unit, by: User, *, today: dt.date) -> None:
    if not allowed(by, Permission.DISSEMINATE, unit=unit, today=today):
        raise CannotDisseminate("Anh, chị chưa được giao quyền quán triệt thay đơn vị này.")
    if plan.state not in HANDED_OUT:
        raise CannotDisseminate("Kế hoạch chưa xác nhận nên chưa quán triệt được.")
    if not queries.has_plan(plan, unit):
        raise CannotDisseminate(f"{name_on(unit, today)} không có kế hoạch này để quán triệt.")


def _receivers(plan: Plan, unit: Unit, units: Iterable[Unit], *, today: dt.date) -> list[Unit]:
    """The units, each once, if they exist today and the sender may send to them."""
    wanted = list({one.pk: one for one in units}.values())
    if not wanted:
        raise CannotDisseminate("Hãy chọn ít nhất một đơn vị nhận.")
    ended = [one for one in wanted if one.end is not None and one.end <= today]
    if ended:
        raise CannotDisseminate(f"{_names(ended, today)} không còn hoạt động.")
    if unit.pk != plan.owner_id:
        below = queries.below(unit, today=today)
        outside = [one for one in wanted if one.pk not in below and one.pk != unit.pk]
        if outside:
            raise CannotDisseminate(f"{_names(outside, today)} không thuộc đơn vị này.")
    return wanted


def _names(units: Iterable[Unit], today: dt.date) -> str:
    names = [name_on(unit, today) for unit in list(units)[:3]]
    return ", ".join(names)


def _take_place(
    asked: Iterable[Dissemination], by: User, *, today: dt.date, at: dt.datetime
) -> None:
    """Give her a row where her unit was asked but she was not there yet; an empty row is hers."""
    units = set(queries.places_of(by, today=today))
    rows = Reader.objects.filter(dissemination__in=asked, unit__in=units).order_by("pk")
    by_place: defaultdict[tuple[int, int], list[Reader]] = defaultdict(list)
    for row in rows:
        by_place[row.dissemination_id, row.unit_id].append(row)
    for (dissemination, unit), readers in by_place.items():
        if any(reader.user_id == by.pk for reader in readers):
            continue
        empty = next((reader for reader in readers if reader.user_id is None), None)
        row = empty or Reader(dissemination_id=dissemination, unit_id=unit)
        row.user, row.acknowledged_at = by, at
        row.save()
