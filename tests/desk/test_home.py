"""The first page says what waits for the person who looks at it."""

import datetime as dt
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.documents import AT, a_document, a_read_document, an_office, an_officer
from tests.builders.identity import a_user, a_workplace, an_administrator, an_appointment

from nhanai.desk.pages import home
from nhanai.documents.models import Document
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions as plans
from nhanai.plans.models import Plan
from nhanai.plans.vocab import AddedField
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 22), "Chủ nhật, 22 tháng 11"),
        (dt.date(2026, 11, 23), "Thứ Hai, 23 tháng 11"),
        (dt.date(2026, 11, 25), "Thứ Tư, 25 tháng 11"),
        (dt.date(2026, 11, 28), "Thứ Bảy, 28 tháng 11"),
        (dt.date(2026, 2, 6), "Thứ Sáu, 6 tháng 2"),
    ],
)
def test_the_day_is_written_as_it_is_said(day: dt.date, words: str) -> None:
    assert home.in_words(day) == words


def the_health_department() -> Unit:
    """The agency of the task, older than the document."""
    return a_workplace(name="Sở Y tế", start=dt.date(2020, 1, 1))


def words(user: User) -> list[str]:
    """What the opening sentence says."""
    return [figure.words for figure in home.load(user, today=TODAY).figures]


def a_plan(officer: User, office: Unit) -> Plan:
    """Under review: one task, of Sở Y tế, due on 15 December 2026."""
    document = a_read_document(owner=office, by=officer)
    return plans.start_review(document=document, by=officer, at=AT)


def a_confirmed_plan(officer: User, office: Unit) -> Plan:
    """The same, handed to its agency."""
    plan = a_plan(officer, office)
    plans.check_all_assigned(plan=plan, by=officer, at=AT)
    return plans.confirm(plan=plan, by=officer, at=AT)


@pytest.mark.django_db
def test_nothing_waits_where_nothing_was_registered() -> None:
    page = home.load(an_officer(), today=TODAY)

    assert page.figures == ()
    assert page.in_review == []
    assert page.unread is not None
    assert page.unread.total == 0


@pytest.mark.django_db
def test_a_document_waits_to_be_read_then_to_be_reviewed_then_for_its_tasks() -> None:
    office = an_office()
    officer = an_officer(unit=office)
    the_health_department()

    a_document(owner=office, by=officer)
    assert words(officer) == ["1 văn bản chưa đọc xong"]

    Document.objects.all().delete()
    document = a_read_document(owner=office, by=officer)
    assert words(officer) == ["1 văn bản chưa rà soát"]

    plans.start_review(document=document, by=officer, at=AT)
    assert words(officer) == ["1 nhiệm vụ chưa xác nhận"]


@pytest.mark.django_db
def test_an_agency_sees_what_it_holds_and_in_which_role() -> None:
    office = an_office()
    health = the_health_department()
    a_confirmed_plan(an_officer(unit=office), office)
    doctor = an_appointment(unit=health).user

    page = home.load(doctor, today=TODAY)

    assert words(doctor) == ["1 nhiệm vụ giao cho đơn vị"]
    assert page.my_tasks is not None
    (held,) = page.my_tasks
    assert held.task.address == "III.4.-1"
    assert held.roles == ["Chủ trì"]
    assert held.due == home.Due("Hạn 15/12/2026", dt.date(2026, 12, 15))
    assert not held.is_late
    assert (page.in_review, page.unread, page.followed) == (None, None, None)


@pytest.mark.django_db
def test_a_task_that_no_agency_answers_for_is_counted_apart() -> None:
    office = an_office()
    officer = an_officer(unit=office)
    the_health_department()
    plan = a_plan(officer, office)
    (named,) = plan.tasks.get().assignments.all()
    plans.remove_assignment(assignment=named, by=officer, at=AT)

    assert words(officer) == ["1 nhiệm vụ chưa xác nhận", "1 nhiệm vụ chưa có cơ quan"]


@pytest.mark.django_db
def test_every_figure_leads_to_its_rows(sign_in: Callable[[User], Client]) -> None:
    office = a_workplace(name="Sở Y tế", start=dt.date(2020, 1, 1))
    officer = an_officer(unit=office)
    a_confirmed_plan(officer, office)
    a_plan(officer, office)
    a_read_document(owner=office, by=officer)
    a_document(owner=office, by=officer)

    page = BeautifulSoup(sign_in(officer).get("/").content, "html.parser")
    figures = [str(link["href"]) for link in page.select(".sum a")]

    assert figures == ["#ra-soat", "#da-doc", "#chua-doc", "#cua-toi"]
    assert [len(page.select(figure)) for figure in figures] == [1, 1, 1, 1]


@pytest.mark.django_db
def test_another_agency_does_not_see_it() -> None:
    office = an_office()
    the_health_department()
    a_confirmed_plan(an_officer(unit=office), office)
    teacher = an_appointment(unit=a_workplace(name="Sở Giáo dục và Đào tạo")).user

    assert home.load(teacher, today=TODAY).my_tasks == []


@pytest.mark.django_db
def test_a_task_is_late_from_the_day_after_the_one_a_person_set() -> None:
    office = an_office()
    officer = an_officer(unit=office)
    doctor = an_appointment(unit=the_health_department()).user
    plan = a_plan(officer, office)
    plans.set_additions(
        task=plan.tasks.get(), values={AddedField.DUE: "2026-11-23"}, by=officer, at=AT
    )
    plans.check_all_assigned(plan=plan, by=officer, at=AT)
    plans.confirm(plan=plan, by=officer, at=AT)

    tasks = [
        home.load(doctor, today=day).my_tasks or () for day in (TODAY - dt.timedelta(1), TODAY)
    ]

    assert [[(one.due.words, one.is_late) for one in some] for some in tasks] == [
        [("Hạn 23/11/2026", False)],
        [("Hạn 23/11/2026", True)],
    ]


@pytest.mark.django_db
def test_who_watches_over_the_province_sees_its_plans() -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    office = a_workplace(name="Hội tỉnh", kind=UnitKind.CHAPTER, under=province)
    the_health_department()
    plan = a_plan(an_officer(unit=office), office)
    inspector = an_appointment(unit=province, role=Role.INSPECTOR).user

    for user in (inspector, an_administrator(province=province)):
        page = home.load(user, today=TODAY)

        assert page.followed is not None
        assert list(page.followed) == [plan]
        assert page.my_tasks is None


def queries_for(user: User) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        home.load(user, today=TODAY)
    return len(seen)


@pytest.mark.django_db
def test_more_rows_do_not_mean_more_queries() -> None:
    office = an_office()
    officer = an_officer(unit=office)
    doctor = an_appointment(unit=the_health_department()).user
    a_confirmed_plan(officer, office)
    a_plan(officer, office)
    a_read_document(owner=office, by=officer)
    few = [queries_for(user) for user in (officer, doctor)]

    for _ in range(4):
        a_confirmed_plan(officer, office)
        a_plan(officer, office)
        a_read_document(owner=office, by=officer)

    assert [queries_for(user) for user in (officer, doctor)] == few


@pytest.mark.django_db
def test_who_holds_no_role_is_told_that_nothing_waits() -> None:
    assert words(a_user()) == []
