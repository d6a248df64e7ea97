"""One digest a person and working day, with what waits for her and nothing else."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings
from tests.builders.identity import a_user, a_workplace, an_appointment
from tests.builders.reminders import TODAY, some_work

from nhanai.plans.models import Concern, Dissemination, Reader
from nhanai.plans.vocab import ConcernKind, ProgressState
from nhanai.reminders import actions, queries
from nhanai.reminders.models import Duty, Preference, Reminder
from nhanai.reminders.rules import Line
from nhanai.reminders.vocab import ReminderState
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def mail_is_sent_here(settings: Settings) -> None:
    settings.SENDS_MAIL = True


def test_it_names_what_is_late_what_is_due_and_what_is_new(moment: dt.datetime) -> None:
    work = some_work(5)
    late = work.occurrence("III.4.-1", due_on=TODAY - A_DAY, label="Quý III/2026")
    work.occurrence("III.4.-2", due_on=TODAY + 7 * A_DAY)
    work.occurrence("III.4.-3", due_on=TODAY + 8 * A_DAY)
    work.occurrence("III.4.-4", due_on=TODAY - A_DAY, state=ProgressState.DONE)
    newest = work.occurrence("III.4.-5")

    reminder = actions.make_digest(user=work.doctor, at=moment)

    assert reminder.lines[0] == {
        "section": "LATE",
        "text": "Tổ chức đợt khám bệnh nhân đạo thứ 1.",
        "note": "Hạn 23/11/2026 · Quý III/2026 · Sở Y tế",
        "opens": "task",
        "key": late.task_id,
        "path": "",
    }
    assert [(line["section"], line["text"][-2:]) for line in reminder.lines] == [
        ("LATE", "1."),
        ("SOON", "2."),
        ("NEW", "3."),
        ("NEW", "5."),
    ]
    assert (reminder.state, reminder.newest) == (ReminderState.WAITING, newest.pk)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (ReminderState.SENT, ["2."]),
        (ReminderState.SHOWN, ["2."]),
        (ReminderState.UNKNOWN, ["1.", "2."]),
        (ReminderState.FAILED, ["1.", "2."]),
    ],
)
def test_what_was_new_yesterday_is_not_new_today_unless_nobody_knows_that_it_arrived(
    state: ReminderState, told: list[str], moment: dt.datetime
) -> None:
    work = some_work(2)
    work.occurrence("III.4.-1")
    first = actions.make_digest(user=work.doctor, at=moment)
    sent_at = moment if state == ReminderState.SENT else None
    Reminder.objects.filter(pk=first.pk).update(state=state, sent_at=sent_at)
    work.occurrence("III.4.-2")

    later = actions.make_digest(user=work.doctor, at=moment + A_DAY)

    assert [line["text"][-2:] for line in later.lines] == told


def test_what_waits_for_her_answer_and_her_reading_is_named(moment: dt.datetime) -> None:
    work = some_work()
    health = Unit.objects.get(key="so-y-te")
    Concern.objects.create(
        kind=ConcernKind.OBSTACLE,
        task=work.desk.task("III.4.-1"),
        unit=work.desk.office,
        addressed_to=health,
        text="Chưa có kinh phí.",
        text_folded="chua co kinh phi",
        by=work.desk.officer,
        at=moment,
    )
    sent = Dissemination.objects.create(
        plan=work.desk.plan, unit=work.desk.office, by=work.desk.officer, at=moment
    )
    Reader.objects.create(dissemination=sent, unit=health, user=work.doctor)

    lines = queries.lines_for(work.doctor, day=TODAY)

    assert [(line.section, line.text, line.opens) for line in lines] == [
        ("CONCERN", "Chưa có kinh phí.", "task"),
        ("UNREAD", work.desk.plan.title, "plan"),
    ]


def test_another_agency_hears_nothing_of_it(moment: dt.datetime) -> None:
    work = some_work()
    work.occurrence("III.4.-1", due_on=TODAY)
    teacher = an_appointment(unit=a_workplace(name="Sở Giáo dục")).user

    reminder = actions.make_digest(user=teacher, at=moment)

    assert (reminder.lines, reminder.state) == ([], ReminderState.NOTHING)


def test_made_twice_it_is_one(moment: dt.datetime) -> None:
    work = some_work()
    work.occurrence("III.4.-1", due_on=TODAY)
    first = actions.make_digest(user=work.doctor, at=moment)
    work.occurrence("III.4.-2", due_on=TODAY)

    again = actions.make_digest(user=work.doctor, at=moment + dt.timedelta(hours=2))

    assert again == first
    assert Reminder.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(user=work.doctor, day=TODAY, state="SHOWN", made_at=moment)


@pytest.mark.parametrize("lacking", ["server", "address", "wish"])
def test_without_a_way_to_send_it_shows_in_the_product(
    lacking: str, moment: dt.datetime, settings: Settings
) -> None:
    work = some_work(email="" if lacking == "address" else "a@laichau.example")
    work.occurrence("III.4.-1", due_on=TODAY)
    settings.SENDS_MAIL = lacking != "server"
    if lacking == "wish":
        actions.set_preference(by_mail=False, hour=7, on_days_off=False, by=work.doctor, at=moment)

    reminder = actions.make_digest(user=work.doctor, at=moment)

    assert reminder.state == ReminderState.SHOWN
    assert len(reminder.lines) == 1


@pytest.mark.parametrize(
    ("day", "hour", "due"),
    [
        (dt.date(2026, 11, 25), 6, False),
        (dt.date(2026, 11, 25), 7, True),
        (dt.date(2026, 11, 24), 9, False),
        (dt.date(2026, 11, 28), 9, False),
        (dt.date(2026, 9, 2), 9, False),
        (dt.date(2024, 5, 4), 9, True),
    ],
    ids=["early", "in-time", "culture-day", "saturday", "national-day", "made-up-saturday"],
)
def test_reminders_are_due_on_working_days_only(
    day: dt.date, hour: int, due: bool, moment: dt.datetime
) -> None:
    user = an_appointment(start=dt.date(2020, 1, 1)).user
    now = moment.replace(year=day.year, month=day.month, day=day.day, hour=hour)

    assert queries.to_remind(now) == ([user] if due else [])


def test_who_asks_for_it_is_reminded_on_a_sunday_at_her_hour(moment: dt.datetime) -> None:
    user = an_appointment().user
    Preference.objects.create(user=user, hour=10, on_days_off=True)
    sunday = moment.replace(day=29)

    found = [queries.to_remind(sunday.replace(hour=hour)) for hour in (9, 10)]

    assert found == [[], [user]]


def test_nobody_without_an_appointment_or_put_to_rest_is_reminded(moment: dt.datetime) -> None:
    a_user()
    an_appointment(user=a_user(is_active=False))
    an_appointment(start=dt.date(2026, 1, 1), end=TODAY)

    assert queries.to_remind(moment) == []


def test_due_digests_are_made_once(moment: dt.datetime) -> None:
    work = some_work()
    work.occurrence("III.4.-1", due_on=TODAY)

    made = [actions.make_due_digests(at=moment + A_DAY) for _ in range(2)]

    assert made == [2, 0]
    states = Reminder.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == [ReminderState.NOTHING, ReminderState.WAITING]


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_work(
    django_assert_max_num_queries: DjangoAssertNumQueries, moment: dt.datetime
) -> None:
    work = some_work(50)
    for number in range(1, 51):
        work.occurrence(f"III.4.-{number}", due_on=TODAY - A_DAY if number % 2 else None)

    with django_assert_max_num_queries(12):
        lines = queries.lines_for(work.doctor, day=TODAY)

    assert len(lines) == 50


def test_only_one_keeper_has_the_duty_until_it_is_silent_or_leaves(moment: dt.datetime) -> None:
    hold = dt.timedelta(minutes=3)

    def takes(holder: str, minutes: int) -> bool:
        at = moment + dt.timedelta(minutes=minutes)
        return actions.take_duty(holder=holder, at=at, hold=hold) is not None

    assert [takes("a", 0), takes("b", 1)] == [True, False]
    assert [takes("a", 2), takes("b", 4)] == [True, False]
    assert [takes("b", 5), takes("a", 6)] == [True, False]

    actions.leave_duty(holder="a", at=moment)
    assert not takes("a", 6)
    actions.leave_duty(holder="b", at=moment + dt.timedelta(minutes=6))
    assert takes("a", 6)
    assert Duty.objects.count() == 1


def test_a_line_is_a_plain_value() -> None:
    assert Line("LATE", "Khám bệnh").opens == ""
