"""A chapter with its officers, and people of it; every name is invented."""

import datetime as dt
import itertools
from dataclasses import dataclass

from tests.builders.identity import a_user, an_appointment
from tests.builders.units import a_unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.people import actions
from nhanai.people.models import Consent, DataRequest, Incident, Person, PersonRole
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import Channel, RequestKind, RoleKind
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 24)
_NUMBERS = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Society:
    """The province's office, two chapters below it, a clerk and a head at the first."""

    province: Unit
    office: Unit
    chapter: Unit
    other: Unit
    officer: User
    clerk: User
    head: User


def a_society() -> Society:
    """Everybody appointed, nobody recorded yet."""
    province = a_unit("Tỉnh Lai Châu", kind=UnitKind.PROVINCE)
    office = _chapter("Hội Chữ thập đỏ tỉnh Lai Châu", province)
    chapter, other = _chapter("Hội xã Pa Tần", office), _chapter("Hội xã Sìn Hồ", office)
    return Society(
        province,
        office,
        chapter,
        other,
        an_officer("Nguyễn Thu Hà", Role.PROVINCE_OFFICER, office),
        an_officer("Lò Thị Hạnh", Role.CHAPTER_CLERK, chapter),
        an_officer("Giàng A Páo", Role.CHAPTER_HEAD, chapter),
    )


def an_officer(full_name: str, role: Role, unit: Unit) -> User:
    """Somebody who holds that role there."""
    return an_appointment(user=a_user(full_name=full_name), role=role, unit=unit).user


def _chapter(name: str, parent: Unit) -> Unit:
    return a_unit(name, kind=UnitKind.CHAPTER, parent=parent, line=Line.RED_CROSS)


def a_person(
    unit: Unit,
    full_name: str = "",
    *,
    birth: Birth | None = None,
    kind: RoleKind | None = RoleKind.MEMBER,
    start: dt.date = dt.date(2026, 1, 5),
    by: str = "test",
    **said: str,
) -> Person:
    """A person of `unit`, with one role there; none for None."""
    name = full_name or f"Vàng Thị {_WORDS[next(_NUMBERS) % len(_WORDS)]}"
    values = PersonValues(name, birth or Birth(dt.date(1990, 6, 5), 1990), **said)
    person = actions.stored_person(values=values, unit=unit, by=by, at=AT)
    if kind is not None:
        a_role(person, unit, kind=kind, start=start)
    return person


@dataclass(frozen=True, slots=True)
class PeopleParts:
    """One of each thing that a page of this room is about."""

    person: Person
    role: PersonRole
    consent: Consent
    club: Unit
    request: DataRequest
    incident: Incident


def some_people(chapter: Unit) -> PeopleParts:
    """A member who moved to another chapter and back, a club, a consent, a request, an incident."""
    start = max(chapter.start, dt.date(2026, 1, 5))
    person = a_person(
        chapter, "Lò Văn Pâng", start=start, citizen_number=NUMBER, phone=PHONE, ethnicity=PEOPLE,
        health=HEALTH, household_kind="POOR", household="Hộ 17B",
    )  # fmt: skip
    first = person.roles.get()
    actions.moved_to(first, chapter, on=start + dt.timedelta(days=30), by="test", at=AT)
    club = a_unit("Câu lạc bộ 25", kind=UnitKind.CLUB, parent=chapter, line=Line.RED_CROSS,
                  start=start)  # fmt: skip
    a_role(person, club, kind=RoleKind.GROUP_MEMBER, start=start)
    return PeopleParts(
        person=person,
        role=first,
        consent=Consent.objects.create(
            person=person, purpose="CONTACT", text_version="2026-01", channel=Channel.PAPER,
            given_at=AT,
        ),
        club=club,
        request=DataRequest.objects.create(
            kind=RequestKind.ACCESS, person=person, unit=chapter, text="Cho tôi xem dữ liệu.",
            channel=Channel.PAPER, received_on=TODAY, acknowledge_by=TODAY, due_on=TODAY,
        ),
        incident=Incident.objects.create(
            unit=chapter, found_at=AT, what="Mất máy tính.", data="họ tên"
        ),
    )  # fmt: skip


NUMBER, PHONE, PEOPLE, HEALTH = "012090004321", "0987650123", "Si La", "Khiếm thị nặng"
"""What must never stand on a page unasked."""
_WORDS = ("Mẩy", "Sua", "Dợ", "Pàng", "Chở", "Ly", "Xé", "Tu")


def a_role(
    person: Person,
    unit: Unit,
    *,
    kind: RoleKind = RoleKind.MEMBER,
    start: dt.date = dt.date(2026, 1, 5),
    end: dt.date | None = None,
    grade: str = "",
) -> PersonRole:
    """A role, as if somebody who may had given it."""
    values = RoleValues(kind, start, end, grade=grade)
    return actions.stored_role(person=person, unit=unit, values=values, by="test", at=AT)
