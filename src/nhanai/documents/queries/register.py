"""Who sees which documents, and finding one among them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.db.models import Count, Q, QuerySet

from nhanai.base.text import fold
from nhanai.documents import rules
from nhanai.documents.models import Document
from nhanai.documents.permissions import Permission
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit, UnitName

HEAVY: Final = ("text", "reading", "search_folded")
"""Columns that may hold megabytes, and that no list shows."""

Facet = Literal["direction", "reading_state", "kind_name", "year"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person looks for in the register; empty means everything."""

    text: str = ""
    direction: str = ""
    reading_state: str = ""
    kind_name: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit in whose register a person may enter documents."""

    unit: Unit
    name: str


def visible_to(user: User, *, today: dt.date) -> QuerySet[Document]:
    """The documents of the registers within the reach of `user`."""
    within = identity.reached(user, Permission.VIEW, today=today)
    return Document.objects.filter(owner__in=within)


def shows(document: Document, user: User, *, today: dt.date) -> bool:
    """Whether `user` sees this document in a register."""
    return document.owner_id in identity.reached(user, Permission.VIEW, today=today)


def in_list(documents: QuerySet[Document]) -> QuerySet[Document]:
    """The same documents, the newest entry first, without what a list does not show."""
    return documents.defer(*HEAVY).order_by("-registered_at", "-pk")


def narrowed(
    documents: QuerySet[Document], wanted: Filters, *, leaving_out: Facet | None = None
) -> QuerySet[Document]:
    """Those of `documents` that are wanted; one filter may be left out, to count its choices."""
    for word in rules.search_words(wanted.text):
        documents = documents.filter(search_folded__contains=f" {word}")
    exact: dict[Facet, str | int | None] = {
        "direction": wanted.direction,
        "reading_state": wanted.reading_state,
        "kind_name": wanted.kind_name,
        "year": wanted.year,
    }
    chosen = {name: value for name, value in exact.items() if value and name != leaving_out}
    return documents.filter(**chosen)


def counts(
    documents: QuerySet[Document], wanted: Filters, facet: Facet
) -> dict[str | int | None, int]:
    """How many documents each choice of one filter would show, the other filters staying.

    What is not known of a document counts under the empty choice.
    """
    rows = (
        narrowed(documents, wanted, leaving_out=facet)
        .order_by(facet)
        .values_list(facet)
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def search(user: User, text: str, *, today: dt.date) -> QuerySet[Document]:
    """The documents that a search across everything finds; nothing for no words."""
    visible = visible_to(user, today=today)
    if not rules.search_words(text):
        return visible.none()
    return in_list(narrowed(visible, Filters(text=text)))


def owners_for(user: User, *, today: dt.date) -> list[Owner]:
    """The units in whose register `user` enters documents: where she holds the right herself."""
    places = identity.rights_of(user, today=today).places(Permission.REGISTER)
    return [Owner(unit, name) for unit, name in places]


def names_of(unit_ids: Iterable[int], day: dt.date) -> dict[int, str]:
    """What the units are called on that day."""
    rows = UnitName.objects.filter(unit_id__in=list(unit_ids), start__lte=day).order_by("start")
    return dict(rows.values_list("unit_id", "name"))


def arrived_in(owner: Unit, year: int) -> QuerySet[Document]:
    """What one book of incoming documents holds, in the order of arrival."""
    came = Document.objects.filter(owner=owner, arrival_year=year)
    return came.defer(*HEAVY).order_by("arrival_number")


def same_file(owner: Unit, sha256s: Iterable[str]) -> dict[str, Document]:
    """By hash, the first entry of the same file in the register of `owner`."""
    found = Document.objects.filter(owner=owner, sha256__in=list(sha256s))
    newest_first = found.defer(*HEAVY).order_by("-registered_at", "-pk")
    return {document.sha256: document for document in newest_first}


def same_reference(document: Document) -> QuerySet[Document]:
    """Other entries of the register with the same number, symbol, issuer and year, oldest first."""
    alike = Document.objects.filter(
        owner_id=document.owner_id,
        reference_folded=document.reference_folded,
        year=document.year,
    ).exclude(pk=document.pk)
    if not document.number or not document.symbol or document.year is None:
        return alike.none()
    issuers = alike.values_list("pk", "issuer")
    same = [pk for pk, issuer in issuers if fold(issuer) == fold(document.issuer)]
    return alike.filter(pk__in=same).defer(*HEAVY).order_by("registered_at", "pk")


def same_entries(document: Document) -> QuerySet[Document]:
    """Earlier entries that are the same file or carry the same number; the oldest first."""
    alike = same_reference(document).values("pk")
    earlier = Q(registered_at__lt=document.registered_at) | Q(
        registered_at=document.registered_at, pk__lt=document.pk
    )
    found = Document.objects.filter(
        earlier, Q(sha256=document.sha256) | Q(pk__in=alike), owner=document.owner_id
    )
    return found.defer(*HEAVY).order_by("registered_at", "pk")


def entries_meant_by(document: Document, cited: Sequence[rules.Cited]) -> list[Document | None]:
    """For each citation of `document` the first entry of the same register that it means."""
    keys = {one.key for one in cited if "/" in one.reference}
    entries = (
        Document.objects.filter(owner=document.owner_id, reference_folded__in=keys)
        .exclude(pk=document.pk)
        .defer(*HEAVY)
        .order_by("registered_at", "pk")
    )
    by_key: defaultdict[str, list[Document]] = defaultdict(list)
    for entry in entries:
        by_key[entry.reference_folded].append(entry)
    return [
        next((e for e in by_key[one.key] if one.year is None or e.year == one.year), None)
        for one in cited
    ]
