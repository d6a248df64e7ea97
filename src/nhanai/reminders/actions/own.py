"""What a person decides for herself: how she is reminded, and who may see her calendar."""

import datetime as dt
import secrets
from typing import Final

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.base.secret import hashed
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.reminders import rules
from nhanai.reminders.models import CalendarLink, Preference, Visit

_SAME_LOOK: Final = dt.timedelta(minutes=1)


class NoLink(Refused):
    """There is no link to revoke."""


@transaction.atomic
def set_preference(
    *, by_mail: bool, hour: int, on_days_off: bool, by: User, at: dt.datetime
) -> Preference:
    """How `by` wishes to be reminded from now on."""
    said = {"by_mail": by_mail, "hour": hour, "on_days_off": on_days_off}
    wish, _ = Preference.objects.update_or_create(user=by, defaults=said)
    record(verb="reminders.preference_set", subject=by, by=by, at=at, new=said)
    return wish


@transaction.atomic
def make_link(*, by: User, at: dt.datetime) -> str:
    """A new secret link to her calendar, told once; an older one opens nothing any more."""
    User.objects.select_for_update().get(pk=by.pk)
    CalendarLink.objects.filter(user=by, revoked_at__isnull=True).update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    CalendarLink.objects.create(user=by, token_hash=hashed(token), created_at=at)
    record(verb="reminders.link_made", subject=by, by=by, at=at)
    return token


@transaction.atomic
def revoke_link(*, by: User, at: dt.datetime) -> None:
    """The link opens nothing any more."""
    links = CalendarLink.objects.filter(user=by, revoked_at__isnull=True)
    if not links.update(revoked_at=at):
        raise NoLink("Chưa có đường dẫn lịch nào đang dùng.")
    record(verb="reminders.link_revoked", subject=by, by=by, at=at)


def note_use(*, link: CalendarLink, at: dt.datetime) -> None:
    """Somebody fetched the calendar."""
    CalendarLink.objects.filter(pk=link.pk).update(last_used_at=at)


def note_visit(*, by: User, at: dt.datetime) -> dt.datetime | None:
    """She looks at the first page; tells when she did so on the visit before this one.

    Two statements and no lock: of two looks at the same moment one is noted, and each tells the
    same. A look within a minute of the last is not written down, so that turning back to the page
    again and again writes nothing.
    """
    visit = Visit.objects.filter(user=by).values_list("seen_at", "before_at").first()
    if visit is None:
        Visit.objects.get_or_create(user=by, defaults={"seen_at": at})
        return None
    seen_at, before_at = visit
    since = rules.since(seen_at, before_at, at=at)
    if at - seen_at < _SAME_LOOK:
        return since
    Visit.objects.filter(user=by, seen_at=seen_at).update(seen_at=at, before_at=since)
    return since
