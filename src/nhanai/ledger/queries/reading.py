"""What stands in a book: lines with what was left after each, and the sums of accounts."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce

from nhanai.base.text import fold
from nhanai.ledger.models import Book, Entry, EntryLine, Fund


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which lines are looked at; empty is not narrowed."""

    first: dt.date | None = None
    last: dt.date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """What there was before the days asked for, what came and went in them; đồng."""

    before: int
    debit: int
    credit: int

    @property
    def after(self) -> int:
        """What is left."""
        return self.before + self.debit - self.credit


def lines_of_account(book: Book, account: str, *, fund: Fund | None = None) -> QuerySet[EntryLine]:
    """Every line of the account, the newest first."""
    rows = EntryLine.objects.filter(entry__book=book, account=account)
    rows = rows if fund is None else rows.filter(fund=fund)
    return rows.order_by("-entry__day", "-entry__number", "-pk")


def narrowed(lines: QuerySet[EntryLine], to: Narrowing) -> QuerySet[EntryLine]:
    """Those of the days and words."""
    if to.first:
        lines = lines.filter(entry__day__gte=to.first)
    if to.last:
        lines = lines.filter(entry__day__lte=to.last)
    for word in fold(to.words).split():
        found = Q(entry__memo_folded__contains=word)
        found |= Q(entry__voucher__party_folded__contains=word)
        if word.isascii() and word.isdecimal() and len(word) < 8:
            found |= Q(entry__voucher__number=int(word))
        lines = lines.filter(found)
    return lines.select_related("entry__voucher", "fund")


def left_after(lines: QuerySet[EntryLine], keys: Collection[int]) -> Mapping[int, int]:
    """What was left of the account after each of these lines of it, whatever else is shown."""
    order = [F("entry__day").asc(), F("entry__number").asc(), F("pk").asc()]
    every = lines.annotate(left=Window(Sum(F("debit") - F("credit")), order_by=order))
    # The condition on `left`, which holds of every line, makes Django choose among the sums made
    # over all lines; a condition on the key alone would be applied before them.
    chosen = every.filter(Q(pk__in=keys) | Q(left__isnull=True)).order_by()
    return dict(chosen.values_list("pk", "left"))


def sums_of(lines: QuerySet[EntryLine], to: Narrowing) -> Sums:
    """The sums of the days, in one query."""
    lines = lines.order_by()
    lines = lines.filter(entry__day__lte=to.last) if to.last else lines
    first = to.first or dt.date.min
    before, within = Q(entry__day__lt=first), Q(entry__day__gte=first)
    found = lines.aggregate(
        before=Coalesce(Sum(F("debit") - F("credit"), filter=before), 0),
        debit=Coalesce(Sum("debit", filter=within), 0),
        credit=Coalesce(Sum("credit", filter=within), 0),
    )
    return Sums(found["before"], found["debit"], found["credit"])


def sums_by_account(book: Book, to: Narrowing) -> Mapping[str, Sums]:
    """The sums of every account that has any, in one query."""
    last = {"entry__day__lte": to.last} if to.last else {}
    rows = EntryLine.objects.filter(entry__book=book, **last)
    first = to.first or book.opened_on
    before, within = Q(entry__day__lt=first), Q(entry__day__gte=first)
    found = rows.values("account").order_by("account").annotate(
        before=Coalesce(Sum(F("debit") - F("credit"), filter=before), 0),
        came=Coalesce(Sum("debit", filter=within), 0),
        went=Coalesce(Sum("credit", filter=within), 0),
    )  # fmt: skip
    return {one["account"]: Sums(one["before"], one["came"], one["went"]) for one in found}


def entries_in(book: Book, to: Narrowing) -> QuerySet[Entry]:
    """The entries of the days and words, the newest first, with their lines."""
    rows = Entry.objects.filter(book=book)
    if to.first:
        rows = rows.filter(day__gte=to.first)
    if to.last:
        rows = rows.filter(day__lte=to.last)
    for word in fold(to.words).split():
        rows = rows.filter(memo_folded__contains=word)
    return rows.prefetch_related("lines__fund").order_by("-day", "-number")
