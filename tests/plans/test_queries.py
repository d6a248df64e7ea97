"""Who sees which plans and tasks, and finding some among them."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.builders.identity import a_user
from tests.builders.plans import (
    AT,
    Said,
    a_confirmed_plan,
    a_review,
    an_officer_at,
    many_said,
)
from tests.builders.units import a_succession, a_unit, unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions, queries
from nhanai.plans.models import Plan, Task
from nhanai.plans.queries import Filters

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def seen(user: User) -> list[str]:
    """The addresses of the tasks that a person sees."""
    tasks = queries.visible_tasks(user, today=TODAY)
    return list(tasks.values_list("address", flat=True))


def test_an_agency_sees_what_is_handed_to_it_once_the_plan_is_confirmed() -> None:
    desk = a_confirmed_plan()
    health = an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)

    assert seen(health) == ["III.4.-1", "III.4.-2"]
    assert list(queries.visible_to(health, today=TODAY)) == [desk.plan]


def test_an_agency_sees_nothing_of_a_plan_under_review() -> None:
    a_review()
    health = an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)

    assert seen(health) == []
    assert list(queries.visible_to(health, today=TODAY)) == []


def test_an_agency_keeps_seeing_its_tasks_while_the_plan_is_corrected() -> None:
    desk = a_confirmed_plan()
    actions.reopen(plan=desk.plan, reason="Sửa.", by=desk.officer, at=AT)
    health = an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)

    assert seen(health) == ["III.4.-1", "III.4.-2"]


def test_who_follows_the_plan_sees_all_its_tasks_in_their_order() -> None:
    desk = a_confirmed_plan()

    assert seen(desk.officer) == desk.standing()


def test_who_has_no_appointment_sees_nothing() -> None:
    a_confirmed_plan()

    assert seen(a_user()) == []


def test_an_ended_appointment_shows_nothing_any_more() -> None:
    a_confirmed_plan()
    health = an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)
    health.appointments.update(end=TODAY)

    assert seen(health) == []


def test_after_handing_over_the_successor_sees_the_tasks_and_the_old_holder_does_not() -> None:
    desk = a_confirmed_plan()
    new = a_unit("Sở Y tế và An sinh", key="so-moi")
    actions.hand_over(
        unit=unit("so-y-te"), successors=[new], on=TODAY, reason="x", by=desk.officer, at=AT
    )

    assert seen(an_officer_at(new, role=Role.AGENCY_OFFICER)) == ["III.4.-1", "III.4.-2"]
    assert seen(an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)) == []


@pytest.mark.parametrize(
    ("filters", "addresses"),
    [
        (Filters(text="truong hoc"), ["III.5.-1"]),
        (Filters(text="TRƯỜNG HỌC"), ["III.5.-1"]),
        (Filters(role="COORDINATING"), ["III.4.-1"]),
        (Filters(words="Sở Y tế"), ["III.4.-1", "III.4.-2"]),
        (Filters(words="Sở Y tế", role="LEAD"), ["III.4.-1"]),
        (Filters(group="none"), ["III.4.-1", "III.5.-1"]),
        (Filters(state="CHECKED"), []),
        (Filters(text="không có chữ này"), []),
    ],
)
def test_tasks_are_found_by(filters: Filters, addresses: list[str]) -> None:
    desk = a_review()
    tasks = queries.narrowed(queries.standing(desk.plan), filters)

    assert list(tasks.values_list("address", flat=True)) == addresses


def test_tasks_are_found_by_the_unit_that_holds_them() -> None:
    desk = a_review()
    tasks = queries.standing(desk.plan)
    found = queries.narrowed(tasks, Filters(unit=unit("so-gddt").pk))

    assert list(found.values_list("address", flat=True)) == ["III.5.-1"]


def test_search_finds_visible_tasks_and_nothing_for_no_words() -> None:
    desk = a_confirmed_plan()
    health = an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)

    mine = queries.search(health, "gia tri nhan dao", today=TODAY)
    all_of_them = queries.search(desk.officer, "gia tri nhan dao", today=TODAY)

    assert list(mine.values_list("address", flat=True)) == ["III.4.-2"]
    assert list(all_of_them.values_list("address", flat=True)) == ["II.1.-1", "III.4.-2"]
    assert not queries.search(desk.officer, "  ", today=TODAY).exists()


@pytest.mark.parametrize(
    ("text", "count"), [("nhan dao", 1), ("3836", 1), ("nhân đạo tỉnh", 1), ("giao thông", 0)]
)
def test_plans_are_found_by_title_and_reference_without_accents(text: str, count: int) -> None:
    a_review()

    assert queries.searched_plans(Plan.objects.all(), text=text).count() == count


def test_what_waits_for_a_person_is_counted() -> None:
    desk = a_review()
    actions.check(task=desk.task("III.5.-1"), by=desk.officer, at=AT)

    counts = queries.counts_for(desk.officer, today=TODAY)

    assert counts.in_review == ((desk.plan, 4),)
    assert counts.handed_to_me == 0


def test_what_was_handed_to_a_persons_own_unit_is_counted() -> None:
    a_confirmed_plan()
    health = an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)

    counts = queries.counts_for(health, today=TODAY)

    assert (counts.in_review, counts.handed_to_me) == ((), 2)


def test_open_tasks_of_a_unit_are_those_that_would_need_another_agency() -> None:
    desk = a_review()
    actions.drop(task=desk.task("III.4.-2"), by=desk.officer, at=AT)

    found = queries.open_tasks_of([unit("so-y-te")])

    assert list(found.values_list("address", flat=True)) == ["III.4.-1"]


@pytest.mark.parametrize("text", ["so y te", "SỞ Y TẾ", "y te"])
def test_a_unit_is_found_by_its_words_without_accents(text: str) -> None:
    a_review()

    assert [one.name for one in queries.found_units(text, today=TODAY)] == ["Sở Y tế"]


def test_an_ended_unit_is_not_offered() -> None:
    a_unit("Sở Ngoại vụ", key="so-ngoai-vu", end=dt.date(2025, 3, 1))

    assert queries.found_units("ngoại vụ", today=TODAY) == ()


def test_an_agency_is_named_by_its_unit_and_many_by_the_documents_words() -> None:
    old = a_unit("Sở Thông tin và Truyền thông", key="so-tttt", end=dt.date(2025, 3, 1))
    new = a_unit("Sở Khoa học và Công nghệ", key="so-khcn", short_name="Sở KH&CN")
    a_succession(old, new, on=dt.date(2025, 3, 1))
    desk = a_review(said=[Said("III.4.-1", "Hướng dẫn.", by=("Sở Thông tin và Truyền thông",))])

    agency = queries.agencies_of([desk.task("III.4.-1").pk], day=TODAY)[desk.task("III.4.-1").pk][0]

    assert (agency.name, agency.short, agency.differs) == (
        "Sở Khoa học và Công nghệ",
        "Sở KH&CN",
        True,
    )
    assert [one.name for one in agency.former] == ["Sở Thông tin và Truyền thông"]


def test_words_that_leave_open_whom_they_mean_name_no_unit() -> None:
    said = [Said("III.4.-1", "Khám bệnh.", by=("Sở Y tế",), coordinating=("các sở liên quan",))]
    desk = a_review(said=said)

    assert desk.named("III.4.-1")[1] == ("các sở liên quan", "COORDINATING", [])


@pytest.mark.parametrize("count", [5, 60])
def test_the_agencies_of_many_tasks_cost_as_many_queries_as_of_few(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk = a_review(said=many_said(count))
    keys = list(Task.objects.filter(plan=desk.plan).values_list("pk", flat=True))

    with django_assert_num_queries(2):
        found = queries.agencies_of(keys, day=TODAY)

    assert len(found) == count
