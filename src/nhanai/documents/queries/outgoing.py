"""Who sees what was issued, finding it, and the books it stands in."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from nhanai.documents.models import Book, Dispatch, OutgoingDocument, SignedCopy
from nhanai.documents.permissions import Permission
from nhanai.documents.queries.register import Owner, names_of
from nhanai.documents.rules import search_words
from nhanai.documents.vocab import OutgoingState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Stated(TypedDict):
        """What `with_state` adds to a document."""

        state_now: str

    StatedDocument = WithAnnotations[OutgoingDocument, Stated]

Facet = Literal["kind", "year", "state_now"]
UNLISTED: Final = ("paper", "search_folded")
"""Columns that no list shows."""


@dataclass(frozen=True, slots=True)
class OutgoingFilters:
    """What the person looks for among the outgoing documents; empty means everything."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    state: str = ""


def workplaces(user: User, *, today: dt.date) -> QuerySet[Unit]:
    """The units at which `user` herself is appointed and reads documents."""
    at = identity.rights_of(user, today=today).at(Permission.VIEW)
    return Unit.objects.filter(pk__in=at).order_by("pk")


def works_at(user: User, unit: Unit, *, today: dt.date) -> bool:
    """Whether she is appointed at that very unit."""
    at = identity.rights_of(user, today=today).at(Permission.VIEW)
    return user.is_active and unit.pk in at


def issuers_for(user: User, *, today: dt.date) -> list[Owner]:
    """The units whose documents `user` issues: where she holds the right herself."""
    places = identity.rights_of(user, today=today).places(Permission.ISSUE)
    return [Owner(unit, name) for unit, name in places]


def may_issue(user: User, owner: Unit, *, today: dt.date) -> bool:
    """Whether she issues documents of that very unit; who stands above it does not."""
    return user.is_active and any(one.unit == owner for one in issuers_for(user, today=today))


def may_sign(user: User, owner: Unit, *, today: dt.date) -> bool:
    """Whether she signs documents of that very unit; who stands above it does not."""
    roles = identity.roles_with(Permission.SIGN)
    held = identity.appointments_of(user, today=today).filter(role__in=roles, unit=owner)
    return user.is_active and held.exists()


def outgoing_visible_to(user: User, *, today: dt.date) -> QuerySet[OutgoingDocument]:
    """What the units within her reach issued, and what was sent to where she works."""
    within = identity.reached(user, Permission.VIEW, today=today)
    hers = identity.rights_of(user, today=today).at(Permission.VIEW)
    sent = Dispatch.objects.filter(document=OuterRef("pk"), unit__in=hers)
    return OutgoingDocument.objects.filter(Q(owner__in=within) | Q(Exists(sent)))


def with_state(documents: QuerySet[OutgoingDocument]) -> "QuerySet[StatedDocument]":
    """The same with `state_now`, by which a list filters and counts."""
    own = OutgoingDocument.objects
    return documents.annotate(
        state_now=Case(
            When(recalled_at__isnull=False, then=Value(OutgoingState.RECALLED)),
            When(Exists(own.filter(replaces=OuterRef("pk"))), then=Value(OutgoingState.REPLACED)),
            When(Exists(own.filter(corrects=OuterRef("pk"))), then=Value(OutgoingState.CORRECTED)),
            default=Value(OutgoingState.IN_FORCE),
            output_field=CharField(),
        )
    )


def outgoing_narrowed(
    documents: "QuerySet[StatedDocument]",
    wanted: OutgoingFilters,
    *,
    leaving_out: Facet | None = None,
) -> "QuerySet[StatedDocument]":
    """Those of `documents` (with their state) that are wanted."""
    for word in search_words(wanted.text):
        documents = documents.filter(search_folded__contains=f" {word}")
    exact: dict[Facet, str | int | None] = {
        "kind": wanted.kind,
        "year": wanted.year,
        "state_now": wanted.state,
    }
    chosen = {name: value for name, value in exact.items() if value and name != leaving_out}
    return documents.filter(**chosen)


def outgoing_counts(
    documents: "QuerySet[StatedDocument]", wanted: OutgoingFilters, facet: Facet
) -> dict[str | int | None, int]:
    """How many documents each choice of one filter would show, the other filters staying."""
    rows = outgoing_narrowed(documents, wanted, leaving_out=facet).order_by(facet)
    return dict(rows.values_list(facet).annotate(n=Count("pk")))


def outgoing_in_list(documents: "QuerySet[StatedDocument]") -> "QuerySet[StatedDocument]":
    """The newest first, without what a list does not show."""
    return documents.defer(*UNLISTED).order_by("-day", "-issued_at", "-pk")


def search_outgoing(user: User, text: str, *, today: dt.date) -> "QuerySet[StatedDocument]":
    """What a search across everything finds among the outgoing documents."""
    visible = with_state(outgoing_visible_to(user, today=today))
    if not search_words(text):
        return visible.none()
    return outgoing_in_list(outgoing_narrowed(visible, OutgoingFilters(text=text)))


def sent_to(user: User, *, today: dt.date) -> QuerySet[Dispatch]:
    """What was sent to the units where she works, the newest first."""
    hers = identity.rights_of(user, today=today).at(Permission.VIEW)
    sent = Dispatch.objects.filter(unit__in=hers).select_related("document", "received_by", "unit")
    return sent.defer(*(f"document__{name}" for name in UNLISTED)).order_by("-sent_at", "-pk")


def sent_matching(sent: QuerySet[Dispatch], text: str) -> QuerySet[Dispatch]:
    """Those of `sent` whose document has every word."""
    for word in search_words(text):
        sent = sent.filter(document__search_folded__contains=f" {word}")
    return sent


def states_of(ids: Iterable[int]) -> dict[int, OutgoingState]:
    """What has become of each of these documents."""
    found = with_state(OutgoingDocument.objects.filter(pk__in=list(ids))).defer(*UNLISTED)
    return {one.pk: OutgoingState(one.state_now) for one in found}


def dispatches_of(document: OutgoingDocument) -> QuerySet[Dispatch]:
    """To whom it went, in the order of sending."""
    sent = Dispatch.objects.filter(document=document).select_related("unit", "received_by")
    return sent.order_by("sent_at", "pk")


def names_sent_to(document: OutgoingDocument) -> list[str]:
    """What the units are called to which it went, on its day."""
    sent = list(dispatches_of(document).values_list("unit", flat=True))
    names = names_of(sent, document.day)
    return [names[unit] for unit in sent if unit in names]


def issued_with(owner: Unit, sha256: str) -> OutgoingDocument | None:
    """The document of that unit that carries this very file."""
    signed = SignedCopy.objects.filter(document=OuterRef("pk"), pdf_sha256=sha256)
    same = Q(docx_sha256=sha256) | Q(pdf_sha256=sha256) | Q(Exists(signed))
    return OutgoingDocument.objects.filter(same, owner=owner).order_by("pk").first()


def books_of(owner: Unit) -> QuerySet[Book]:
    """The books of a unit, the newest year first."""
    return Book.objects.filter(owner=owner).order_by("-year", "direction")


def books_visible_to(user: User, *, today: dt.date) -> QuerySet[Book]:
    """The books of the units within her reach, the newest year first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    found = Book.objects.filter(owner__in=within).select_related("owner", "closed_by")
    return found.order_by("-year", "owner", "-direction")


def numbered_in(owner: Unit, year: int) -> "QuerySet[StatedDocument]":
    """What one book of outgoing documents holds, in the order of day and number."""
    found = with_state(OutgoingDocument.objects.filter(owner=owner, year=year))
    return (
        found.defer(*UNLISTED)
        .prefetch_related("dispatches__unit", "dispatches__received_by")
        .order_by("day", "kind", "number")
    )


def copies_of(document: OutgoingDocument) -> QuerySet[SignedCopy]:
    """What was made of its .pdf by signing, the first signature first."""
    found = SignedCopy.objects.filter(document=document)
    return found.select_related("signed_by").order_by("order")


def all_issued() -> Iterator[OutgoingDocument]:
    """Every document ever issued, a few at a time."""
    return OutgoingDocument.objects.defer(*UNLISTED).order_by("pk").iterator(chunk_size=500)
