"""Consents: given once a purpose, withdrawn as easily, both provable."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.actions.role import locked
from nhanai.people.models import Consent, Person
from nhanai.people.permissions import Permission
from nhanai.people.queries.finding import birth_of
from nhanai.people.rules.privacy import ConsentValues, faults_of_consent, purposes
from nhanai.people.vocab import Channel


class CannotKeepConsent(Refused):
    """The consent would prove nothing, or there is none to withdraw."""


@transaction.atomic
def give_consent(*, person: Person, values: ConsentValues, by: User, at: dt.datetime) -> Consent:
    """Record that `person` agrees to one purpose, in the words that hold now."""
    person = locked(person)
    _check(person, by, at)
    day = localdate(values.given_at)
    findings = list(faults_of_consent(values, birth_of(person), at=at, day=day))
    standing = Consent.objects.filter(
        person=person, purpose=values.purpose, withdrawn_at__isnull=True
    )
    if standing.exists():
        message = "Người này đang đồng ý cho mục đích ấy rồi."
        findings.append(Finding("consent-standing", message, where="purpose"))
    if findings:
        raise CannotKeepConsent("Chưa ghi được sự đồng ý, còn chỗ cần sửa.", findings)
    consent = Consent.objects.create(
        person=person,
        purpose=values.purpose,
        text_version=purposes()[values.purpose].version,
        channel=values.channel,
        given_at=values.given_at,
        witness=values.witness,
        guardian=values.guardian,
        child_agreed=values.child_agreed,
        proof=values.proof,
    )
    _line("people.consent_given", consent, by=by, at=at)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, channel: Channel, by: User, at: dt.datetime) -> Consent:
    """Record that she agrees no more, from now on."""
    person = locked(consent.person)
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    _check(person, by, at)
    if consent.withdrawn_at is not None:
        raise CannotKeepConsent("Sự đồng ý này đã rút lại rồi.")
    consent.withdrawn_at, consent.withdrawn_by = at, channel
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _line("people.consent_withdrawn", consent, by=by, at=at)
    return consent


def _check(person: Person, by: User, at: dt.datetime) -> None:
    if not allowed(by, Permission.RECORD, unit=person.keeper, today=localdate(at)):
        raise CannotKeepConsent("Anh, chị không có quyền sửa hồ sơ do đơn vị này quản lý.")
    if person.erased_at or person.merged_into_id:
        raise CannotKeepConsent("Hồ sơ này đã xóa dữ liệu hoặc đã gộp, không ghi thêm được.")


def _line(verb: str, consent: Consent, *, by: User, at: dt.datetime) -> None:
    new = {"purpose": consent.purpose, "channel": consent.channel}
    record(
        verb=verb,
        subject=consent.person,
        by=by,
        at=at,
        new=new,
        unit_key=consent.person.keeper.key,
    )
