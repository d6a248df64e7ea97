"""Recording an activity once, with its facts."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from nhanai.activities import facts
from nhanai.activities.actions.photos import Looked, keep, look
from nhanai.activities.models import Activity, ActivityTask, Amount, Campaign
from nhanai.activities.permissions import Permission
from nhanai.activities.queries import found_again, rate_on
from nhanai.activities.rules.kinds import items, kinds
from nhanai.activities.rules.recording import Told, faults_of, named
from nhanai.activities.vocab import ActivityState
from nhanai.base.days import Period
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, appointments_of
from nhanai.journal.actions import record as write_line
from nhanai.plans.models import Occurrence
from nhanai.plans.rules.evidence import Given
from nhanai.units.models import Unit
from nhanai.units.queries import name_on

_BLOOD: Final = ("BLOOD_UNIT", "BLOOD_ML")
"""Blood is worth its bags; where only the volume is known, that."""


class CannotRecord(Refused):
    """This cannot be recorded as it is told, or not by this person."""


@dataclass(frozen=True, slots=True)
class Links:
    """What an activity hangs on: where it was, its campaign, the work of a plan it carries out."""

    commune: Unit | None = None
    campaign: Campaign | None = None
    work: tuple[int, ...] = ()


def record(
    *, unit: Unit, told: Told, links: Links = Links(), key: uuid.UUID,
    photos: Sequence[Given] = (), is_draft: bool = False, by: User, at: dt.datetime,
) -> Activity:  # fmt: skip
    """Record what was done, or keep it as a draft; the same key sent twice makes one record.

    Photos are looked into and shrunk before anything is held.
    """
    looked = look(photos)
    try:
        return _record(unit, told, links, key, looked, is_draft=is_draft, by=by, at=at)
    except IntegrityError:
        made = found_again(key)
        if made is None:
            raise
        return _same(made, unit, by)


@transaction.atomic
def _record(
    unit: Unit, told: Told, links: Links, key: uuid.UUID, looked: Looked, *,
    is_draft: bool, by: User, at: dt.datetime,
) -> Activity:  # fmt: skip
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    check_may_record(unit, by=by, at=at)
    made = found_again(key)
    if made is not None:
        return _same(made, unit, by)
    kept, faults = looked
    refuse([*findings_of(unit, told, links, today=localdate(at), is_draft=is_draft), *faults])
    activity = Activity(
        client_key=key,
        unit=unit,
        made_by=by,
        made_at=at,
        state=ActivityState.DRAFT if is_draft else ActivityState.RECORDED,
        is_on_behalf=not appointments_of(by, today=localdate(at)).filter(unit=unit).exists(),
    )
    fill(activity, told, links, by=by, at=at)
    activity.save()
    write_parts(activity, told, links)
    keep(activity, kept, by=by, at=at)
    facts.write(activity)
    verb = "activities.drafted" if is_draft else "activities.recorded"
    new = {"kind": activity.kind, "start": activity.first_on, "unit": unit.key}
    write_line(verb=verb, subject=activity, by=by, at=at, new=new, unit_key=unit.key)
    return activity


def _same(made: Activity, unit: Unit, by: User) -> Activity:
    if made.made_by_id != by.pk or made.unit_id != unit.pk:
        raise CannotRecord("Phiếu này đã được gửi từ nơi khác. Hãy mở phiếu mới rồi ghi lại.")
    return made


def check_may_record(unit: Unit, *, by: User, at: dt.datetime) -> None:
    """Refuse who does not record for this unit."""
    if not allowed(by, Permission.RECORD, unit=unit, today=localdate(at)):
        raise CannotRecord("Anh, chị chưa được giao ghi hoạt động của đơn vị này.")


def refuse(findings: Collection[Finding]) -> None:
    """Refuse with all that is wrong, if anything is."""
    if any(finding.blocking for finding in findings):
        raise CannotRecord("Chưa ghi được hoạt động.", findings)


def findings_of(
    unit: Unit, told: Told, links: Links, *, today: dt.date, is_draft: bool
) -> list[Finding]:
    """Everything that is wrong; a draft may have gaps, but no day that cannot be."""
    found = faults_of(told, life=Period.of(unit.start, unit.end), today=today)
    found += _of_links(unit, links)
    if is_draft:
        needed = {"kind-missing", "day-missing", "people-range", "money-range", "item-unknown"}
        needed |= {"days-turned", "amount-range", "words-long"}
        return [one for one in found if one.rule in needed]
    return found


def _of_links(unit: Unit, links: Links) -> list[Finding]:
    """Work that another unit holds cannot be carried out by this one's record."""
    own = Occurrence.objects.filter(pk__in=links.work, unit=unit).count() if links.work else 0
    if own != len(set(links.work)):
        message = "Chỉ gắn được nhiệm vụ mà chính đơn vị này được giao. Hãy chọn lại nhiệm vụ."
        return [Finding("work-of-others", message, where="work")]
    return []


def fill(activity: Activity, told: Told, links: Links, *, by: User, at: dt.datetime) -> None:
    """Put what was told into the row."""
    kind = kinds()[told.kind]
    first, last = told.lasted
    activity.kind, activity.block = kind.code, kind.block
    activity.field = kind.field if told.field is None else told.field
    activity.first_on, activity.last_on = first, last
    activity.place, activity.commune = told.place, links.commune
    activity.campaign = links.campaign
    for name in ("persons", "services", "households", "joined", "cash", "goods", "service"):
        setattr(activity, name, getattr(told, name))
    activity.donor, activity.result = told.donor, told.result
    commune = name_on(links.commune, last) if links.commune else ""
    activity.title = named(told, commune)
    unit = name_on(activity.unit, last)
    words = (activity.title, told.place, told.donor, told.result, kind.name, commune, unit)
    activity.folded = fold(" ".join(words))
    activity.changed_by, activity.changed_at = by, at
    _convert_blood(activity, told)


def _convert_blood(activity: Activity, told: Told) -> None:
    """What the blood is worth, where there is a rate for the day."""
    activity.blood, activity.blood_rate = 0, None
    for item in _BLOOD:
        number = told.amounts.get(item)
        rate = rate_on(item, activity.last_on) if number else None
        if number and rate:
            activity.blood, activity.blood_rate = int(number * Decimal(rate.amount)), rate
            return


def write_parts(activity: Activity, told: Told, links: Links) -> None:
    """Write what hangs on the row anew."""
    activity.amounts.all().delete()
    known = [item for item in items() if item in told.amounts]
    Amount.objects.bulk_create(
        Amount(activity=activity, item=item, number=told.amounts[item], is_rough=item in told.rough)
        for item in known
    )
    activity.tasks.all().delete()
    ActivityTask.objects.bulk_create(
        ActivityTask(activity=activity, occurrence_id=work) for work in sorted(set(links.work))
    )
