"""The catalogue of legal documents: finding one, and knowing whether it still holds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from django.db.models import Q, QuerySet

from nhanai.documents import rules
from nhanai.documents.models import Citation, Document, LegalDocument
from nhanai.documents.queries.register import HEAVY, visible_to
from nhanai.identity.models import User


class Validity(StrEnum):
    """Whether a legal document holds on a day."""

    IN_FORCE = "con"
    ENDED = "het"
    NOT_YET = "chua"

    @classmethod
    def named(cls, word: str) -> "Validity | None":
        """The validity with this word, if there is one."""
        return next((one for one in cls if one == word), None)


def legal_matching(
    *, text: str = "", validity: Validity | None = None, today: dt.date
) -> QuerySet[LegalDocument]:
    """The legal documents that a search means, the newest first."""
    found = LegalDocument.objects.all()
    for word in rules.search_words(text):
        found = found.filter(search_folded__contains=f" {word}")
    replaced = LegalDocument.successors.through.objects.values("from_legaldocument")
    ended = Q(end__isnull=False, end__lte=today) | Q(end__isnull=True, pk__in=replaced)
    not_yet = Q(start__isnull=False, start__gt=today)
    conditions = {
        None: Q(),
        Validity.ENDED: ended,
        Validity.NOT_YET: not_yet & ~ended,
        Validity.IN_FORCE: ~ended & ~not_yet,
    }
    return found.filter(conditions[validity]).order_by("-dated_on", "kind", "reference", "pk")


def replaced_by(law: LegalDocument) -> list[LegalDocument]:
    """The chain of successors: who replaced it, who replaced those, and so on, each once."""
    chain: list[LegalDocument] = []
    seen, step = {law.pk}, [law.pk]
    while step:
        following = LegalDocument.objects.filter(
            pk__in=LegalDocument.successors.through.objects.filter(
                from_legaldocument__in=step
            ).values("to_legaldocument")
        ).exclude(pk__in=seen)
        found = list(following.prefetch_related("successors").order_by("dated_on", "pk"))
        chain += found
        step = [one.pk for one in found]
        seen |= set(step)
    return chain


def replaces(law: LegalDocument) -> QuerySet[LegalDocument]:
    """What `law` itself took the place of."""
    return LegalDocument.objects.filter(successors=law).order_by("dated_on", "pk")


def legal() -> QuerySet[LegalDocument]:
    """The whole catalogue."""
    return LegalDocument.objects.order_by("-dated_on", "kind", "reference", "pk")


def cited_by(law: LegalDocument, user: User, *, today: dt.date) -> QuerySet[Document]:
    """The documents that `user` sees and that cite it."""
    citing = Citation.objects.filter(legal=law).values("document")
    return (
        visible_to(user, today=today).filter(pk__in=citing).defer(*HEAVY).order_by("-registered_at")
    )


def meant_by(cited: Sequence[rules.Cited], *, day: dt.date | None) -> list[LegalDocument | None]:
    """For each citation the one legal document meant, or None where none or several could be.

    `day` is the citing document's own date: of two laws with one name, the one then in force.
    """
    by_reference: defaultdict[str, list[LegalDocument]] = defaultdict(list)
    by_name: defaultdict[str, list[LegalDocument]] = defaultdict(list)
    keys = {one.key for one in cited if one.reference}
    names = {one.name_key for one in cited if not one.reference and one.name}
    laws = LegalDocument.objects.filter(Q(reference_folded__in=keys) | Q(title_folded__in=names))
    for law in laws.prefetch_related("successors").order_by("pk"):
        by_reference[law.reference_folded].append(law)
        by_name[law.title_folded].append(law)
    return [
        _only(by_reference[one.key] if one.reference else by_name[one.name_key], one.year, day)
        for one in cited
    ]


def _only(
    laws: Sequence[LegalDocument], year: int | None, day: dt.date | None
) -> LegalDocument | None:
    fitting = [
        law for law in laws if year is None or law.dated_on is None or law.dated_on.year == year
    ]
    if len(fitting) > 1 and day is not None:
        fitting = [law for law in fitting if law.holds_on(day)]
    return fitting[0] if len(fitting) == 1 else None
