"""A mail leaves at most once; whatever goes wrong, the row says what is known."""

import datetime as dt
import email
import email.policy
from collections.abc import Iterator

import pytest
from django.core import mail
from pytest_django import Settings
from tests.builders.reminders import TODAY, some_work
from tests.builders.sink import Sink, a_sink

from nhanai.journal import queries as journal
from nhanai.mail.actions import deliver_one
from nhanai.reminders import actions, rules
from nhanai.reminders.actions.delivery import DIGESTS
from nhanai.reminders.models import Reminder
from nhanai.reminders.vocab import ReminderState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_is_sent_here(settings: Settings) -> None:
    settings.SENDS_MAIL = True
    settings.ADDRESS = "https://nhanai.laichau.example"


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    with a_sink() as one:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", one.port, 5
        yield one


def a_waiting(moment: dt.datetime) -> Reminder:
    """A digest with one line, to be sent."""
    work = some_work()
    work.occurrence("III.4.-1", due_on=TODAY)
    return actions.make_digest(user=work.doctor, at=moment)


def deliver(moment: dt.datetime) -> int:
    return actions.deliver_waiting(clock=lambda: moment, may_go_on=lambda: True)


def now_of(reminder: Reminder) -> tuple[str, int, bool]:
    reminder.refresh_from_db()
    return reminder.state, reminder.attempts, reminder.sent_at is not None


def test_it_is_sent_once_in_words_and_with_links(moment: dt.datetime) -> None:
    reminder = a_waiting(moment)

    sent = [deliver(moment), deliver(moment)]

    assert sent == [1, 0]
    (message,) = mail.outbox
    assert message.to == ["yte@laichau.example"]
    assert message.subject == "Nhắc việc 24/11: 1 việc đến hạn trong 7 ngày"
    assert message.extra_headers["Message-ID"] == rules.message_id(
        reminder.user_id, TODAY, "nhanai.laichau.example"
    )
    link = f"https://nhanai.laichau.example/ke-hoach/nhiem-vu/{reminder.lines[0]['key']}/"
    assert link in str(message.body)
    assert f'href="{link}"' in str(message.alternatives[0][0])  # type: ignore[attr-defined]  # it has both
    assert now_of(reminder) == (ReminderState.SENT, 1, True)
    (line,) = journal.of_subject(journal.key_of(reminder))
    assert (line.verb, line.by, line.new["lines"]) == ("reminders.sent", "Nhắc việc", 1)


def test_it_arrives_at_a_real_server_as_vietnamese(sink: Sink, moment: dt.datetime) -> None:
    reminder = a_waiting(moment)

    deliver(moment)

    message = email.message_from_bytes(sink.raw[0], policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    assert "Kính gửi Lò Thị Hạnh" in body.get_content()
    assert sum(sink.taken.values()) == 1
    assert now_of(reminder) == (ReminderState.SENT, 1, True)


def test_while_the_server_is_away_it_waits_and_after_the_last_try_says_so(
    settings: Settings, moment: dt.datetime
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    reminder = a_waiting(moment)
    seen = []

    for hours in range(6):
        deliver(moment + dt.timedelta(hours=hours))
        seen.append(now_of(reminder)[:2])

    waiting = [(ReminderState.WAITING, tries) for tries in (1, 2, 3, 4)]
    assert seen == [*waiting, (ReminderState.FAILED, 5), (ReminderState.FAILED, 5)]
    assert "127.0.0.1" in reminder.trouble


def test_it_is_not_tried_again_before_its_time(settings: Settings, moment: dt.datetime) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    reminder = a_waiting(moment)

    deliver(moment)
    deliver(moment + dt.timedelta(minutes=4))

    assert now_of(reminder) == (ReminderState.WAITING, 1, False)


def test_what_the_server_refuses_waits_for_another_try(sink: Sink, moment: dt.datetime) -> None:
    reminder = a_waiting(moment)
    sink.refuses = True
    deliver(moment)
    assert now_of(reminder) == (ReminderState.WAITING, 1, False)

    sink.refuses = False
    deliver(moment + dt.timedelta(hours=1))

    assert now_of(reminder) == (ReminderState.SENT, 2, True)
    assert list(sink.taken.values()) == [1]


def test_a_line_that_breaks_at_the_last_word_leaves_it_open_and_never_doubles_it(
    sink: Sink, moment: dt.datetime
) -> None:
    reminder = a_waiting(moment)
    sink.breaks = True
    deliver(moment)
    sink.breaks = False

    deliver(moment + dt.timedelta(hours=1))

    assert now_of(reminder) == (ReminderState.UNKNOWN, 1, False)
    assert list(sink.taken.values()) == [1]


def test_a_sender_that_vanished_leaves_an_unclear_row_and_no_second_mail(
    moment: dt.datetime,
) -> None:
    reminder = a_waiting(moment)
    Reminder.objects.filter(pk=reminder.pk).update(state=ReminderState.SENDING, claimed_at=moment)
    hold = dt.timedelta(minutes=3)

    early = actions.give_up_unclear(at=moment + hold, older_than=hold)
    late = actions.give_up_unclear(at=moment + 2 * hold, older_than=hold)
    deliver(moment + 3 * hold)

    assert (early, late) == (0, 1)
    assert now_of(reminder)[0] == ReminderState.UNKNOWN
    assert mail.outbox == []


def test_two_senders_cannot_claim_one_row(moment: dt.datetime) -> None:
    reminder = a_waiting(moment)
    connection = mail.get_connection()

    sent = [deliver_one(DIGESTS, reminder.pk, connection, lambda: moment) for _ in range(2)]

    assert sent == [1, 0]
    assert len(mail.outbox) == 1


def test_who_is_told_to_stop_sends_nothing_more(moment: dt.datetime) -> None:
    reminder = a_waiting(moment)

    actions.deliver_waiting(clock=lambda: moment, may_go_on=lambda: False)

    assert now_of(reminder) == (ReminderState.WAITING, 0, False)
    assert mail.outbox == []
