"""What a reading found in a document, piece by piece."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from nhanai.documents import rules
from nhanai.documents.models import Citation, Document, Mark, Node, Remark
from nhanai.documents.vocab import MarkKind


@dataclass(frozen=True, slots=True)
class MarkedNode:
    """A paragraph of the document, cut where something in it is marked."""

    pk: int
    order: int
    address: str
    kind: str
    level: int
    label: str
    text: str
    rule: str
    broken_at: tuple[int, ...]
    segments: tuple[rules.Segment, ...]


def marked(
    document: Document, *, first: int = 0, count: int | None = None, kinds: Sequence[MarkKind] = ()
) -> list[MarkedNode]:
    """`count` nodes from the `first`, with their marks (of `kinds`), in two queries."""
    rows = Node.objects.filter(document=document).order_by("order")
    nodes = list(rows[first : None if count is None else first + count])
    found = Mark.objects.filter(document=document)
    if count is not None:
        found = found.filter(node__in=[node.pk for node in nodes])
    if kinds:
        found = found.filter(kind__in=kinds)
    markings: defaultdict[int, list[rules.Marking]] = defaultdict(list)
    for node_id, start, end, kind, item in found.order_by("pk").values_list(
        "node_id", "start", "end", "kind", "item"
    ):
        markings[node_id].append(rules.Marking(start, end, MarkKind(kind), item))
    return [_marked(node, markings[node.pk]) for node in nodes]


def _marked(node: Node, markings: Sequence[rules.Marking]) -> MarkedNode:
    return MarkedNode(
        pk=node.pk,
        order=node.order,
        address=node.address,
        kind=node.kind,
        level=node.level,
        label=node.label,
        text=node.text,
        rule=node.rule,
        broken_at=tuple(node.broken_at),
        segments=rules.cut(node.text, markings),
    )


def page_with(document: Document, address: str, *, size: int = rules.NODES_A_PAGE) -> int:
    """The page of the document's text on which the node of this address stands, else 1."""
    node = Node.objects.filter(document=document, address=address).only("order").first()
    if node is None:
        return 1
    before = Node.objects.filter(document=document, order__lt=node.order).count()
    return before // size + 1


def citations_of(document: Document) -> QuerySet[Citation]:
    """What the document cites, in its order, with what stands behind each citation."""
    cited = Citation.objects.filter(document=document).select_related("legal", "registered")
    return cited.defer(
        "registered__text", "registered__reading", "registered__search_folded"
    ).order_by("order")


def remarks_of(document: Document) -> QuerySet[Remark]:
    """What was found wrong or worth knowing, in the order of the document."""
    return Remark.objects.filter(document=document).select_related("settled_by").order_by("order")


def recipients_of(document: Document) -> tuple[str, ...]:
    """To whom the document was sent, in its own words."""
    found = Document.objects.filter(pk=document.pk).values_list("reading__recipients", flat=True)
    return tuple(found.first() or ())
