"""A merger carries people along, counts them once, and can be taken back."""

import datetime as dt

import pytest
from django.db.models import Sum
from tests.builders.identity import an_appointment
from tests.builders.people import AT, TODAY, Society, a_person, a_role, a_society

from nhanai.desk.actions import units as desk
from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.people import actions, queries
from nhanai.people.models import Person, PersonRole
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.units import actions as units
from nhanai.units.models import Reorganisation, Unit
from nhanai.units.rules.requests import Merge, Opening, Part
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 10, 1)


def merged(society: Society, manager: User) -> Reorganisation:
    """Both chapters become a new one."""
    opening = Opening(
        "hoi-moi", UnitKind.CHAPTER, "Hội xã Mới", {Line.RED_CROSS: society.office.key}
    )
    parts = (Part(society.chapter.key), Part(society.other.key))
    return desk.reorganise(
        request=Merge(parts, opening, ON),
        basis=units.Basis("9/QĐ-UBND"),
        by=manager,
        at=AT,
        today=TODAY,
    )


def a_manager(society: Society) -> User:
    return an_appointment(role=Role.ADMINISTRATOR, unit=society.province).user


def stock(unit: Unit | None = None) -> int:
    said = Fact.objects.filter(measure__code="TC04", day__lte=TODAY)
    said = said.filter(unit=unit) if unit else said
    return said.aggregate(sum=Sum("quantity"))["sum"] or 0


def test_members_go_on_at_the_new_chapter_and_are_counted_once() -> None:
    society = a_society()
    people = [a_person(society.chapter), a_person(society.other)]
    a_role(people[0], society.chapter, kind=RoleKind.OFFICER)

    merged(society, a_manager(society))

    new = Unit.objects.get(key="hoi-moi")
    rows = {role.person_id: role for role in queries.roles_on(TODAY, RoleKind.MEMBER)}
    assert set(rows) == {one.pk for one in people}
    assert {role.unit_id for role in rows.values()} == {new.pk}
    assert {role.since for role in rows.values()} == {dt.date(2026, 1, 5)}
    assert {one.keeper_id for one in Person.objects.all()} == {new.pk}
    assert (stock(), stock(new)) == (2, 0)
    office = PersonRole.objects.get(kind=RoleKind.OFFICER)
    assert (office.end, office.end_reason) == (ON, EndReason.TERM_ENDED)


def test_who_leaves_the_new_chapter_is_counted_out_there() -> None:
    society = a_society()
    a_person(society.chapter)
    merged(society, a_manager(society))
    role = queries.roles_on(TODAY, RoleKind.MEMBER).get()

    actions.end_role(role=role, last_day=dt.date(2026, 11, 1), reason=EndReason.LEFT,
                     by=society.officer, at=AT)  # fmt: skip

    assert (stock(), stock(role.unit)) == (0, -1)


def test_undone_everybody_is_back_as_before() -> None:
    society = a_society()
    manager = a_manager(society)
    for chapter in (society.chapter, society.other):
        a_role(a_person(chapter), chapter, kind=RoleKind.VOLUNTEER)
    a_person(society.chapter, kind=None)
    actions.count_units()
    columns = ("person", "unit", "kind", "start", "end", "end_reason", "since")
    facts = ("unit", "day", "measure", "quantity", "source", "record")

    def whole() -> list[list[object]]:
        return [
            sorted(PersonRole.objects.values_list(*columns), key=str),
            sorted(Fact.objects.values_list(*facts), key=str),
            sorted(Person.objects.values_list("pk", "keeper"), key=str),
        ]

    before = whole()
    act = merged(society, manager)
    assert whole() != before

    desk.undo(reorganisation=act, by=manager, at=AT, today=TODAY)

    assert whole() == before
