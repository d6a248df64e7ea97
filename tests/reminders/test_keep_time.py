"""The keeper of time: one look does what is due, once."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from tests.builders.reminders import some_work

from nhanai.plans.models import Occurrence
from nhanai.reminders import actions
from nhanai.reminders.models import Duty, Preference, Reminder
from nhanai.reminders.vocab import ReminderState

pytestmark = pytest.mark.django_db


@pytest.fixture
def eager(settings: Settings) -> None:
    """Somebody is to be reminded whatever day and hour it is."""
    settings.SENDS_MAIL = True
    work = some_work()
    work.occurrence("III.4.-1", due_on=timezone.localdate())
    Preference.objects.create(user=work.doctor, hour=0, on_days_off=True)


@pytest.mark.usefixtures("eager")
def test_two_looks_send_one_mail() -> None:
    for _ in range(2):
        call_command("keep_time", once=True)

    assert len(mail.outbox) == 1
    assert Reminder.objects.filter(state=ReminderState.SENT).count() == 1


@pytest.mark.usefixtures("eager")
def test_while_another_has_the_duty_it_does_nothing() -> None:
    now = timezone.now()
    actions.take_duty(holder="another", at=now, hold=dt.timedelta(minutes=3))

    call_command("keep_time", once=True)

    assert mail.outbox == []
    assert Duty.objects.get().holder == "another"


@pytest.mark.usefixtures("eager")
def test_the_work_of_a_new_period_is_opened_once_a_day() -> None:
    Occurrence.objects.all().delete()

    call_command("keep_time", once=True)
    opened = Occurrence.objects.count()
    Occurrence.objects.all().delete()
    call_command("keep_time", once=True)

    assert opened == 3
    assert Occurrence.objects.count() == 0
    assert Duty.objects.get().opened_on == timezone.localdate()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_once_a_day_the_tables_are_counted() -> None:
    some_work()

    call_command("keep_time", once=True)

    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'plans_occurrence_counted'")
        (counted,) = cursor.fetchone()
    assert counted.split()[0] == str(Occurrence.objects.count())
