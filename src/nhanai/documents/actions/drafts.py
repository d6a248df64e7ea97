"""The rows of a reading, worked out before the database is held for writing them."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nhanai.base.findings import Finding
from nhanai.documents import rules
from nhanai.documents.actions.heading import fitting
from nhanai.documents.models import Citation, Document, Mark, Node
from nhanai.documents.vocab import TASK_RULES, MarkKind

Json = Mapping[str, Any]


@dataclass
class Tree:
    """The nodes of a document, found by their address and by their place in the source."""

    text: str
    nodes: list[Node]
    by_address: dict[str, Node] = field(init=False)
    sorted: list[Node] = field(init=False)
    starts: list[int] = field(init=False)
    places: dict[int, Sequence[int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.by_address = {node.address: node for node in self.nodes}
        self.sorted = sorted(self.nodes, key=lambda node: node.start)
        self.starts = [node.start for node in self.sorted]

    def place(self, start: int, end: int) -> tuple[Node, int, int] | None:
        """The node in which a range of the source lies, and the range in that node's own text."""
        last = bisect_right(self.starts, start) - 1
        for node in reversed(self.sorted[max(0, last - 3) : last + 1]):
            if node.start <= start and end <= node.end:
                places = self.places.get(node.order)
                if places is None:
                    places = rules.offsets(self.text[node.start : node.end], node.text)
                    self.places[node.order] = places
                return node, *rules.within(places, start - node.start, end - node.start)
        return None

    def levels(self) -> list[list[Node]]:
        """The nodes by how deep they stand, so that each can be written after its parent."""
        depth: dict[str, int] = {}
        levels: list[list[Node]] = []
        for node in self.nodes:
            depth[node.address] = depth[node.parent.address] + 1 if node.parent else 0
            if depth[node.address] == len(levels):
                levels.append([])
            levels[depth[node.address]].append(node)
        return levels


def storable(value: Any) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """The same without the character that PostgreSQL keeps neither in text nor in JSON."""
    if isinstance(value, str):
        return value.replace("\x00", " ")
    if isinstance(value, Mapping):
        return {key: storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [storable(inner) for inner in value]
    return value


def tree_of(document: Document, json: Json) -> Tree:
    """The nodes, each pointing to its parent; an address that comes twice is told apart."""
    nodes: list[Node] = []
    there: dict[str, Node] = {}
    for order, one in enumerate(json["nodes"]):
        node = _node(document, order, one)
        node.address = _once(node.address, there)
        node.parent = there.get(one.get("parent") or "")
        there[node.address] = node
        nodes.append(node)
    return Tree(json["text"], nodes)


def _node(document: Document, order: int, one: Json) -> Node:
    return Node(
        document=document,
        order=order,
        address=fitting(Node, "address", one["address"]),
        kind=fitting(Node, "kind", one["kind"]),
        level=max(0, int(one["level"])),
        label=fitting(Node, "label", one["label"]),
        text=one["text"],
        start=one["span"][0],
        end=one["span"][1],
        rule=fitting(Node, "rule", one.get("rule")),
        broken_at=list(one.get("broken_at") or ()),
    )


def _once(address: str, there: Mapping[str, Node]) -> str:
    """`address`, told apart from an equal one before it."""
    wanted, number = address, 2
    while wanted in there:
        suffix = f"~{number}"
        wanted, number = address[: 60 - len(suffix)] + suffix, number + 1
    return wanted


def citations_of(document: Document, json: Json) -> list[Citation]:
    """The citations, numbered in their order."""
    return [_citation(document, order, one) for order, one in enumerate(json["citations"], start=1)]


def _citation(document: Document, order: int, one: Json) -> Citation:
    reference = fitting(Citation, "reference", one.get("reference"))
    return Citation(
        document=document,
        order=order,
        kind=fitting(Citation, "kind", one["kind"]),
        reference=reference,
        reference_folded=rules.reference_key(reference),
        name=fitting(Citation, "name", one.get("name")),
        dated_on=dt.date.fromisoformat(one["date"]) if one.get("date") else None,
        issuer=fitting(Citation, "issuer", one.get("issuer")),
        addresses=list(one.get("addresses") or ()),
    )


Place = tuple[Node, int, int, MarkKind, int | None, str]


def marks_of(document: Document, tree: Tree, json: Json) -> list[Mark]:
    """Where in the text citations, agencies and deadlines stand."""
    return _marks(document, _places(tree, json))


def finding_marks_of(document: Document, tree: Tree, findings: Sequence[Finding]) -> list[Mark]:
    """Where the findings stand that are about words of the document."""
    return _marks(
        document,
        (
            place
            for order, finding in enumerate(findings, start=1)
            if finding.rule not in TASK_RULES
            for place in _lying(tree, finding.span, MarkKind.FINDING, order, finding.rule)
        ),
    )


def _marks(document: Document, places: Iterable[Place]) -> list[Mark]:
    """A mark for each place, and one only for a place named twice."""
    marks: dict[tuple[int, int, int, str, int | None], Mark] = {}
    for node, start, end, kind, item, rule in places:
        if 0 <= start < end <= len(node.text):
            marks[node.order, start, end, kind, item] = Mark(
                document=document, node=node, kind=kind, start=start, end=end, item=item,
                rule=fitting(Mark, "rule", rule),
            )  # fmt: skip
    return list(marks.values())


def _places(tree: Tree, json: Json) -> Iterator[Place]:
    for order, citation in enumerate(json["citations"], start=1):
        for mention in citation["mentions"]:
            yield from _mentioned(tree, mention, MarkKind.CITATION, order, mention["rule"])
    for task in json["tasks"]:
        for assignee in task["assignees"]:
            mention, rule = assignee.get("mention"), assignee["rule"]
            yield from _mentioned(tree, mention, MarkKind.AGENCY, None, rule)
        due = task.get("due")
        yield from _lying(tree, due and due["span"], MarkKind.DEADLINE, None, task["rule"])


def _mentioned(
    tree: Tree, mention: Json | None, kind: MarkKind, item: int | None, rule: str
) -> Iterator[Place]:
    """A place that the reading gives by its node; its range in the source must say the same."""
    node = tree.by_address.get(mention["address"]) if mention else None
    if not mention or node is None:
        return
    start, end = mention["node"]
    if _unspaced(node.text[start:end]) == _unspaced(tree.text[slice(*mention["span"])]):
        yield node, start, end, kind, item, rule
    else:
        yield from _lying(tree, mention["span"], kind, item, rule)


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _lying(
    tree: Tree, span: Sequence[int] | None, kind: MarkKind, item: int | None, rule: str
) -> Iterator[Place]:
    """A place that the reading gives by its range in the source."""
    placed = tree.place(*span) if span else None
    if placed:
        yield *placed, kind, item, rule
