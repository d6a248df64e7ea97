"""A person's record: made once, corrected with a trace of what was corrected, not of the values.

The journal never forgets, so no name and no number goes there: an erased person is erased.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold, person_sort_key
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.actions.role import faults_at, stored_role
from nhanai.people.models import Person
from nhanai.people.permissions import Permission
from nhanai.people.queries.finding import alike, birth_of, holder_of_number, shown_as
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.values import PersonValues, faults_of
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind


class CannotKeepPerson(Refused):
    """The record cannot be made or changed like this."""


class Unsure(Refused):
    """Nothing is wrong for certain, but somebody must look; the same act `despite_warnings` goes.

    `similar` are the people that may be the same one.
    """

    def __init__(self, findings: Iterable[Finding], similar: Iterable[Person] = ()) -> None:
        super().__init__("Hãy xem lại trước khi lưu.", findings)
        self.similar = tuple(similar)


@transaction.atomic
def add_person(
    *,
    values: PersonValues,
    unit: Unit,
    role: RoleValues | None = None,
    commune: Unit | None = None,
    despite_warnings: bool = False,
    by: User,
    at: dt.datetime,
) -> Person:
    """Keep a new person at `unit`, with a first role there, or refuse with every finding at once.

    Where only warnings speak against it, it raises `Unsure`, unless told to go on.
    """
    today = localdate(at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not allowed(by, Permission.RECORD, unit=unit, today=today):
        raise CannotKeepPerson("Anh, chị không có quyền ghi người của đơn vị này.")
    findings = [*faults_of(values, today=today), *_number_taken(values.citizen_number)]
    findings += _commune(commune)
    if role is not None:
        findings += faults_at(role, unit, birth=values.birth, held=(), today=today)
    if any(finding.blocking for finding in findings):
        raise CannotKeepPerson("Chưa lưu được, còn chỗ cần sửa.", findings)
    similar = alike(values.full_name, values.birth, unit=unit)
    findings += [
        Finding(
            "similar-person",
            f"Đã có {shown_as(one)}. Nếu là cùng một người, hãy thêm vai trò cho người đã có.",
            Severity.WARNING,
        )
        for one in similar
    ]
    if not despite_warnings and any(one.severity is Severity.WARNING for one in findings):
        raise Unsure(findings, similar)
    person = stored_person(values=values, unit=unit, commune=commune, by=by, at=at)
    if role is not None:
        stored_role(person=person, unit=unit, values=role, by=by, at=at)
    return person


def stored_person(
    *,
    values: PersonValues,
    unit: Unit,
    commune: Unit | None = None,
    by: User | str,
    at: dt.datetime,
) -> Person:
    """Store a person and its line; whether it may be is the caller's question."""
    person = unsaved_person(values=values, unit=unit, commune=commune, at=at)
    person.save()
    record(verb="people.added", subject=person, by=by, at=at, unit_key=unit.key)
    return person


def unsaved_person(
    *, values: PersonValues, unit: Unit, commune: Unit | None = None, at: dt.datetime
) -> Person:
    """The row of a new person kept at `unit`, not yet written."""
    person = Person(keeper=unit, commune=commune or _commune_of(unit), created_at=at)
    _fill(person, values)
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    values: PersonValues,
    commune: Unit | None = None,
    by: User,
    at: dt.datetime,
) -> Person:
    """Correct the record to `values`; the journal keeps which fields changed."""
    person = (
        Person.objects.select_for_update(of=("self",)).select_related("keeper").get(pk=person.pk)
    )
    today = localdate(at)
    if not allowed(by, Permission.RECORD, unit=person.keeper, today=today):
        raise CannotKeepPerson("Anh, chị không có quyền sửa hồ sơ do đơn vị này quản lý.")
    if person.erased_at or person.merged_into_id:
        raise CannotKeepPerson("Hồ sơ này đã xóa dữ liệu hoặc đã gộp, không sửa được nữa.")
    findings = [
        *faults_of(values, today=today),
        *_number_taken(values.citizen_number, besides=person),
        *_commune(commune),
    ]
    if any(finding.blocking for finding in findings):
        raise CannotKeepPerson("Chưa lưu được, còn chỗ cần sửa.", findings)
    changed = [*_fill(person, values)]
    if person.commune_id != (commune.pk if commune else None):
        person.commune = commune
        changed.append("commune")
    if changed:
        person.save()
        record(
            verb="people.changed",
            subject=person,
            by=by,
            at=at,
            new={"changed": [words_of(name) for name in changed]},
            unit_key=person.keeper.key,
        )
    return person


def words_of(field: str) -> str:
    """What a field is called on screen."""
    return str(getattr(Person._meta.get_field(field), "verbose_name", field))


def values_of(person: Person) -> PersonValues:
    """What is kept of `person`, as a value that `change_person` takes back."""
    kept: dict[str, Any] = {
        field.name: getattr(person, field.name) or ""
        for field in fields(PersonValues)
        if field.name != "birth"
    }
    return PersonValues(birth=birth_of(person), **kept)


def _fill(person: Person, values: PersonValues) -> list[str]:
    """Write `values` into the row; the names of the fields that changed."""
    birth = values.birth
    wanted: dict[str, object] = {
        field.name: getattr(values, field.name)
        for field in fields(PersonValues)
        if field.name != "birth"
    }
    wanted["citizen_number"] = values.citizen_number or None
    wanted["birth_on"] = birth.on
    wanted["birth_year"] = birth.on.year if birth.on else birth.year
    changed = [name for name, value in wanted.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, wanted[name])
    person.name_folded = fold(values.full_name)
    person.sort_key = person_sort_key(values.full_name)
    return changed


def _number_taken(number: str, *, besides: Person | None = None) -> list[Finding]:
    """A citizen number belongs to one person; whose it is is not told to who may not see her."""
    holder = holder_of_number(number, besides=besides)
    if holder is None:
        return []
    message = (
        f"Số căn cước này đã có ở {holder}. Tìm theo các số cuối; nếu người ấy ở đơn vị khác,"
        " hãy chuyển đến thay vì ghi lại."
    )
    return [Finding("citizen-number-taken", message, where="citizen_number")]


def _commune(commune: Unit | None) -> list[Finding]:
    if commune is None or commune.kind == UnitKind.COMMUNE:
        return []
    return [Finding("commune-wrong", "Chọn một xã, phường.", where="commune")]


def _commune_of(unit: Unit) -> Unit | None:
    """The commune in which the unit works, if it works in one."""
    territory = unit.territory
    return territory if territory is not None and territory.kind == UnitKind.COMMUNE else None
