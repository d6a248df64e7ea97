"""Which rounds and which communes one sees, and where their gifts are."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, Q, QuerySet

from nhanai.base.text import fold
from nhanai.distributions.models import GiftMove, GiftRound, Quota, Recipient
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.balance import Balance
from nhanai.distributions.vocab import RecipientState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.search.keys import Keys
from nhanai.units.models import Unit
from nhanai.units.queries import descendants, forerunners, in_force, names_on
from nhanai.units.vocab import Line, UnitKind


def quotas_visible_to(user: User, *, today: dt.date) -> QuerySet[Quota]:
    """The quotas of units in her reach and of those they came from."""
    within = identity.reached(user, Permission.VIEW, today=today)
    seen = Q(unit__in=within) | Q(unit__in=Keys(forerunners(within)))
    return Quota.objects.filter(seen).select_related("round", "unit").order_by("round", "pk")


def rounds_visible_to(user: User, *, today: dt.date, words: str = "") -> QuerySet[GiftRound]:
    """The rounds that units in her reach run, or in which one of them has a quota."""
    within = identity.reached(user, Permission.VIEW, today=today)
    mine = quotas_visible_to(user, today=today).order_by().values("round")
    rows = GiftRound.objects.filter(Q(unit__in=within) | Q(pk__in=mine)).select_related("unit")
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("-on", "-pk")


def runnable_units(user: User, *, today: dt.date) -> list[tuple[Unit, str]]:
    """The society's units for which she may run a round, her own first."""
    rights = identity.rights_of(user, today=today)
    own = [unit.pk for unit, _ in rights.places(Permission.RUN)]
    units = identity.reach(user, Permission.RUN, today=today).filter(
        in_force(today), kind=UnitKind.CHAPTER
    )
    listed = list(units)
    names = names_on([unit.pk for unit in listed], today)
    listed.sort(key=lambda unit: (unit.pk not in own, fold(names.get(unit.pk, ""))))
    return [(unit, names.get(unit.pk, unit.key)) for unit in listed]


def receiving_units(unit: Unit, day: dt.date) -> list[Unit]:
    """Who may have a quota: the chapters below the one that runs the round, else itself."""
    below = descendants(unit, day, Line.RED_CROSS).filter(kind=UnitKind.CHAPTER)
    return list(below.exclude(pk=unit.pk).order_by("pk")) or [unit]


def balances_of(quotas: Collection[Quota]) -> Mapping[int, Balance]:
    """Where the gifts of each commune are; two queries, none while nothing was approved."""
    keys = [one.pk for one in quotas if one.sent or one.approved_at]
    got = Recipient.objects.filter(quota__in=keys, state=RecipientState.RECEIVED).order_by()
    handed = dict(got.values_list("quota").annotate(n=Count("pk"))) if keys else {}
    rows = GiftMove.objects.filter(Q(quota__in=keys) | Q(to__in=keys)).order_by()
    moves: Iterable[tuple[int, int | None, int]] = (
        rows.values_list("quota", "to", "gifts") if keys else ()
    )
    moved, returned, arrived = Counter[int](), Counter[int](), Counter[int]()
    for quota, to, gifts in moves:
        if to is None:
            returned[quota] += gifts
        else:
            moved[quota] += gifts
            arrived[to] += gifts
    return {
        one.pk: Balance(
            one.sent, arrived[one.pk], handed.get(one.pk, 0), moved[one.pk], returned[one.pk]
        )
        for one in quotas
    }


def listed_counts(quotas: Collection[int]) -> Mapping[tuple[int, bool], int]:
    """How many are on each list, and how many of them in reserve, by quota."""
    rows = Recipient.objects.filter(quota__in=quotas).order_by()
    counted = rows.values("quota", "is_reserve").annotate(n=Count("pk"))
    return {(row["quota"], row["is_reserve"]): row["n"] for row in counted}
