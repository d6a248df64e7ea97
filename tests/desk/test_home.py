"""The first page says what waits for the person who looks at it."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.builders.documents import AT, a_document, a_read_document, an_office, an_officer
from tests.builders.identity import a_user, a_workplace, an_administrator, an_appointment
from tests.builders.reminders import some_work

from nhanai.base.memory import remembering
from nhanai.desk.pages import home
from nhanai.desk.pages.work import Work
from nhanai.documents.models import Document
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions as plans
from nhanai.plans.models import Concern, Dissemination, Plan, Reader, Update
from nhanai.plans.vocab import ConcernKind, ProgressState
from nhanai.reminders.models import Visit
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
def test_an_agency_sees_what_it_holds_in_which_role_and_until_when() -> None:
    office = an_office()
    health = the_health_department()
    a_confirmed_plan(an_officer(unit=office), office)
    doctor = an_appointment(unit=health).user

    page = home.load(doctor, today=TODAY)

    assert words(doctor) == ["1 việc đến hạn trong 30 ngày"]
    assert page.work is not None
    (bucket,) = page.work.buckets
    (row,) = bucket.rows
    assert (row.work.task.address, row.work.role, row.unit, row.due) == (
        *("III.4.-1", "LEAD"),
        *("Sở Y tế", "15/12/2026"),
    )
    assert (page.in_review, page.unread, page.followed, page.others) == (None, None, None, None)


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

    assert figures == ["#ba-muoi-ngay", "#ra-soat", "#da-doc", "#chua-doc"]
    assert [len(page.select(figure)) for figure in figures] == [1, 1, 1, 1]


@pytest.mark.django_db
def test_another_agency_does_not_see_it() -> None:
    office = an_office()
    the_health_department()
    a_confirmed_plan(an_officer(unit=office), office)
    teacher = an_appointment(unit=a_workplace(name="Sở Giáo dục và Đào tạo")).user

    page = home.load(teacher, today=TODAY)

    assert (page.figures, page.work) == ((), Work([]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "anchor", "state"),
    [
        (-1, "qua-han", "Trễ 1 ngày"),
        (0, "bay-ngay", "Hạn hôm nay"),
        (7, "bay-ngay", "Còn 7 ngày"),
        (8, "ba-muoi-ngay", "Chưa bắt đầu"),
        (30, "ba-muoi-ngay", "Chưa bắt đầu"),
        (31, "viec-khac", "Chưa bắt đầu"),
        (None, "viec-khac", "Chưa bắt đầu"),
    ],
)
def test_work_stands_where_its_day_puts_it(days: int | None, anchor: str, state: str) -> None:
    work = some_work(1)
    due = None if days is None else TODAY + dt.timedelta(days)
    work.occurrence("III.4.-1", due_on=due)

    page = home.load(work.doctor, today=TODAY)

    assert page.work is not None
    shown = [(one.anchor, [row.state for row in one.rows]) for one in page.work.buckets]
    assert shown == [(anchor, [state])]


@pytest.mark.django_db
def test_closed_work_is_gone_and_each_part_shows_its_first_five_of_all() -> None:
    work = some_work(9)
    for number in range(1, 8):
        work.occurrence(f"III.4.-{number}", due_on=TODAY - dt.timedelta(number))
    work.occurrence("III.4.-8", due_on=TODAY, state=ProgressState.DONE)
    work.occurrence("III.4.-9", due_on=TODAY)

    page = home.load(work.doctor, today=TODAY)

    assert page.work is not None
    late, soon = page.work.buckets
    assert (late.total, [row.state for row in late.rows]) == (
        7,
        [f"Trễ {days} ngày" for days in (7, 6, 5, 4, 3)],
    )
    assert (soon.total, len(soon.rows)) == (1, 1)
    assert words(work.doctor) == ["7 việc quá hạn", "1 việc đến hạn trong 7 ngày"]


@pytest.mark.django_db
def test_who_leads_the_plan_sees_which_units_are_late() -> None:
    work = some_work(2)
    work.occurrence("III.4.-1", due_on=TODAY - dt.timedelta(3))
    work.occurrence("III.4.-2", due_on=TODAY + dt.timedelta(20))

    page = home.load(work.desk.officer, today=TODAY)

    assert page.others is not None
    (late,) = page.others
    assert [(row.unit, row.state) for row in late.rows] == [("Sở Y tế", "Trễ 3 ngày")]
    assert page.work is None
    assert words(work.desk.officer) == ["1 việc của các đơn vị quá hạn"]


@pytest.mark.django_db
def test_of_many_updates_since_the_last_visit_no_more_are_counted_than_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = some_work(1)
    row = work.occurrence("III.4.-1", due_on=TODAY + dt.timedelta(60))
    for text in ("Đã khám hai bản.", "Đã khám ba bản.", "Đã khám bốn bản."):
        plans.update(
            occurrence=row,
            state=ProgressState.IN_PROGRESS,
            token=uuid.uuid4(),
            text=text,
            by=work.doctor,
            at=AT,
        )
    monkeypatch.setattr(home, "MOST_SAID", 2)

    page = home.load(work.desk.officer, today=TODAY, since=AT - dt.timedelta(hours=1))

    assert [figure.words for figure in page.figures] == ["hơn 2 cập nhật mới"]
    assert page.said.total == 2


@pytest.mark.django_db
@pytest.mark.parametrize("few", [0, 20])
def test_what_others_said_since_the_last_visit_is_shown_and_what_she_said_is_not(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "FEW_PLANS", few)
    work = some_work(1)
    row = work.occurrence("III.4.-1", due_on=TODAY + dt.timedelta(60))
    said = plans.update(
        occurrence=row,
        state=ProgressState.IN_PROGRESS,
        token=uuid.uuid4(),
        text="Đã khám hai bản.",
        by=work.doctor,
        at=AT,
    )

    def seen(user: User, since: dt.datetime | None) -> list[Update]:
        return list(home.load(user, today=TODAY, since=since).said)

    before = AT - dt.timedelta(hours=1)
    assert seen(work.desk.officer, before) == [said]
    assert seen(work.desk.officer, AT) == []
    assert seen(work.desk.officer, None) == []
    assert seen(work.doctor, before) == []


@pytest.mark.django_db
def test_the_page_draws_every_section(sign_in: Callable[[User], Client]) -> None:
    work = some_work(2)
    health = Unit.objects.get(key="so-y-te")
    now = timezone.now()
    row = work.occurrence("III.4.-1", due_on=timezone.localdate())
    for raised in range(2):
        Concern.objects.create(
            kind=ConcernKind.OBSTACLE,
            task=work.desk.task("III.4.-1"),
            unit=work.desk.office,
            addressed_to=health,
            text=f"Chưa có kinh phí {raised}.",
            text_folded="chua co kinh phi",
            by=work.desk.officer,
            at=now,
        )
    sent = Dissemination.objects.create(
        plan=work.desk.plan, unit=work.desk.office, by=work.desk.officer, at=now
    )
    Reader.objects.create(dissemination=sent, unit=health, user=work.doctor)
    Visit.objects.create(user=work.doctor, seen_at=now - dt.timedelta(days=1))
    plans.update(
        occurrence=row,
        state=ProgressState.IN_PROGRESS,
        token=uuid.uuid4(),
        text="Đã khám hai bản.",
        by=work.desk.officer,
        at=now,
    )

    page = BeautifulSoup(sign_in(work.doctor).get("/").content, "html.parser")
    figures = {str(link["href"]): link.get_text() for link in page.select(".sum a")}

    assert figures == {
        "#bay-ngay": "1 việc đến hạn trong 7 ngày",
        "#kien-nghi": "2 kiến nghị chờ trả lời",
        "#can-doc": "1 kế hoạch chờ xác nhận đã đọc",
        "#moi": "1 cập nhật mới",
    }
    assert [len(page.select(figure)) for figure in figures] == [1, 1, 1, 1]


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
        assert page.work is None


def queries_for(user: User) -> int:
    with CaptureQueriesContext(connection) as seen, remembering():
        home.load(user, today=TODAY, since=AT)
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
    assert max(few) <= 12


@pytest.mark.django_db
def test_the_page_with_everything_on_it_asks_fifteen_times_at_most(
    sign_in: Callable[[User], Client],
) -> None:
    office = an_office()
    officer = an_officer(unit=office)
    the_health_department()
    a_confirmed_plan(officer, office)
    a_plan(officer, office)
    a_read_document(owner=office, by=officer)
    a_document(owner=office, by=officer)
    client = sign_in(officer)
    client.get("/")
    Visit.objects.update(before_at=AT)

    with CaptureQueriesContext(connection) as seen:
        page = client.get("/")

    assert page.status_code == 200
    assert len(seen) <= 15


@pytest.mark.django_db
def test_who_holds_no_role_is_told_that_nothing_waits() -> None:
    assert words(a_user()) == []
