"""Who may what, where, on which day; and who sees whom."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from tests.builders.identity import (
    a_user,
    a_workplace,
    an_administrator,
    an_appointment,
)

from nhanai.base.memory import remembering
from nhanai.documents.permissions import Permission as Documents
from nhanai.identity import queries
from nhanai.identity.models import User
from nhanai.identity.permissions import Permission
from nhanai.identity.vocab import Role
from nhanai.units.permissions import Permission as Units
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db


def test_a_role_reaches_its_unit_and_all_below_and_nothing_else(today: dt.date) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    office = a_workplace(kind=UnitKind.CHAPTER, under=province, line=Line.RED_CROSS)
    chapter = a_workplace(kind=UnitKind.CHAPTER, under=office, line=Line.RED_CROSS)
    agency = a_workplace(under=province)
    officer = an_appointment(role=Role.PROVINCE_OFFICER, unit=office).user

    reached = queries.reach(officer, Documents.REGISTER, today=today)

    assert list(reached) == [office, chapter]
    assert [
        queries.allowed(officer, Documents.REGISTER, unit=unit, today=today)
        for unit in (province, office, chapter, agency)
    ] == [False, True, True, False]


def test_a_right_begins_and_ends_with_the_appointment() -> None:
    term = an_appointment(
        role=Role.AGENCY_OFFICER, start=dt.date(2026, 3, 1), end=dt.date(2026, 6, 1)
    )

    held = [
        queries.holds(term.user, Units.VIEW, today=day)
        for day in (
            dt.date(2026, 2, 28),
            dt.date(2026, 3, 1),
            dt.date(2026, 5, 31),
            dt.date(2026, 6, 1),
        )
    ]

    assert held == [False, True, True, False]


def test_reach_follows_the_place_a_unit_has_on_the_day(today: dt.date) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    later = a_workplace(under=province, start=today + dt.timedelta(days=1))
    user = an_administrator(province=province)

    assert not queries.allowed(user, Permission.MANAGE, unit=later, today=today)
    assert queries.allowed(user, Permission.MANAGE, unit=later, today=today + dt.timedelta(days=1))


def test_an_account_put_to_rest_may_nothing(today: dt.date) -> None:
    term = an_appointment(user=a_user(is_active=False))

    assert not queries.holds(term.user, Units.VIEW, today=today)
    assert not queries.allowed(term.user, Units.VIEW, unit=term.unit, today=today)
    assert not queries.holds_at_the_top(term.user, Units.VIEW, today=today)


def test_a_role_gives_only_what_the_table_says(today: dt.date) -> None:
    term = an_appointment(role=Role.AGENCY_OFFICER)

    assert queries.holds(term.user, Units.VIEW, today=today)
    assert not queries.holds(term.user, Permission.MANAGE, today=today)
    assert not queries.allowed(term.user, Permission.MANAGE, unit=term.unit, today=today)


def people_of(user: User, today: dt.date, **wanted: str) -> list[str]:
    seen = queries.visible_people(user, today=today)
    found = queries.matching(seen, today=today, **wanted)
    return [person.full_name for person in found]


def test_people_show_to_those_above_them_and_are_sorted_by_given_name(today: dt.date) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    office = a_workplace(kind=UnitKind.CHAPTER, under=province, line=Line.RED_CROSS)
    agency = a_workplace(name="Sở Y tế", under=province)
    administrator = an_administrator(province=province, full_name="Phàn Thị Mẩy")
    officer = an_appointment(
        role=Role.PROVINCE_OFFICER, unit=office, user=a_user(full_name="Lò Thị Hạnh")
    ).user
    an_appointment(unit=agency, user=a_user(full_name="Đèo Văn Đức"))
    a_user(full_name="Giàng A Của")

    assert people_of(administrator, today) == [
        "Giàng A Của",
        "Đèo Văn Đức",
        "Lò Thị Hạnh",
        "Phàn Thị Mẩy",
    ]
    assert people_of(officer, today) == ["Lò Thị Hạnh"]
    assert people_of(administrator, today, words="duc deo") == ["Đèo Văn Đức"]
    assert people_of(administrator, today, words="không ai") == []
    assert people_of(administrator, today, place="y te") == ["Đèo Văn Đức"]


def test_who_left_still_shows_to_those_above(today: dt.date) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    agency = a_workplace(under=province)
    administrator = an_administrator(province=province)
    left = an_appointment(unit=agency, end=dt.date(2026, 1, 1)).user

    assert left in queries.visible_people(administrator, today=today)


def test_loading_people_costs_the_same_for_one_and_for_many(today: dt.date) -> None:
    administrator = an_administrator()

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured, remembering():
            people = queries.visible_people(administrator, today=today)
            list(queries.with_appointments(people, today=today))
        return len(captured)

    one = cost()
    for _ in range(20):
        an_appointment()

    assert cost() == one == 3


def test_an_administrator_of_the_province_looks_after_everybody(today: dt.date) -> None:
    administrator = an_administrator()
    stranger, officer = a_user(), an_appointment().user

    assert queries.may_manage(administrator, stranger, today=today)
    assert queries.may_manage(administrator, officer, today=today)
    assert not queries.may_manage(officer, stranger, today=today)


def test_an_administrator_of_a_chapter_looks_after_those_wholly_below(today: dt.date) -> None:
    office = a_workplace(kind=UnitKind.CHAPTER)
    chapter = a_workplace(kind=UnitKind.CHAPTER, under=office, line=Line.RED_CROSS)
    local = an_administrator(province=office)
    inside = an_appointment(role=Role.CHAPTER_CLERK, unit=chapter).user
    both = an_appointment(role=Role.CHAPTER_CLERK, unit=chapter).user
    an_appointment(user=both)

    assert queries.may_manage(local, inside, today=today)
    assert not queries.may_manage(local, both, today=today)
    assert not queries.may_manage(local, a_user(), today=today)


def test_only_units_in_reach_that_still_work_can_be_appointed_to(today: dt.date) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE, name="Tỉnh Lai Châu")
    a_workplace(name="Sở Y tế", under=province)
    closed = a_workplace(name="Sở Nội vụ cũ", under=province)
    closed.end = today
    closed.save()
    a_workplace(name="Nơi khác")
    administrator = an_administrator(province=province)

    names = queries.appointable_names(administrator, today=today)

    assert [name.name for name in names] == ["Sở Y tế", "Tỉnh Lai Châu"]


def test_a_unit_is_called_by_its_name_of_the_day(today: dt.date) -> None:
    unit = a_workplace(name="Sở Thông tin và Truyền thông")
    renamed = today + dt.timedelta(days=1)
    unit.names.create(name="Sở Khoa học và Công nghệ", name_folded="x", sort_key="x", start=renamed)

    assert queries.names_of([unit.pk], on=today) == {unit.pk: "Sở Thông tin và Truyền thông"}
    assert queries.names_of([unit.pk], on=renamed) == {unit.pk: "Sở Khoa học và Công nghệ"}


def test_a_successor_finds_what_was_handed_over(today: dt.date) -> None:
    unit = a_workplace(kind=UnitKind.CHAPTER)
    left = an_appointment(role=Role.CHAPTER_CLERK, unit=unit, end=dt.date(2026, 11, 1))
    left.handover = "Sổ quỹ ở tủ số 2."
    left.save()
    successor = an_appointment(role=Role.CHAPTER_CLERK, unit=unit, start=dt.date(2026, 11, 1)).user
    head = an_appointment(role=Role.CHAPTER_HEAD, unit=unit).user

    assert list(queries.handed_over_to(successor, today=today)) == [left]
    assert list(queries.handed_over_to(head, today=today)) == []
    assert list(queries.handed_over_to(left.user, today=today)) == []


def test_the_last_manager_is_known(today: dt.date) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    one = an_appointment(role=Role.ADMINISTRATOR, unit=province)
    alone = queries.is_last_manager(Q(pk=one.pk), on=today)

    an_administrator(province=province)

    assert alone
    assert not queries.is_last_manager(Q(pk=one.pk), on=today)
