"""Sending the digests: at most once each, and known not to be sent where that is so.

Which outcome leaves what is written in docs/decisions/0007-reminders-room.md.
"""

import datetime as dt
import smtplib
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from nhanai.journal.actions import record
from nhanai.reminders import rules
from nhanai.reminders.actions.mail import message_of
from nhanai.reminders.models import Reminder
from nhanai.reminders.vocab import ReminderState

Clock = Callable[[], dt.datetime]

AUTHOR: Final = "Nhắc việc"
_REFUSED: Final = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPResponseException,
)
"""The server answered that it did not take the mail; what else goes wrong leaves it open."""


def deliver_waiting(*, clock: Clock, may_go_on: Callable[[], bool]) -> int:
    """Send what waits, one by one, until told to stop or the server is away; tells how many."""
    sent = 0
    waiting = Reminder.objects.filter(state=ReminderState.WAITING, next_at__lte=clock())
    for key in list(waiting.order_by("next_at", "pk").values_list("pk", flat=True)):
        if not may_go_on():
            break
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as fault:
            _not_taken(key, fault, at=clock())
            break
        try:
            sent += _deliver(key, connection, clock)
        finally:
            connection.close()
    return sent


def _deliver(key: int, connection: BaseEmailBackend, clock: Clock) -> int:
    """Claim, send, note; the claim is on the disk before the first byte of the mail leaves."""
    claimed = Reminder.objects.filter(pk=key, state=ReminderState.WAITING).update(
        state=ReminderState.SENDING, attempts=F("attempts") + 1, claimed_at=clock()
    )
    if not claimed:
        return 0
    reminder = Reminder.objects.select_related("user").get(pk=key)
    try:
        connection.send_messages([message_of(reminder)])
    except _REFUSED as fault:
        _not_taken(key, fault, at=clock())
    except (OSError, smtplib.SMTPException) as fault:
        _unclear(key, _words(fault))
    else:
        _sent(key, at=clock())
        return 1
    return 0


@transaction.atomic
def _sent(key: int, *, at: dt.datetime) -> None:
    reminder = Reminder.objects.select_for_update(of=("self",)).select_related("user").get(pk=key)
    reminder.state, reminder.sent_at, reminder.trouble = ReminderState.SENT, at, ""
    reminder.save(update_fields=["state", "sent_at", "trouble"])
    new = {"day": reminder.day, "lines": len(reminder.lines)}
    record(verb="reminders.sent", subject=reminder, by=AUTHOR, at=at, new=new)


def _not_taken(key: int, fault: Exception, *, at: dt.datetime) -> None:
    """The mail did not leave: try later, and after the last try say so."""
    tries = Reminder.objects.filter(pk=key).values_list("attempts", "state").get()
    attempts = tries[0] if tries[1] == ReminderState.SENDING else tries[0] + 1
    over = attempts >= rules.TRIES
    Reminder.objects.filter(
        pk=key, state__in=[ReminderState.SENDING, ReminderState.WAITING]
    ).update(
        state=ReminderState.FAILED if over else ReminderState.WAITING,
        attempts=attempts,
        next_at=None if over else at + rules.wait_after(attempts),
        trouble=_words(fault),
    )


def _unclear(key: int, words: str) -> None:
    Reminder.objects.filter(pk=key, state=ReminderState.SENDING).update(
        state=ReminderState.UNKNOWN, trouble=words
    )


def give_up_unclear(*, at: dt.datetime, older_than: dt.timedelta) -> int:
    """Mark as unclear what was being sent when its sender stopped; it is never sent again."""
    left = Reminder.objects.filter(state=ReminderState.SENDING, claimed_at__lt=at - older_than)
    return left.update(
        state=ReminderState.UNKNOWN, trouble="Máy dừng giữa lúc gửi; không gửi lại để khỏi trùng."
    )


def _words(fault: Exception) -> str:
    """What the server said, in short; it may say anything."""
    return f"{settings.EMAIL_HOST}: {fault}"[:300].replace("\x00", "")
