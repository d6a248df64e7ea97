"""Incidents with personal data: from the moment they are found a clock runs."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.models import Incident
from nhanai.people.permissions import Permission
from nhanai.people.rules.privacy import notify_by
from nhanai.units.models import Unit


class CannotKeepIncident(Refused):
    """The incident cannot be kept or moved on like this."""


@dataclass(frozen=True, slots=True)
class IncidentValues:
    """What happened; `persons` None while nobody knows how many."""

    found_at: dt.datetime
    what: str
    data: str
    persons: int | None = None
    measures: str = ""


@transaction.atomic
def report_incident(*, unit: Unit, values: IncidentValues, by: User, at: dt.datetime) -> Incident:
    """Put an incident of `unit` on record."""
    if not allowed(by, Permission.PROTECT, unit=unit, today=localdate(at)):
        raise CannotKeepIncident("Anh, chị không có quyền ghi sự cố của đơn vị này.")
    if values.found_at > at:
        fault = Finding("found-ahead", "Lúc phát hiện ở sau bây giờ.", where="found_on")
        raise CannotKeepIncident("Chưa ghi được sự cố, còn chỗ cần sửa.", [fault])
    incident = Incident.objects.create(
        unit=unit,
        found_at=values.found_at,
        what=values.what,
        data=values.data,
        persons=values.persons,
        measures=values.measures,
    )
    _line("people.incident_reported", incident, by=by, at=at)
    return incident


@transaction.atomic
def notify_authority(
    *,
    incident: Incident,
    notified_at: dt.datetime,
    to: str,
    late_reason: str = "",
    by: User,
    at: dt.datetime,
) -> Incident:
    """Note when and whom the authority was told; later than the law allows needs a reason."""
    incident = _held(incident, by, at)
    findings = []
    if incident.notified_at is not None:
        raise CannotKeepIncident("Sự cố này đã báo cơ quan chức năng rồi.")
    if notified_at < incident.found_at or notified_at > at:
        message = "Lúc báo nằm giữa lúc phát hiện và bây giờ."
        findings.append(Finding("notified-when", message, where="notified_on"))
    if not to:
        message = "Ghi nơi nhận thông báo và số văn bản."
        findings.append(Finding("notified-whom", message, where="to"))
    if notified_at > notify_by(incident.found_at) and not late_reason:
        message = "Đã quá 72 giờ từ lúc phát hiện: ghi lý do báo muộn."
        findings.append(Finding("late-without-reason", message, where="late_reason"))
    if findings:
        raise CannotKeepIncident("Chưa ghi được, còn chỗ cần sửa.", findings)
    incident.notified_at, incident.notified_to = notified_at, to
    incident.late_reason = late_reason
    incident.save(update_fields=["notified_at", "notified_to", "late_reason"])
    _line("people.incident_notified", incident, by=by, at=at)
    return incident


@transaction.atomic
def close_incident(*, incident: Incident, measures: str, by: User, at: dt.datetime) -> Incident:
    """End the handling, with what was done; the authority must have been told."""
    incident = _held(incident, by, at)
    if incident.notified_at is None:
        raise CannotKeepIncident("Báo cơ quan chức năng trước, rồi mới kết thúc xử lý.")
    if not measures:
        fault = Finding("measures-missing", "Ghi biện pháp đã làm.", where="measures")
        raise CannotKeepIncident("Chưa kết thúc được.", [fault])
    incident.closed_at, incident.measures = at, measures
    incident.save(update_fields=["closed_at", "measures"])
    _line("people.incident_closed", incident, by=by, at=at)
    return incident


def _held(incident: Incident, by: User, at: dt.datetime) -> Incident:
    """The open incident, held until the transaction ends."""
    rows = Incident.objects.select_for_update(of=("self",)).select_related("unit")
    incident = rows.get(pk=incident.pk)
    if not allowed(by, Permission.PROTECT, unit=incident.unit, today=localdate(at)):
        raise CannotKeepIncident("Anh, chị không có quyền xử lý sự cố của đơn vị này.")
    if incident.closed_at is not None:
        raise CannotKeepIncident("Sự cố này đã kết thúc xử lý.")
    return incident


def _line(verb: str, incident: Incident, *, by: User, at: dt.datetime) -> None:
    new = {"found_at": incident.found_at, "notified_at": incident.notified_at}
    record(verb=verb, subject=incident, by=by, at=at, new=new, unit_key=incident.unit.key)
