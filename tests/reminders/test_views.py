"""One's own reminders, and the calendar behind a secret link."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlparse

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings
from tests.builders.identity import an_appointment
from tests.builders.reminders import some_work

from nhanai.identity.models import User
from nhanai.journal import queries as journal
from nhanai.plans.vocab import ProgressState
from nhanai.reminders import actions, queries
from nhanai.reminders.http import MOST
from nhanai.reminders.models import CalendarLink, Preference, Reminder
from nhanai.reminders.queries.feed import entries_of
from nhanai.reminders.vocab import ReminderState

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    cache.clear()


def main_of(content: bytes) -> str:
    found = BeautifulSoup(content, "html.parser").select_one("main")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_she_chooses_how_she_is_reminded(sign_in: SignIn) -> None:
    user = an_appointment().user

    answer = sign_in(user).post("/tai-khoan/nhac-viec/", {"hour": "9", "on_days_off": "on"})

    assert answer.status_code == 302
    wish = Preference.objects.get(user=user)
    assert (wish.by_mail, wish.hour, wish.on_days_off) == (False, 9, True)
    assert [line.verb for line in journal.of_subject(journal.key_of(user))] == [
        "reminders.preference_set"
    ]


def test_an_hour_that_is_not_offered_is_refused(sign_in: SignIn) -> None:
    user = an_appointment().user

    answer = sign_in(user).post("/tai-khoan/nhac-viec/", {"hour": "25"})

    assert answer.status_code == 422
    assert "Chọn một giờ trong danh sách." in main_of(answer.content)
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    ("sends", "email", "said"),
    [
        (False, "a@b.vn", "chưa đặt máy chủ thư"),
        (True, "", "chưa có địa chỉ thư điện tử"),
        (True, "a@b.vn", "Thư gửi đến a@b.vn"),
    ],
)
def test_the_page_says_where_reminders_go(
    sends: bool, email: str, said: str, sign_in: SignIn, settings: Settings
) -> None:
    settings.SENDS_MAIL = sends
    user = an_appointment().user
    user.email = email
    user.save()

    assert said in main_of(sign_in(user).get("/tai-khoan/nhac-viec/").content)


def test_what_was_told_shows_with_its_fate(sign_in: SignIn, moment: dt.datetime) -> None:
    work = some_work()
    work.occurrence("III.4.-1", due_on=moment.date())
    reminder = actions.make_digest(user=work.doctor, at=moment)
    Reminder.objects.filter(pk=reminder.pk).update(state=ReminderState.UNKNOWN)

    text = main_of(sign_in(work.doctor).get("/tai-khoan/nhac-viec/").content)

    assert "Ngày 24/11/2026" in text
    assert "Không rõ thư đã đi chưa" in text
    assert "Tổ chức đợt khám bệnh nhân đạo thứ 1." in text
    assert "Máy dừng đúng lúc gửi" in text


def a_link(client: Client) -> str:
    """Make a link on the page; its path."""
    answer = client.post("/tai-khoan/nhac-viec/lich/")
    field = BeautifulSoup(answer.content, "html.parser").select_one("textarea")
    assert field is not None
    assert answer.headers["Cache-Control"] == "no-store"
    return urlparse(field.text.strip()).path


def test_the_link_opens_the_calendar_without_signing_in(sign_in: SignIn) -> None:
    work = some_work(4)
    today = timezone.localdate()
    due = work.occurrence("III.4.-1", due_on=today + dt.timedelta(days=3), label="Quý IV")
    work.occurrence("III.4.-2")
    work.occurrence("III.4.-3", due_on=today, state=ProgressState.DONE)
    path = a_link(sign_in(work.doctor))

    answer = Client().get(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Hạn: Tổ chức đợt khám bệnh nhân đạo thứ 1."
    assert event.decoded("dtstart") == due.due_on
    assert f"/ke-hoach/nhiem-vu/{due.task_id}/" in str(event["description"])
    assert "Quý IV" in str(event["description"])
    link = queries.link_of(work.doctor)
    assert link is not None
    assert link.last_used_at is not None


def test_the_secret_is_stored_nowhere(sign_in: SignIn) -> None:
    user = an_appointment().user

    path = a_link(sign_in(user))

    token = path.removeprefix("/lich/").removesuffix(".ics")
    kept = str([link.__dict__ for link in CalendarLink.objects.all()])
    told = str([line.__dict__ for line in journal.of_subject(journal.key_of(user))])
    assert token not in kept + told


def test_an_unchanged_calendar_is_not_sent_again(sign_in: SignIn) -> None:
    work = some_work()
    work.occurrence("III.4.-1", due_on=timezone.localdate())
    path = a_link(sign_in(work.doctor))
    first = Client().get(path)
    asked = {"If-None-Match": first.headers["ETag"]}

    again = Client().get(path, headers=asked)
    work.occurrence("III.4.-2", due_on=timezone.localdate())
    changed = Client().get(path, headers=asked)

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert "Last-Modified" in first.headers


def test_a_new_link_ends_the_old_one_and_a_revoked_one_opens_nothing(sign_in: SignIn) -> None:
    client = sign_in(an_appointment().user)
    old, new = a_link(client), a_link(client)

    before = [Client().get(path).status_code for path in (old, new)]
    client.post("/tai-khoan/nhac-viec/lich/thu-hoi/")
    after = Client().get(new)
    twice = client.post("/tai-khoan/nhac-viec/lich/thu-hoi/", follow=True)

    assert before == [404, 200]
    assert after.status_code == 404
    assert "không còn dùng" in after.content.decode()
    assert "Chưa có đường dẫn lịch nào đang dùng." in twice.content.decode()


def test_the_calendar_of_an_account_at_rest_is_closed(sign_in: SignIn) -> None:
    user = an_appointment().user
    path = a_link(sign_in(user))
    user.is_active = False
    user.save()

    assert Client().get(path).status_code == 404


@pytest.mark.slow
def test_who_guesses_is_told_to_wait() -> None:
    an_appointment()
    client = Client()

    states = [client.get(f"/lich/thu-{number}.ics").status_code for number in range(MOST + 1)]

    assert states == [404] * MOST + [429]


@pytest.mark.slow
def test_a_big_calendar_takes_as_many_queries_as_a_small_one(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    work = some_work(50)
    for number in range(1, 51):
        work.occurrence(f"III.4.-{number}", due_on=timezone.localdate())

    with django_assert_max_num_queries(4):
        entries = entries_of(work.doctor, today=timezone.localdate(), address="/x/")

    assert len(entries) == 50


def test_the_visit_before_this_one_is_remembered(moment: dt.datetime) -> None:
    user = an_appointment().user
    hour = dt.timedelta(hours=1)

    seen = [actions.note_visit(by=user, at=moment + n * hour) for n in (0, 1, 9, 10)]

    assert seen == [None, None, moment + hour, moment + hour]


def test_looking_again_within_a_minute_writes_nothing(
    moment: dt.datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = an_appointment().user
    actions.note_visit(by=user, at=moment)

    with django_assert_num_queries(1):
        actions.note_visit(by=user, at=moment + dt.timedelta(seconds=59))
    with django_assert_num_queries(2):
        actions.note_visit(by=user, at=moment + dt.timedelta(seconds=60))
