"""Sending the digests, and telling the journal of each that left."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from nhanai.journal.actions import record
from nhanai.mail import actions as mail
from nhanai.mail.actions import Clock, Post
from nhanai.reminders.actions.mail import message_of
from nhanai.reminders.models import Reminder
from nhanai.reminders.vocab import ReminderState

AUTHOR: Final = "Nhắc việc"


def _told(reminder: Reminder, at: dt.datetime) -> None:
    """A line for what was sent; what was not is told by the next day's digest anyway."""
    if reminder.state != ReminderState.SENT:
        return
    new = {"day": reminder.day, "lines": len(reminder.lines)}
    record(verb="reminders.sent", subject=reminder, by=AUTHOR, at=at, new=new)


DIGESTS: Final = Post(
    rows=lambda: Reminder.objects.select_related("user"), message=message_of, told=_told
)


def deliver_waiting(*, clock: Clock, may_go_on: Callable[[], bool]) -> int:
    """Send what waits, one by one, until told to stop or the server is away; tells how many."""
    return mail.deliver_waiting(DIGESTS, clock=clock, may_go_on=may_go_on)


def give_up_unclear(*, at: dt.datetime, older_than: dt.timedelta) -> int:
    """Mark as unclear what was being sent when its sender stopped; it is never sent again."""
    return mail.give_up_unclear(DIGESTS, at=at, older_than=older_than)
