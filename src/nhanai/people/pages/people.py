"""The list of people."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people import queries
from nhanai.people.models import Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered
from nhanai.people.vocab import RoleKind
from nhanai.units.models import UnitName
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of

AGES: Final = (
    ("", "Mọi tuổi", 0, 200),
    ("duoi-16", "Dưới 16", 0, 15),
    ("16-30", "16–30", 16, 30),
    ("31-60", "31–60", 31, 60),
    ("tren-60", "Trên 60", 61, 200),
)
STATES: Final = (
    ("", "Đang giữ vai trò"),
    ("thoi", "Không còn vai trò"),
    ("tat-ca", "Tất cả"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; whatever it is not is no filter."""

    words: str = ""
    kind: str = ""
    unit: str = ""
    age: str = ""
    state: str = ""
    number: int = 1

    @classmethod
    def of(cls, said: Mapping[str, str], number: int) -> "Asked":
        """The filters of an address."""
        kind = said.get("vai-tro", "")
        return cls(
            said.get("q", "")[:100],
            kind if kind in RoleKind.values else "",
            said.get("don-vi", "")[:50],
            said.get("tuoi", ""),
            said.get("tinh-trang", ""),
            number,
        )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a list."""

    person: Person
    roles: Sequence[str]
    place: str


@dataclass(frozen=True, slots=True)
class People:
    """The list of people that one may see."""

    rows: Sequence[PersonRow]
    page: Page[Person]
    asked: Asked
    kinds: Sequence[tuple[str, str]]
    ages: Sequence[tuple[str, str]]
    states: Sequence[tuple[str, str]]
    units: Sequence[UnitName]
    can_record: bool
    can_protect: bool
    finds_numbers: bool

    @property
    def is_filtered(self) -> bool:
        """Whether more than words was asked for."""
        asked = self.asked
        return any((asked.kind, asked.unit, asked.age, asked.state))


def people(user: User, asked: Asked, *, today: dt.date) -> People:
    """The people of her units and below, as filtered, by given name."""
    may = permissions_of(user, today=today)
    can_record = Permission.RECORD in may
    units = list(names_within(user, Permission.VIEW, today=today))
    seen = queries.visible_to(user, today=today).filter(erased_at__isnull=True)
    found = queries.matching(seen, asked.words, by_number=can_record)
    page = page_of(_filtered(found, asked, units, today), number=asked.number, noun="người")
    return People(
        rows=rows_of(page.rows, today),
        page=page,
        asked=asked,
        kinds=[("", "Mọi vai trò"), *RoleKind.choices],
        ages=[(value, label) for value, label, _, _ in AGES],
        states=STATES,
        units=offered(units),
        can_record=can_record,
        can_protect=Permission.PROTECT in may,
        finds_numbers=can_record,
    )


def permissions_of(user: User, *, today: dt.date) -> frozenset[str]:
    """What she may anywhere, in one query: for the doors that a page shows."""
    table = identity.roles()
    held = identity.appointments_of(user, today=today).values_list("role", flat=True)
    return frozenset(permission for role in held for permission in table.get(role, ()))


def _filtered(
    people: QuerySet[Person], asked: Asked, units: Sequence[UnitName], today: dt.date
) -> QuerySet[Person]:
    held = PersonRole.objects.filter(person=OuterRef("pk"))
    now = held.filter(identity.in_force(today))
    unit = next((one.unit_id for one in units if one.unit.key == asked.unit), None)
    if asked.unit and unit is None:
        return people.none()
    within = [one.unit_id for one in units]
    wanted = now.filter(unit__in=within) if asked.state == "" else held
    if asked.kind:
        wanted = wanted.filter(kind=asked.kind)
    if unit is not None:
        wanted = wanted.filter(unit=unit)
    if asked.state == "thoi":
        people = people.exclude(Exists(now))
    if asked.state == "" or asked.kind or unit is not None:
        people = people.filter(Exists(wanted))
    return _of_age(people, asked.age, today)


def _of_age(people: QuerySet[Person], age: str, today: dt.date) -> QuerySet[Person]:
    """Those of that age on that day; where only the year is known, by the year."""
    bounds = next(((least, most) for value, _, least, most in AGES if value == age), None)
    if not age or bounds is None:
        return people
    least, most = bounds
    born_till = _years_before(today, least)
    born_after = _years_before(today, most + 1) if most < 150 else dt.date(1, 1, 1)
    by_day = Q(birth_on__lte=born_till, birth_on__gt=born_after)
    by_year = Q(
        birth_on__isnull=True,
        birth_year__lte=today.year - least,
        birth_year__gte=max(today.year - most, 1),
    )
    return people.filter(by_day | by_year)


def _years_before(day: dt.date, years: int) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def rows_of(people: Sequence[Person], today: dt.date) -> Sequence[PersonRow]:
    """The people with what they are today, in two queries."""
    held = PersonRole.objects.filter(
        identity.in_force(today), person__in=[one.pk for one in people]
    ).order_by("start", "pk")
    roles: dict[int, list[PersonRole]] = {}
    for role in held:
        roles.setdefault(role.person_id, []).append(role)
    units = {role.unit_id for some in roles.values() for role in some}
    names = names_on(units | {one.keeper_id for one in people}, today)
    return [
        PersonRow(
            one,
            [words_of_role(role) for role in roles.get(one.pk, ())],
            names.get(one.keeper_id, ""),
        )
        for one in people
    ]


def words_of_role(role: PersonRole) -> str:
    """`Tình nguyện viên hạng Vàng`, `Chủ tịch`, `Hội viên`."""
    if role.office:
        return role.office
    grade = f" hạng {role.get_grade_display()}" if role.grade else ""
    return f"{role.get_kind_display()}{grade}"
