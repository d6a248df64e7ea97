"""Books, funds and what they hold."""

import datetime as dt

from django.db.models import QuerySet, Sum

from nhanai.base.money import Money
from nhanai.identity.models import User
from nhanai.identity.queries import reached
from nhanai.ledger.models import Book, Entry, EntryLine, Fund, Voucher
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules.chart import chart


def books_of(user: User, *, today: dt.date) -> QuerySet[Book]:
    """The books that `user` may see."""
    within = reached(user, Permission.VIEW, today=today)
    return Book.objects.filter(unit__in=within).select_related("unit").order_by("unit", "source")


def funds_of(user: User, *, today: dt.date) -> QuerySet[Fund]:
    """The funds that `user` may see, with what each holds now."""
    within = reached(user, Permission.VIEW, today=today)
    rows = Fund.objects.filter(book__unit__in=within)
    return rows.select_related("book__unit", "balance").order_by("book", "code")


def vouchers_of(user: User, *, today: dt.date) -> QuerySet[Voucher]:
    """The vouchers that `user` may see, the newest first."""
    within = reached(user, Permission.VIEW, today=today)
    rows = Voucher.objects.filter(book__unit__in=within)
    return rows.select_related("book__unit", "fund", "entry").order_by("-day", "-pk")


def entries_of(source: str, record: int) -> QuerySet[Entry]:
    """What was posted of a record of another room, in its order; reversals too."""
    return Entry.objects.filter(source=source, record=record).order_by("pk")


def balance_of(fund: Fund, *, on: dt.date | None = None) -> Money:
    """What the fund has, less what it owes, at the end of that day or now."""
    codes = [one.code for one in chart().values() if one.is_of_balance]
    lines = EntryLine.objects.filter(fund=fund, account__in=codes)
    if on is not None:
        lines = lines.filter(entry__day__lte=on)
    found = lines.aggregate(debit=Sum("debit"), credit=Sum("credit"))
    return Money((found["debit"] or 0) - (found["credit"] or 0))
