"""Who is to be reminded, and how each one wishes it."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, QuerySet

from nhanai.base.secret import hashed
from nhanai.identity.models import Appointment, User
from nhanai.identity.queries import in_force
from nhanai.periods import queries as periods
from nhanai.reminders.models import CalendarLink, Preference, Reminder, Visit
from nhanai.reminders.rules import is_time, since
from nhanai.reminders.vocab import ReminderState


def preference_of(user: User) -> Preference:
    """How she wishes to be reminded; the usual way while she has not said."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def to_remind(now: dt.datetime) -> list[User]:
    """Who is due for the digest of this day and has none yet; `now` is local."""
    today = now.date()
    held = Appointment.objects.filter(in_force(today), user=OuterRef("pk"))
    told = Reminder.objects.filter(user=OuterRef("pk"), day=today)
    people = User.objects.filter(Exists(held), ~Exists(told), is_active=True).order_by("pk")
    wishes: Mapping[int, Preference] = {one.user_id: one for one in Preference.objects.all()}
    usual, works = Preference(), periods.calendar().is_working_day(today)
    found = []
    for user in people:
        wish = wishes.get(user.pk, usual)
        if is_time(now, hour=wish.hour, is_working_day=works, on_days_off=wish.on_days_off):
            found.append(user)
    return found


def reminders_of(user: User) -> QuerySet[Reminder]:
    """Her digests that said something, the newest first."""
    said = Reminder.objects.filter(user=user).exclude(state=ReminderState.NOTHING)
    return said.order_by("-day")


def link_of(user: User) -> CalendarLink | None:
    """The link that opens her calendar now, if she made one."""
    return CalendarLink.objects.filter(user=user, revoked_at__isnull=True).first()


def link_for(token: str) -> CalendarLink | None:
    """The link with that secret, where it still opens something."""
    links = CalendarLink.objects.filter(revoked_at__isnull=True, user__is_active=True)
    return links.select_related("user").filter(token_hash=hashed(token)).first()


def last_visit(user: User, *, at: dt.datetime) -> dt.datetime | None:
    """When she was on the first page before this visit; None on the first one."""
    visit = Visit.objects.filter(user=user).first()
    return since(visit.seen_at, visit.before_at, at=at) if visit else None
