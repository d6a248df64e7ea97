"""Releases as people and the public find them."""

import datetime as dt

from django.db.models import Max, Q, QuerySet

from nhanai.identity.models import User
from nhanai.identity.queries import reached
from nhanai.publishing.models import PublicEntry, Release
from nhanai.publishing.permissions import Permission
from nhanai.publishing.queries.gifts import gift_key
from nhanai.publishing.vocab import ReleaseKind, ReleaseState


def releases_of(user: User, *, today: dt.date) -> QuerySet[Release]:
    """The releases that `user` may see before the public does."""
    within = reached(user, Permission.VIEW, today=today)
    rows = Release.objects.filter(unit__in=within).defer("content")
    return rows.select_related("unit", "prepared_by", "published_by").order_by("-pk")


def published(words: str = "") -> QuerySet[Release]:
    """What the public may see, the newest first."""
    rows = Release.objects.filter(state=ReleaseState.PUBLISHED).defer("content")
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(title_en__icontains=word))
    return rows.order_by("-number")


def newest(kind: ReleaseKind, subject: str = "") -> Release | None:
    """The last release of a kind, about that one thing where it is named."""
    rows = published().filter(kind=kind).defer(None)
    return (rows.filter(subject=subject) if subject else rows).first()


def latest_of_each(kind: ReleaseKind) -> QuerySet[Release]:
    """The last release about each thing of a kind, the newest first; stories are each their own."""
    rows = published().filter(kind=kind)
    last = rows.exclude(subject="").order_by().values("subject").annotate(last=Max("pk"))
    return rows.filter(Q(subject="") | Q(pk__in=last.values("last")))


def entry_of(key: str) -> PublicEntry | None:
    """The newest entry with that key, however it is typed."""
    wanted = "".join(key.split()).upper()
    if not wanted or len(wanted) > 100:
        return None
    rows = PublicEntry.objects.filter(key__in=[wanted, gift_key(wanted)]).select_related("release")
    return rows.order_by("-index").first()
