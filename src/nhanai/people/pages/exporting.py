"""The page of exports: what is about to be taken out, and what was."""

import datetime as dt
from dataclasses import dataclass

from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.people.models import PeopleExport
from nhanai.people.permissions import Permission
from nhanai.people.queries.exporting import exportable, exports_of
from nhanai.people.queries.listing import AGES, STATES, Asked
from nhanai.people.vocab import RoleKind
from nhanai.units.models import UnitName
from nhanai.web.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class Exports:
    """What the filtered list holds, and her exports, the newest first."""

    asked: Asked
    words: str
    total: int
    page: Page[PeopleExport]
    may_open: bool
    days: int

    @property
    def is_working(self) -> bool:
        """Whether one of those shown is still being written."""
        return any(not one.made_at and not one.dropped_at for one in self.page.rows)


def exports(user: User, asked: Asked, *, number: int, days: int, today: dt.date) -> Exports:
    """The page; `days` is how long a file stays."""
    return Exports(
        asked=asked,
        words=_words(asked, today),
        total=exportable(user, asked, today=today).count(),
        page=page_of(exports_of(user), number=number, noun="lần kết xuất"),
        may_open=holds(user, Permission.OPEN, today=today),
        days=days,
    )


def _words(asked: Asked, today: dt.date) -> str:
    """The filters in words, `Hội viên, Hội xã Pa Tần`; empty for everybody."""
    unit = UnitName.objects.filter(unit__key=asked.unit, start__lte=today).order_by("-start")
    name = unit.values_list("name", flat=True).first() if asked.unit else ""
    parts = [
        f"tên có “{asked.words}”" if asked.words else "",
        str(RoleKind(asked.kind).label).lower() if asked.kind else "",
        name or "",
        next((label.lower() for value, label, _, _ in AGES if value and value == asked.age), ""),
        dict(STATES)[asked.state].lower(),
    ]
    return ", ".join(part for part in parts if part)
