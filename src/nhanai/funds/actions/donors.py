"""Donors, and how they wish to be named."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.funds.models import Donor
from nhanai.funds.permissions import Permission
from nhanai.funds.vocab import DonorKind, Naming
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.people import actions as people
from nhanai.people.models import Person
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.values import PersonValues, faults_of
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit


class CannotKeepDonor(Refused):
    """The donor was not written down."""


@dataclass(frozen=True, slots=True)
class DonorValues:
    """Who gives; `contact` is of an organisation alone, a person's stands in `people`."""

    kind: DonorKind
    name: str
    naming: Naming = Naming.NAMED
    other_name: str = ""
    contact: str = ""
    abroad: bool = False
    is_another: bool = False
    """Whether she is another person than one of the same name who gave already."""


@transaction.atomic
def add_donor(*, unit: Unit, values: DonorValues, by: User, at: dt.datetime) -> Donor:
    """Keep a donor; a person comes into the register of people, as a donor.

    An organisation of that name that is kept already is that one.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not allowed(by, Permission.RECORD, unit=unit, today=localdate(at)):
        raise CannotKeepDonor("Anh, chị chưa được giao ghi người ủng hộ của đơn vị này.")
    name, other = single_spaced(nfc(values.name)), single_spaced(nfc(values.other_name))
    contact = single_spaced(nfc(values.contact)) if values.kind != DonorKind.PERSON else ""
    kept = Donor.objects.filter(unit=unit)
    if values.kind == DonorKind.ORGANISATION and name:
        same = kept.filter(kind=DonorKind.ORGANISATION, folded=fold(name)[:200]).first()
        if same is not None:
            return same
    findings = list(_faults(values, name, other, contact, today=localdate(at)))
    twins = kept.filter(kind=DonorKind.PERSON, person__name_folded=fold(name))
    if values.kind == DonorKind.PERSON and not values.is_another and twins.exists():
        message = (
            f"Đã có {name} ủng hộ trước đây. Hãy chọn trong gợi ý, hoặc đánh dấu “người khác cùng"
            " tên”."
        )
        findings.append(Finding("donor-twice", message, where="donor"))
    if findings:
        raise CannotKeepDonor("Chưa ghi được người ủng hộ.", findings)
    person = None
    if values.kind == DonorKind.PERSON:
        person = people.stored_person(values=PersonValues(name), unit=unit, by=by, at=at)
        role = RoleValues(RoleKind.DONOR, localdate(at))
        people.stored_role(person=person, unit=unit, values=role, by=by, at=at)
    is_person = person is not None
    donor = Donor.objects.create(
        unit=unit, kind=values.kind, person=person, name="" if is_person else name,
        folded="" if is_person else fold(name)[:200], contact=contact, abroad=values.abroad,
        naming=values.naming, other_name=other if values.naming == Naming.OTHER_NAME else "",
        by=by, at=at,
    )  # fmt: skip
    write_line(verb="funds.donor_added", subject=donor, by=by, at=at, unit_key=unit.key)
    return donor


@transaction.atomic
def wish_naming(
    *, donor: Donor, naming: Naming, other_name: str = "", by: User, at: dt.datetime
) -> Donor:
    """Keep how the donor wishes to be named from now on."""
    donor = Donor.objects.select_for_update(of=("self",)).select_related("unit").get(pk=donor.pk)
    if not allowed(by, Permission.RECORD, unit=donor.unit, today=localdate(at)):
        raise CannotKeepDonor("Anh, chị chưa được giao ghi người ủng hộ của đơn vị này.")
    other = single_spaced(nfc(other_name)) if naming == Naming.OTHER_NAME else ""
    findings = list(_faults_of_naming(naming, other))
    if findings:
        raise CannotKeepDonor("Chưa ghi được cách nêu tên.", findings)
    old = {"naming": donor.naming}
    donor.naming, donor.other_name = naming, other
    donor.save(update_fields=["naming", "other_name"])
    write_line(
        verb="funds.donor_naming", subject=donor, by=by, at=at, old=old, new={"naming": naming},
        unit_key=donor.unit.key,
    )  # fmt: skip
    return donor


def forget(persons: Sequence[Person], at: dt.datetime) -> None:
    """A donor who is erased is named nowhere any more; vouchers keep the name, as the law of
    accounting asks.
    """
    donors = Donor.objects.filter(person__in=persons)
    donors.update(naming=Naming.UNNAMED, other_name="", folded="")


def _faults(
    values: DonorValues, name: str, other: str, contact: str, *, today: dt.date
) -> Iterator[Finding]:
    longest = 120 if values.kind == DonorKind.PERSON else 200
    if not 0 < len(name) <= longest:
        message = f"Nhập tên người ủng hộ, không quá {longest} chữ."
        yield Finding("donor-name", message, where="donor")
    elif values.kind == DonorKind.PERSON:
        for one in faults_of(PersonValues(name), today=today):
            if one.blocking:
                yield Finding(one.rule, one.message, where="donor")
    if len(contact) > 200:
        yield Finding("donor-contact", "Liên hệ không quá 200 chữ.", where="contact")
    yield from _faults_of_naming(values.naming, other)


def _faults_of_naming(naming: str, other: str) -> Iterator[Finding]:
    if naming == Naming.OTHER_NAME and not 0 < len(other) <= 120:
        message = "Nhập tên khác để nêu, không quá 120 chữ."
        yield Finding("donor-other-name", message, where="other_name")
