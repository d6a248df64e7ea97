"""Offers of help: who answers them, and which wait."""

import datetime as dt

from django.db.models import F, Q, QuerySet

from nhanai.aid.models import Offer
from nhanai.aid.permissions import Permission
from nhanai.aid.rules.offers import tidied
from nhanai.aid.vocab import OfferState
from nhanai.base.text import fold, single_spaced
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Lineage, Unit
from nhanai.units.queries import in_force, names_on
from nhanai.units.vocab import Line, UnitKind


def answering_unit(commune: Unit | None, *, today: dt.date) -> Unit | None:
    """The chapter of the commune; the uppermost one where none is named, or it has none."""
    chapters = Unit.objects.filter(in_force(today), kind=UnitKind.CHAPTER)
    own = chapters.filter(territory=commune).order_by("pk").first() if commune else None
    return own or _uppermost(chapters, today)


def _uppermost(chapters: QuerySet[Unit], today: dt.date) -> Unit | None:
    """The chapter that stands below no other, and has others below it."""
    lines = Lineage.objects.filter(
        in_force(today), line=Line.RED_CROSS, ancestor__kind=UnitKind.CHAPTER, depth__gt=0
    )
    above = chapters.filter(pk__in=lines.values("ancestor"))
    return above.exclude(pk__in=lines.values("descendant")).order_by("pk").first()


def offers_of(user: User, *, today: dt.date, words: str = "", state: str = "") -> QuerySet[Offer]:
    """The offers that she may answer, those that wait first, the oldest of them on top."""
    within = identity.reached(user, Permission.DELIVER, today=today)
    rows = Offer.objects.filter(unit__in=within).select_related("unit", "commune", "sponsor")
    for word in single_spaced(words).split():
        rows = rows.filter(Q(code__icontains=word) | Q(words__icontains=word))
    rows = rows.filter(state=state) if state else rows
    return rows.order_by(F("settled_at").desc(nulls_first=True), "made_at", "pk")


def offers_due(user: User, *, today: dt.date) -> QuerySet[Offer]:
    """What waits for an answer at the units where she is appointed herself."""
    own = identity.rights_of(user, today=today).at(Permission.DELIVER)
    rows = Offer.objects.filter(unit__in=own, state=OfferState.WAITING)
    return rows.order_by("due_on", "pk")


def offer_by(code: str) -> Offer | None:
    """The offer with that code, however it is typed."""
    return Offer.objects.filter(code=tidied(code[:40])).first()


def offered_communes(*, today: dt.date) -> list[tuple[Unit, str]]:
    """The communes where a chapter of the society answers, by name; two queries."""
    chapters = Unit.objects.filter(in_force(today), kind=UnitKind.CHAPTER)
    communes = Unit.objects.filter(
        in_force(today), kind=UnitKind.COMMUNE, pk__in=chapters.values("territory")
    )
    rows = list(communes)
    names = names_on([one.pk for one in rows], today)
    named = [(one, names.get(one.pk, one.key)) for one in rows]
    return sorted(named, key=lambda one: fold(one[1]))
