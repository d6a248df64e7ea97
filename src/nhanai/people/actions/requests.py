"""What people ask about their own data: received, confirmed, answered within the law's days."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.models import DataRequest, Person
from nhanai.people.permissions import Permission
from nhanai.people.rules import privacy
from nhanai.people.vocab import Channel, RequestKind, RequestOutcome
from nhanai.periods.queries import calendar
from nhanai.units.models import Unit


class CannotAnswer(Refused):
    """The request cannot be received or answered like this."""


@dataclass(frozen=True, slots=True)
class RequestValues:
    """A request as it came; `asker` where no record of the person is known."""

    kind: RequestKind
    text: str
    channel: Channel
    received_on: dt.date
    asker: str = ""
    has_third_party: bool = False


@transaction.atomic
def receive_request(
    *, unit: Unit, values: RequestValues, person: Person | None = None, by: User, at: dt.datetime
) -> DataRequest:
    """Put a request into the queue of `unit`, with the days that the law gives."""
    today = localdate(at)
    if not allowed(by, Permission.PROTECT, unit=unit, today=today):
        raise CannotAnswer("Anh, chị không có quyền tiếp nhận yêu cầu tại đơn vị này.")
    findings = []
    if values.received_on > today:
        message = "Ngày nhận ở sau hôm nay."
        findings.append(Finding("received-ahead", message, where="received_on"))
    if person is None and not values.asker:
        findings.append(Finding("asker-missing", "Ghi tên người yêu cầu.", where="asker"))
    if not values.text:
        findings.append(Finding("text-missing", "Ghi nội dung yêu cầu.", where="text"))
    if findings:
        raise CannotAnswer("Chưa ghi được yêu cầu, còn chỗ cần sửa.", findings)
    days = calendar()
    request = DataRequest.objects.create(
        kind=values.kind,
        person=person,
        unit=unit,
        asker=values.asker,
        text=values.text,
        channel=values.channel,
        received_on=values.received_on,
        has_third_party=values.has_third_party,
        acknowledge_by=privacy.acknowledge_by(values.received_on, days),
        due_on=privacy.due_on(
            values.kind, values.received_on, days, has_third_party=values.has_third_party
        ),
    )
    _line("people.request_received", request, by=by, at=at)
    return request


@transaction.atomic
def acknowledge_request(*, request: DataRequest, by: User, at: dt.datetime) -> DataRequest:
    """Note that who asked was told that the request has come."""
    request = _held(request, by, at)
    if request.acknowledged_at is not None:
        raise CannotAnswer("Yêu cầu này đã xác nhận rồi.")
    request.acknowledged_at = at
    request.save(update_fields=["acknowledged_at"])
    _line("people.request_acknowledged", request, by=by, at=at)
    return request


@transaction.atomic
def extend_request(*, request: DataRequest, reason: str, by: User, at: dt.datetime) -> DataRequest:
    """Use the one extension that the law grants, with its reason, while the term still runs."""
    request = _held(request, by, at)
    if request.extended_from is not None:
        raise CannotAnswer("Yêu cầu này đã gia hạn một lần, không gia hạn nữa được.")
    if localdate(at) > request.due_on:
        raise CannotAnswer("Yêu cầu này đã quá hạn, không gia hạn được. Hãy trả lời ngay.")
    if not reason or len(reason) > 300:
        fault = Finding("reason-missing", "Ghi lý do, không quá 300 ký tự.", where="reason")
        raise CannotAnswer("Chưa gia hạn được.", [fault])
    request.extended_from, request.extension_reason = request.due_on, reason
    request.due_on = privacy.extended_to(request.due_on, request.received_on, calendar())
    request.save(update_fields=["extended_from", "extension_reason", "due_on"])
    _line("people.request_extended", request, by=by, at=at)
    return request


@transaction.atomic
def close_request(
    *, request: DataRequest, outcome: RequestOutcome, answer: str, by: User, at: dt.datetime
) -> DataRequest:
    """Answer it; “done” is refused for a deletion or a restriction that was not carried out."""
    request = _held(request, by, at)
    findings = []
    if not answer:
        findings.append(Finding("answer-missing", "Ghi lời trả lời.", where="answer"))
    person = request.person
    if outcome == RequestOutcome.DONE and person is not None:
        if request.kind == RequestKind.DELETE and person.erased_at is None:
            message = "Dữ liệu của người này chưa xóa. Xóa dữ liệu ở hồ sơ trước."
            findings.append(Finding("not-erased", message, where="outcome"))
        if request.kind == RequestKind.RESTRICT and person.restricted_at is None:
            message = "Hồ sơ chưa hạn chế xử lý. Bật hạn chế ở hồ sơ trước."
            findings.append(Finding("not-restricted", message, where="outcome"))
    if findings:
        raise CannotAnswer("Chưa kết thúc được yêu cầu, còn chỗ cần sửa.", findings)
    request.closed_at, request.outcome, request.answer = at, outcome, answer
    request.save(update_fields=["closed_at", "outcome", "answer"])
    _line("people.request_closed", request, by=by, at=at)
    return request


def _held(request: DataRequest, by: User, at: dt.datetime) -> DataRequest:
    """The open request, held until the transaction ends, of a unit at which she may answer."""
    rows = DataRequest.objects.select_for_update(of=("self",)).select_related("unit", "person")
    request = rows.get(pk=request.pk)
    if not allowed(by, Permission.PROTECT, unit=request.unit, today=localdate(at)):
        raise CannotAnswer("Anh, chị không có quyền giải quyết yêu cầu tại đơn vị này.")
    if request.closed_at is not None:
        raise CannotAnswer("Yêu cầu này đã giải quyết xong.")
    return request


def _line(verb: str, request: DataRequest, *, by: User, at: dt.datetime) -> None:
    new = {"kind": request.kind, "due_on": request.due_on, "outcome": request.outcome}
    record(verb=verb, subject=request, by=by, at=at, new=new, unit_key=request.unit.key)
