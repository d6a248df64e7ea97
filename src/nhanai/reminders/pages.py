"""What the page about one's own reminders shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from nhanai.identity.models import User
from nhanai.mail.vocab import LOOKS
from nhanai.reminders import queries
from nhanai.reminders.models import CalendarLink, Preference, Reminder

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Told:
    """One digest: what it said, and what became of its mail."""

    row: Reminder
    tone: str
    icon: str

    @property
    def state(self) -> str:
        """What became of it, in words."""
        return str(self.row.get_state_display())


@dataclass(frozen=True, slots=True)
class Own:
    """One's own reminders and calendar."""

    user: User
    sends_mail: bool
    wish: Preference
    link: CalendarLink | None
    told: Sequence[Told]


def own(user: User) -> Own:
    """The page of `user`; three queries."""
    rows = queries.reminders_of(user)[:SHOWN]
    return Own(
        user=user,
        sends_mail=settings.SENDS_MAIL,
        wish=queries.preference_of(user),
        link=queries.link_of(user),
        told=[Told(row, *LOOKS.get(row.state, ("", "clock"))) for row in rows],
    )


def modified(link: CalendarLink, moments: Sequence[dt.datetime]) -> dt.datetime:
    """When what the calendar shows was last changed, as far as its entries tell."""
    return max([link.created_at, *moments])
