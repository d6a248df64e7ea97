"""What the frame of every signed-in page needs: whose desk it is, at which unit, and its doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from nhanai.allocation.permissions import Permission as Allocation
from nhanai.banking.permissions import Permission as Banking
from nhanai.feedback.permissions import Permission as Feedback
from nhanai.funds.permissions import Permission as Funds
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.identity.permissions import Permission
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.people.permissions import Permission as People
from nhanai.publishing.permissions import Permission as Publishing
from nhanai.stock.permissions import Permission as Stock

GUARDED: Final[Mapping[str, str]] = {
    "people": People.VIEW,
    "allocation": Allocation.VIEW,
    "ledger": Ledger.VIEW,
    "banking": Banking.VIEW,
    "stock": Stock.VIEW,
    "funds": Funds.VIEW,
    "publishing": Publishing.VIEW,
    "feedback": Feedback.VIEW,
}
"""Sections that not everybody has a way into, and the right that opens each."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of one person's pages."""

    unit_name: str = ""
    initials: str = ""
    sees_people: bool = False
    sees_journal: bool = False
    protects: bool = False
    """Whether she looks after people's data."""
    closed: tuple[str, ...] = ()
    """Sections of the navigation that she has no way into."""


def shell(request: HttpRequest) -> dict[str, object]:
    """Context of every template; nothing is asked of the database until the frame is drawn."""
    return {"shell": SimpleLazyObject(lambda: of(getattr(request, "user", None)))}


def of(user: object) -> Shell:
    """The frame of `user`, in one query at most; an empty one for who has not signed in."""
    if not isinstance(user, User):
        return Shell()
    today = localdate()
    held = identity.rights_of(user, today=today).held
    table = identity.roles()
    may = {permission for one in held for permission in table.get(one.role, ())}
    return Shell(
        unit_name=held[0].called if held else "",
        initials=initials_of(user.full_name),
        sees_people=Permission.VIEW in may,
        sees_journal=Permission.READ_JOURNAL in may,
        protects=People.PROTECT in may,
        closed=tuple(room for room, need in GUARDED.items() if need not in may),
    )


def initials_of(full_name: str) -> str:
    """The first letters of the family and the given name: Lò Thị Hạnh is LH."""
    words = full_name.split()
    return (
        "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else ""
    )
