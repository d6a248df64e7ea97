"""Which lines one sees and finds, and which wait to be explained."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from nhanai.banking.models import LineTaking, StatementLine
from nhanai.banking.permissions import Permission
from nhanai.banking.vocab import LineState
from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty is not narrowed."""

    words: str = ""
    state: str = ""
    account: str = ""
    way: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def visible_to(user: User, *, today: dt.date) -> QuerySet[StatementLine]:
    """The lines of the accounts in her reach, the newest first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = StatementLine.objects.filter(account__unit__in=within)
    return rows.order_by("-day", "-pk")


def open_of(rows: QuerySet[StatementLine]) -> QuerySet[StatementLine]:
    """Those of `rows` that nothing explains yet."""
    return rows.filter(~Exists(_in_force()))


def open_lines(user: User, *, today: dt.date) -> QuerySet[StatementLine]:
    """The lines that wait and that she may explain."""
    within = identity.reached(user, Permission.EXPLAIN, today=today)
    rows = StatementLine.objects.filter(account__unit__in=within)
    return open_of(rows).select_related("account").order_by("-day", "-pk")


def filtered(rows: QuerySet[StatementLine], chosen: Filters) -> QuerySet[StatementLine]:
    """Those of `rows` that the filters leave."""
    if chosen.state == LineState.OPEN:
        rows = open_of(rows)
    elif chosen.state == LineState.TAKEN:
        rows = rows.filter(Exists(_in_force()))
    if chosen.account.isdecimal():
        rows = rows.filter(account=int(chosen.account))
    if chosen.way in {"in", "out"}:
        rows = rows.filter(amount__gt=0) if chosen.way == "in" else rows.filter(amount__lt=0)
    if chosen.since:
        rows = rows.filter(day__gte=chosen.since)
    if chosen.until:
        rows = rows.filter(day__lte=chosen.until)
    return rows.filter(folded__words=fold(chosen.words)) if chosen.words.strip() else rows


def in_force_of(lines: Iterable[StatementLine]) -> Mapping[int, LineTaking]:
    """What explains each of `lines`, by the line; one query."""
    rows = LineTaking.objects.filter(line__in=[one.pk for one in lines], undone_at=None)
    return {one.line_id: one for one in rows.select_related("by")}


def waiting_by_account(accounts: Sequence[int]) -> Mapping[int, int]:
    """How many lines of each account wait to be explained; one query."""
    rows = open_of(StatementLine.objects.filter(account__in=accounts))
    return dict(rows.order_by().values_list("account").annotate(Count("pk")))


def _in_force() -> QuerySet[LineTaking]:
    return LineTaking.objects.filter(line=OuterRef("pk"), undone_at=None)
