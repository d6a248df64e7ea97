"""Opening, taking out, restricting and erasing a person's data; each leaves its line."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import fold, person_sort_key
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.actions.person import words_of
from nhanai.people.actions.role import locked
from nhanai.people.models import (
    Consent,
    DataRequest,
    ImportRow,
    Merit,
    OfficerPost,
    Person,
    PersonMerge,
    PersonRole,
    Training,
)
from nhanai.people.permissions import Permission
from nhanai.people.queries.taking_out import whole_of
from nhanai.people.rules.forgetting import forgetting
from nhanai.people.rules.privacy import ERASED


class CannotDisclose(Refused):
    """The data may not be opened, taken out or erased by her, or not as it stands."""


class Part(StrEnum):
    """What is opened together: contacts, or what the law calls sensitive."""

    CONTACT = "lien-he"
    SENSITIVE = "nhay-cam"


FIELDS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.CONTACT: ("birth_on", "phone", "hamlet", "household"),
    Part.SENSITIVE: ("citizen_number", "ethnicity", "health", "household_kind"),
}
_ASKS: Final = {Part.CONTACT: Permission.RECORD, Part.SENSITIVE: Permission.OPEN}


@transaction.atomic
def open_values(*, person: Person, part: Part, by: User, at: dt.datetime) -> Mapping[str, Any]:
    """The full values of that part, by field; the journal keeps which fields, never the values."""
    person = locked(person)
    if not allowed(by, _ASKS[part], unit=person.keeper, today=localdate(at)):
        raise CannotDisclose("Anh, chị không có quyền mở xem các thông tin này.")
    fields = [name for name in FIELDS[part] if getattr(person, name)]
    _line("people.opened", person, {"fields": [words_of(name) for name in fields]}, by=by, at=at)
    return {name: getattr(person, name) for name in fields}


@transaction.atomic
def take_out(*, person: Person, by: User, at: dt.datetime) -> Mapping[str, Any]:
    """Everything that is kept of her, for herself: as plain values, fit for JSON."""
    person = locked(person)
    if not allowed(by, Permission.PROTECT, unit=person.keeper, today=localdate(at)):
        raise CannotDisclose("Anh, chị không có quyền kết xuất dữ liệu của người này.")
    if person.erased_at:
        raise CannotDisclose("Hồ sơ này đã xóa dữ liệu, không còn gì để kết xuất.")
    _line("people.taken_out", person, {}, by=by, at=at)
    return whole_of(person, day=localdate(at))


@transaction.atomic
def restrict(*, person: Person, restricted: bool, by: User, at: dt.datetime) -> Person:
    """Stop further processing of her data at her wish, or allow it again."""
    person = locked(person)
    if not allowed(by, Permission.PROTECT, unit=person.keeper, today=localdate(at)):
        raise CannotDisclose("Anh, chị không có quyền hạn chế xử lý dữ liệu của người này.")
    if bool(person.restricted_at) == restricted or person.erased_at:
        raise CannotDisclose("Hồ sơ này đã ở tình trạng ấy rồi.")
    person.restricted_at = at if restricted else None
    person.save(update_fields=["restricted_at"])
    verb = "people.restricted" if restricted else "people.unrestricted"
    _line(verb, person, {}, by=by, at=at)
    return person


@transaction.atomic
def erase(*, person: Person, reason: str, by: User, at: dt.datetime) -> Person:
    """Take away everything that says who she is; her roles' days and the facts stay and count.

    What accounting must keep refers to the row, which stays; the rooms above forget what they keep
    of her, or refuse while something of hers goes on. Roles that go on are refused: who is a
    member or an officer leaves first.
    """
    person = locked(person)
    if not allowed(by, Permission.PROTECT, unit=person.keeper, today=localdate(at)):
        raise CannotDisclose("Anh, chị không có quyền xóa dữ liệu của người này.")
    if person.erased_at:
        raise CannotDisclose("Dữ liệu của người này đã xóa rồi.")
    if PersonRole.objects.filter(person=person, end__isnull=True).exists():
        raise CannotDisclose("Người này còn vai trò đang giữ. Kết thúc các vai trò trước khi xóa.")
    if not reason:
        raise CannotDisclose("Ghi căn cứ xóa: yêu cầu nào, hoặc đã hết thời hạn lưu.")
    _forget(person)
    merged = list(Person.objects.filter(merged_into=person).order_by("pk"))
    for forget in forgetting():
        forget([person, *merged], at)
    for other in merged:
        _forget(other)
        other.erased_at = at
        other.save()
    PersonMerge.objects.filter(kept=person).update(before={}, after={})
    person.erased_at, person.restricted_at = at, None
    person.save()
    _line("people.erased", person, {}, note=reason, by=by, at=at)
    return person


def _forget(person: Person) -> None:
    """Empty everything identifying, here and in the rows that belong to her."""
    person.full_name = ERASED
    person.name_folded, person.sort_key = fold(ERASED), person_sort_key(ERASED)
    person.birth_on = person.birth_year = person.citizen_number = person.died_on = None
    for name in (*("sex", "ethnicity", "phone", "hamlet", "household", "household_kind"),
                 *("health", "note")):  # fmt: skip
        setattr(person, name, "")
    ImportRow.objects.filter(person=person).update(name="")
    roles = PersonRole.objects.filter(person=person)
    roles.update(details="", end_note="", card_number="", office="")
    OfficerPost.objects.filter(role__in=roles).update(title=ERASED, allowance="")
    Training.objects.filter(person=person).delete()
    Merit.objects.filter(person=person).delete()
    Consent.objects.filter(person=person).update(witness="", guardian="", proof="")
    DataRequest.objects.filter(person=person).update(asker="", text=ERASED)
    for row in DataRequest.objects.filter(person=person).exclude(answer=""):
        row.answer = ERASED
        row.save(update_fields=["answer"])


def _line(
    verb: str,
    person: Person,
    new: Mapping[str, Any],
    *,
    note: str = "",
    by: User,
    at: dt.datetime,
) -> None:
    record(
        verb=verb,
        subject=person,
        by=by,
        at=at,
        new=new,
        note=note,
        unit_key=person.keeper.key,
    )
