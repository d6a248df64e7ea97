"""What may be read of feedback, and by whom."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet

from nhanai.base.text import fold
from nhanai.feedback.models import Feedback
from nhanai.feedback.permissions import Permission
from nhanai.feedback.rules import CODES, OPEN
from nhanai.feedback.vocab import SENSITIVE, FeedbackKind, FeedbackState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units import queries as units
from nhanai.units.models import Lineage, Unit
from nhanai.units.vocab import Line, UnitKind

ANSWERED = (FeedbackState.ANSWERED, FeedbackState.CLOSED)


def visible_to(user: User, *, today: dt.date) -> QuerySet[Feedback]:
    """What her units deal with, and what was given to her; what is sensitive to the inspection.

    A unit that sensitive feedback is about never sees it, nor does who leads that unit.
    """
    seen = identity.reached(user, Permission.VIEW, today=today)
    inspected = identity.reached(user, Permission.INSPECT, today=today)
    rows = Feedback.objects.filter(
        Q(unit__in=seen) & ~Q(kind__in=SENSITIVE) | Q(unit__in=inspected) | Q(handler=user)
    )
    return rows.select_related("unit", "about", "handler")


def may_handle(user: User, feedback: Feedback, *, today: dt.date) -> bool:
    """Whether she deals with this one."""
    if feedback.kind in SENSITIVE:
        if feedback.handler_id == user.pk:
            return True
        return identity.allowed(user, Permission.INSPECT, unit=feedback.unit, today=today)
    return identity.allowed(user, Permission.ANSWER, unit=feedback.unit, today=today)


def matching(
    rows: QuerySet[Feedback], *, words: str = "", state: str = "", kind: str = ""
) -> QuerySet[Feedback]:
    """Those with the words in number or text, in that state and of that kind; those open first."""
    if words:
        rows = rows.filter(Q(folded__contains=fold(words)) | Q(number__icontains=words))
    if state == "OPEN":
        rows = rows.filter(state__in=OPEN)
    elif state:
        rows = rows.filter(state=state)
    else:
        rows = rows.exclude(state=FeedbackState.SPAM)
    return rows.filter(kind=kind) if kind else rows


def followed(code: str) -> Feedback | None:
    """The feedback that the code belongs to."""
    found = CODES.kept(code, settings.SECRET_KEY.encode())
    return Feedback.objects.filter(code_hash=found).first() if found else None


def due_for(user: User, *, today: dt.date, within: dt.timedelta) -> list[Feedback]:
    """What she has to confirm or answer soon, the earliest first."""
    until = today + within
    rows = visible_to(user, today=today).filter(state__in=OPEN)
    rows = rows.filter(Q(answer_by__lte=until) | Q(acknowledged_on=None, acknowledge_by__lte=until))
    found = list(rows.order_by("answer_by", "pk")[:60])
    return [one for one in found if may_handle(user, one, today=today)]


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Of a kind: how many came in a year, how many wait, how many were answered in time."""

    kind: str
    came: int
    waiting: int
    answered: int
    in_time: int
    late: int


def timeliness(user: User, *, year: int, today: dt.date) -> Sequence[Timeliness]:
    """By kind, of what she sees; one query."""
    rows = visible_to(user, today=today).filter(received_on__year=year)
    rows = rows.exclude(state=FeedbackState.SPAM).order_by().select_related(None)
    answered = Q(answered_on__isnull=False)
    told = {
        one["kind"]: one
        for one in rows.values("kind").annotate(
            came=Count("pk"),
            waiting=Count("pk", filter=Q(state__in=OPEN)),
            answered=Count("pk", filter=answered),
            in_time=Count("pk", filter=answered & Q(answered_on__lte=F("answer_by"))),
            late=Count("pk", filter=Q(state__in=OPEN, answer_by__lt=today)),
        )
    }
    return [
        Timeliness(
            kind.label, told[kind]["came"], told[kind]["waiting"], told[kind]["answered"],
            told[kind]["in_time"], told[kind]["late"],
        )
        for kind in FeedbackKind
        if kind in told
    ]  # fmt: skip


def office(day: dt.date) -> Unit | None:
    """Who takes what the public sends: the society's uppermost unit on that day."""
    lines = Lineage.objects.filter(units.in_force(day), line=Line.RED_CROSS, depth__gt=0)
    tops = lines.order_by().values("ancestor").annotate(below=Count("pk"))
    tops = tops.order_by("-below", "ancestor")
    most = tops.filter(ancestor__kind=UnitKind.CHAPTER).first() or tops.first()
    return Unit.objects.get(pk=most["ancestor"]) if most else None


def chapters(day: dt.date) -> list[tuple[Unit, str]]:
    """The units that feedback may be about, by name."""
    top = office(day)
    if top is None:
        return []
    below = list(units.descendants(top, day, Line.RED_CROSS))
    names = units.names_on({one.pk for one in below}, day)
    return sorted(((one, names.get(one.pk, one.key)) for one in below), key=lambda one: one[1])
