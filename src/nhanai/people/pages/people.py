"""The list of people."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered
from nhanai.people.queries.listing import AGES, STATES, Asked, listed
from nhanai.people.vocab import RoleKind
from nhanai.units.models import UnitName
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of


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
        return self.asked.is_filtered

    @property
    def address(self) -> str:
        """The filters as an address carries them."""
        return self.asked.address()


def people(user: User, asked: Asked, *, number: int, today: dt.date) -> People:
    """The people of her units and below, as filtered, by given name."""
    may = permissions_of(user, today=today)
    can_record = Permission.RECORD in may
    units = list(names_within(user, Permission.VIEW, today=today))
    page = page_of(listed(user, asked, today=today), number=number, noun="người")
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
