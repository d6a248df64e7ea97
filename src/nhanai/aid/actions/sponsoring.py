"""Sponsors and what they promise."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid import facts
from nhanai.aid.actions.stepping import check_may, locked, step
from nhanai.aid.models import Address, Commitment, Sponsor
from nhanai.aid.permissions import Permission
from nhanai.aid.rules.schedule import Promise, faults_of
from nhanai.aid.vocab import STANDING, GiftKind, SponsorKind
from nhanai.aid.vocab import AddressState as State
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.people import actions as people
from nhanai.people import queries as people_queries
from nhanai.people.models import Person, PersonRole
from nhanai.people.rules.roles import RoleValues
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit


class CannotSponsor(Refused):
    """The sponsor or the promise cannot be kept like this."""


@dataclass(frozen=True, slots=True)
class SponsorValues:
    """An organisation by its name, or a person of the register."""

    name: str = ""
    person: Person | None = None
    contact: str = ""
    is_anonymous: bool = False


@transaction.atomic
def add_sponsor(*, unit: Unit, values: SponsorValues, by: User, at: dt.datetime) -> Sponsor:
    """Keep a sponsor; a person becomes a donor of the register too."""
    today = localdate(at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    check_may(by, Permission.DELIVER, unit, today)
    findings = list(_faults(unit, values, by, today))
    if findings:
        raise CannotSponsor("Chưa ghi được nhà đỡ đầu, còn chỗ cần sửa.", findings)
    person = (values.person.merged_into or values.person) if values.person else None
    if person is not None:
        _made_donor(person, unit, by=by, at=at)
    name = "" if person else single_spaced(values.name)
    sponsor = Sponsor.objects.create(
        unit=unit, kind=SponsorKind.PERSON if person else SponsorKind.ORGANISATION, person=person,
        name=name, folded=fold(name), contact=single_spaced(values.contact),
        is_anonymous=values.is_anonymous, by=by, at=at,
    )  # fmt: skip
    record(verb="aid.sponsor_added", subject=sponsor, by=by, at=at, unit_key=unit.key)
    return sponsor


def _faults(unit: Unit, values: SponsorValues, by: User, today: dt.date) -> Iterator[Finding]:
    name = single_spaced(values.name)
    if values.person is None and not name:
        yield Finding("name", "Nhập tên tổ chức, hoặc chọn một người trong sổ.", where="name")
    if len(name) > 200 or len(values.contact) > 200:
        yield Finding("name-long", "Tên, liên hệ dài nhất 200 ký tự.", where="name")
    kept = Sponsor.objects.filter(unit=unit)
    if values.person is None and name and kept.filter(folded=fold(name)).exists():
        yield Finding("name-twice", "Nhà đỡ đầu này đã có trong sổ.", where="name")
    if values.person is not None:
        seen = people_queries.visible_to(by, today=today).filter(pk=values.person.pk)
        if not seen.exists():
            message = "Không thấy người này trong sổ mà anh, chị xem được."
            yield Finding("person", message, where="person")
        if kept.filter(person=values.person).exists():
            yield Finding("person-twice", "Nhà đỡ đầu này đã có trong sổ.", where="person")


def _made_donor(person: Person, unit: Unit, *, by: User, at: dt.datetime) -> None:
    held = PersonRole.objects.filter(person=person, kind=RoleKind.DONOR, end__isnull=True)
    if not held.exists():
        values = RoleValues(RoleKind.DONOR, localdate(at))
        people.give_role(
            person=person, unit=unit, values=values, despite_warnings=True, by=by, at=at
        )


@dataclass(frozen=True, slots=True)
class CommitmentValues:
    """What is promised: `promise` with its days, in which form, in words."""

    kind: GiftKind
    promise: Promise
    what: str = ""


@transaction.atomic
def commit(
    *, address: Address, sponsor: Sponsor, values: CommitmentValues, by: User, at: dt.datetime
) -> Commitment:
    """Keep a promise to an address that stands; it is sponsored from now on."""
    today = localdate(at)
    row = locked(address.pk)
    check_may(by, Permission.DELIVER, row.unit, today)
    if row.state not in STANDING:
        raise CannotSponsor(f"{row.code} chưa được duyệt, hoặc đang tạm dừng, đã kết thúc.")
    findings = list(faults_of(values.promise, today=today))
    if len(values.what) > 200:
        findings.append(Finding("what-long", "Nội dung giúp dài quá 200 ký tự.", where="what"))
    if findings:
        raise CannotSponsor("Chưa ghi được cam kết, còn chỗ cần sửa.", findings)
    promise = values.promise
    made = Commitment.objects.create(
        address=row, sponsor=sponsor, kind=values.kind, amount=promise.amount, what=values.what,
        cycle=promise.cycle, start=promise.start, end=promise.end, by=by, at=at,
    )  # fmt: skip
    if row.state in {State.APPROVED, State.PUBLISHED}:
        on = max(row.since, min(today, promise.start))
        step(row, State.SPONSORED, on=on, by=by, at=at)
    facts.count_units([row.unit_id])
    new = {"sponsor": sponsor.pk, "amount": promise.amount, "cycle": promise.cycle,
           "start": promise.start}  # fmt: skip
    record(verb="aid.committed", subject=row, by=by, at=at, new=new, unit_key=row.unit.key)
    return made


@transaction.atomic
def end_commitment(
    *, commitment: Commitment, last: dt.date, note: str, by: User, at: dt.datetime
) -> Commitment:
    """End a promise after that day; without any other promise the address waits for a sponsor."""
    today = localdate(at)
    row = locked(commitment.address_id)
    check_may(by, Permission.DELIVER, row.unit, today)
    found = Commitment.objects.select_for_update().get(pk=commitment.pk)
    end = last + dt.timedelta(days=1)
    if found.end is not None and found.end <= end:
        raise CannotSponsor("Cam kết này đã kết thúc vào hoặc trước ngày ấy.")
    faults = []
    if end <= found.start:
        faults.append(Finding("end", "Ngày cuối không ở trước ngày bắt đầu.", where="last"))
    if not single_spaced(note) or len(note) > 300:
        faults.append(Finding("note", "Ghi ngắn gọn vì sao thôi cam kết.", where="note"))
    if faults:
        raise CannotSponsor("Chưa kết thúc được cam kết, còn chỗ cần sửa.", faults)
    found.end, found.end_note = end, single_spaced(note)
    found.save(update_fields=["end", "end_note"])
    if row.state == State.SPONSORED and not _runs(row, today):
        step(row, State.APPROVED, on=max(today, row.since), by=by, at=at)
    facts.count_units([row.unit_id])
    new = {"last": last, "sponsor": found.sponsor_id}
    record(
        verb="aid.commitment_ended", subject=row, by=by, at=at, new=new, note=found.end_note,
        unit_key=row.unit.key,
    )  # fmt: skip
    return found


def _runs(address: Address, today: dt.date) -> bool:
    rows = Commitment.objects.filter(address=address)
    return rows.exclude(end__lte=today).exists()
