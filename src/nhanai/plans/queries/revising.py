"""Who answers for tasks, and the revisions of plans by later documents."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nhanai.base.text import fold
from nhanai.documents import queries as documents
from nhanai.documents.models import Citation, Document, LegalDocument, Node
from nhanai.documents.vocab import ReadingState
from nhanai.identity.models import User
from nhanai.plans.models import Assignee, Plan, Revision
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.plans import reach_of
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.revising import kind_said
from nhanai.plans.vocab import RevisionKind, RevisionState


def holders_of(task_ids: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """The units that answer for each task now; one query."""
    rows = Assignee.objects.filter(
        assignment__task__in=list(task_ids), assignment__role__in=DOING, end__isnull=True
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for task, unit in rows.values_list("assignment__task", "unit"):
        found[task].add(unit)
    return {task: frozenset(units) for task, units in found.items()}


def visible_revisions(user: User, *, today: dt.date) -> QuerySet[Revision]:
    """The revisions of plans that are followed within her reach."""
    within = reach_of(user, Permission.VIEW, today=today)
    found = Revision.objects.filter(plan__owner__in=within)
    heavy = ("document__text", "document__reading", "document__search_folded")
    plan = ("plan__document__text", "plan__document__reading", "plan__document__search_folded")
    return (
        found.select_related("plan__owner", "plan__document", "document", "settled_by")
        .defer(*heavy, *plan)
        .order_by("-started_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Later:
    """A registered document that speaks of the plan's own document, and what it seems to do."""

    document: Document
    kind: RevisionKind | None


def later_documents(plan: Plan, user: User, *, today: dt.date) -> tuple[Later, ...]:
    """Documents that cite the plan's document and that no revision has taken up; few queries."""
    taken = Revision.objects.filter(plan=plan).exclude(state=RevisionState.DISMISSED)
    citing = Citation.objects.filter(registered=plan.document_id)
    seen = (
        documents.visible_to(user, today=today)
        .filter(pk__in=citing.values("document"), reading_state=ReadingState.READ)
        .exclude(pk__in=taken.values("document"))
        .exclude(pk__in=Plan.objects.values("document"))
    )
    found = list(documents.in_list(seen)[:5])
    said = _words_around(citing.filter(document__in=found))
    return tuple(Later(document, kind_said(said.get(document.pk, ""))) for document in found)


def _words_around(citations: Iterable[Citation]) -> Mapping[int, str]:
    """For each citing document the folded paragraphs in which it cites."""
    places = {(one.document_id, address) for one in citations for address in one.addresses}
    wanted = Q(pk__in=[])
    for document, address in places:
        wanted |= Q(document=document, address=address)
    words: defaultdict[int, list[str]] = defaultdict(list)
    for document, text in Node.objects.filter(wanted).values_list("document", "text"):
        words[document].append(fold(text))
    return {document: " ".join(texts) for document, texts in words.items()}


def ended_bases(plan: Plan, *, today: dt.date) -> tuple[tuple[LegalDocument, str], ...]:
    """The legal documents that the plan rests on and that no longer hold, with their successors."""
    cited = Citation.objects.filter(document=plan.document_id, legal__end__lte=today)
    laws = LegalDocument.objects.filter(pk__in=cited.values("legal")).order_by("end", "pk")
    return tuple(
        (law, ", ".join(successor.called for successor in law.successors.all()))
        for law in laws.prefetch_related("successors")
    )


def choosable(plan: Plan, user: User, text: str, *, today: dt.date) -> QuerySet[Document]:
    """Read documents with which the plan may be compared, by words of their titles or numbers."""
    found = documents.visible_to(user, today=today).filter(reading_state=ReadingState.READ)
    found = found.exclude(pk=plan.document_id).exclude(pk__in=Plan.objects.values("document"))
    for word in fold(text).split():
        found = found.filter(search_folded__contains=word)
    return documents.in_list(found)
