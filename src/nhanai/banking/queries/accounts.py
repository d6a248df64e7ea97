"""Which accounts one sees, and whether their statements are whole."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import QuerySet, Sum

from nhanai.banking.models import BankAccount, Statement, StatementLine, StatementShape
from nhanai.banking.permissions import Permission
from nhanai.banking.rules.continuity import Told, differences
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund
from nhanai.ledger.permissions import Permission as Ledger


def accounts_visible_to(user: User, *, today: dt.date) -> QuerySet[BankAccount]:
    """The accounts of the units in her reach."""
    within = identity.reached(user, Permission.VIEW, today=today)
    return BankAccount.objects.filter(unit__in=within).order_by("name", "pk")


def usable_for(user: User, permission: Permission, *, today: dt.date) -> QuerySet[BankAccount]:
    """The accounts in use at which she may do that."""
    within = identity.reached(user, permission, today=today)
    return BankAccount.objects.filter(unit__in=within, closed_on=None).order_by("name", "pk")


def manageable(user: User, permission: Permission, *, today: dt.date) -> list[tuple[int, str]]:
    """The units where she is appointed to do that, by key and name."""
    places = identity.rights_of(user, today=today).places(permission)
    return [(unit.pk, name) for unit, name in places]


def bookable_funds(user: User, unit: int, *, today: dt.date) -> list[Fund]:
    """The funds of the unit into whose books she may write; none where she may not."""
    if unit not in identity.reached(user, Ledger.RECORD, today=today):
        return []
    return list(Fund.objects.filter(book__unit=unit, closed_on=None).order_by("code")[:100])


def shapes() -> Mapping[str, Mapping[str, int]]:
    """The columns that people named, by the shape of the head row."""
    return dict(StatementShape.objects.order_by("pk").values_list("shape", "columns"))


def continuity(account: BankAccount, statements: Sequence[Statement]) -> dict[int, Decimal]:
    """By statement, what is missing up to its closing balance; two queries."""
    told = Statement.objects.filter(account=account).values_list(
        "pk", "first_on", "last_on", "opening", "closing"
    )
    days = StatementLine.objects.filter(account=account).order_by().values("day")
    sums = [(row["day"], row["moved"]) for row in days.annotate(moved=Sum("amount"))]
    found = differences([Told(*row) for row in told], sums)
    return {one.pk: found[one.pk] for one in statements if one.pk in found}
