"""What is open when somebody leaves an appointment."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import Appointment, User
from nhanai.plans import queries as plans
from nhanai.plans.models import Concern, Plan
from nhanai.plans.rules.moves import UNDER_REVIEW
from nhanai.reminders import queries as reminders
from nhanai.reminders.rules import shortened

MOST: Final = 100
"""Lines of one list; more are told as a number."""


@dataclass(frozen=True, slots=True)
class Part:
    """One list of what is open."""

    title: str
    lines: Sequence[str]
    total: int

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.total - len(self.lines)


@dataclass(frozen=True, slots=True)
class Handover:
    """The appointment, and what its holder leaves."""

    term: Appointment
    unit_name: str
    last_day: dt.date | None
    is_over: bool
    parts: Sequence[Part]

    @property
    def lines(self) -> list[str]:
        """All of it, as lines that go into the text."""
        return list(_told(self.parts))


def load(term: Appointment, *, today: dt.date) -> Handover:
    """The unit's open work, what it must answer, what it reviews, what she has not read."""
    names = identity.names_of([term.unit_id], on=today)
    is_over = term.end is not None and term.end <= today
    return Handover(
        term=term,
        unit_name=names.get(term.unit_id, ""),
        last_day=term.end - dt.timedelta(days=1) if term.end else None,
        is_over=is_over,
        parts=() if is_over else parts_of(term, today=today),
    )


def parts_of(term: Appointment, *, today: dt.date) -> list[Part]:
    """Four lists, each as long as it is; nine queries."""
    parts = [_work(term), _concerns(term), _reviews(term), _unread(term.user)]
    return [part for part in parts if part.total]


def successors(user: User, term: Appointment, *, today: dt.date) -> list[User]:
    """Who may take over: the active accounts that `user` sees, besides the one who leaves."""
    seen = identity.visible_people(user, today=today).filter(is_active=True)
    return list(seen.exclude(pk=term.user_id))


def _work(term: Appointment) -> Part:
    found = reminders.open_work([term.unit_id])
    rows = list(found[:MOST])
    added = plans.current_additions({one.task_id for one in rows})
    lines = [
        f"{reminders.name_of(one, added)} ({one.get_state_display().lower()}"
        f"{f', hạn {written(one.due_on)}' if one.due_on else ''})"
        for one in rows
    ]
    return Part("Việc đang mở của đơn vị", lines, found.count())


def _concerns(term: Appointment) -> Part:
    found = Concern.objects.filter(addressed_to=term.unit_id, settled_at__isnull=True)
    rows = list(found.order_by("at", "pk")[:MOST])
    return Part(
        "Vướng mắc, kiến nghị chờ trả lời", [shortened(one.text) for one in rows], found.count()
    )


def _reviews(term: Appointment) -> Part:
    found = Plan.objects.filter(owner=term.unit_id, state__in=UNDER_REVIEW).order_by("pk")
    return Part(
        "Kế hoạch đang rà soát", list(found[:MOST].values_list("title", flat=True)), found.count()
    )


def _unread(user: User) -> Part:
    found = reminders.to_acknowledge(user)
    titles = [one.dissemination.plan.title for one in found[:MOST]]
    return Part("Kế hoạch chưa xác nhận đã đọc", titles, found.count())


def _told(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        yield from (f"{part.title}: {line}" for line in part.lines)
        if part.rest:
            yield f"{part.title}: còn {part.rest} nữa"
