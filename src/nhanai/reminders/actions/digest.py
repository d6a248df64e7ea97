"""Making the digests of a day: once a person, whoever comes first."""

import datetime as dt
from dataclasses import asdict
from typing import Final

from django.conf import settings
from django.utils.timezone import localdate, localtime

from nhanai.identity.models import User
from nhanai.reminders import queries, rules
from nhanai.reminders.models import Preference, Reminder
from nhanai.reminders.vocab import ReminderState

BATCH: Final = 20
"""Digests made before the first of them is sent: a morning does not hang on the last person."""


def make_due_digests(*, at: dt.datetime, most: int = BATCH) -> int:
    """Make some of what is due by now and not made yet; tells how many, 0 when all are made."""
    due = queries.to_remind(localtime(at))[:most]
    return len([make_digest(user=user, at=at) for user in due])


def make_digest(*, user: User, at: dt.datetime) -> Reminder:
    """The digest of that day for `user`; an existing one stays as it is.

    What it says is read before anything is locked: writing is one short statement, so that those
    who work meanwhile do not wait for a morning's digests. What is opened between the two has a
    greater key than `newest` and is told the next time.
    """
    day = localdate(at)
    found = Reminder.objects.filter(user=user, day=day).first()
    if found is not None:
        return found
    newest = queries.newest_work()
    lines = queries.lines_for(user, day=day)
    state = _state(user, queries.preference_of(user), something=bool(lines))
    row, _ = Reminder.objects.get_or_create(
        user=user,
        day=day,
        defaults={
            "lines": [asdict(line) for line in lines],
            "content_hash": rules.content_hash(lines),
            "newest": newest,
            "state": state,
            "made_at": at,
            "next_at": at if state == ReminderState.WAITING else None,
        },
    )
    return row


def _state(user: User, wish: Preference, *, something: bool) -> ReminderState:
    if not something:
        return ReminderState.NOTHING
    if settings.SENDS_MAIL and wish.by_mail and user.email:
        return ReminderState.WAITING
    return ReminderState.SHOWN
