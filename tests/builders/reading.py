"""Pieces of a reading, made by hand."""

from nhanai.documents.reading.model import (
    Assignee,
    DateParts,
    EndedAgency,
    Joined,
    KnownLaw,
    Node,
    Reading,
    Section,
    Signer,
    Span,
    Task,
)
from nhanai.documents.reading.source import FileFormat, Source


def a_joined(text: str = "Chủ trì thực hiện Kế hoạch.", source: int = 0) -> Joined:
    """A text that stands in the source as it is, from `source` on."""
    return Joined(text, ((0, source, len(text)),))


def a_node(
    text: str = "Chủ trì thực hiện Kế hoạch.",
    *,
    address: str = "I.1.-1",
    kind: str = "bullet",
    label: str = "-",
    parent: str | None = "I.1",
    rule: str = "bullet",
    broken_at: tuple[int, ...] = (),
) -> Node:
    """A node of the tree."""
    return Node(address, kind, 1, label, a_joined(text), parent, rule, broken_at)


def nodes_labelled(*labels: str, rule: str, parent: str | None = None) -> list[Node]:
    """Nodes of one run, in this order, with these labels."""
    return [
        a_node(
            f"{label}. Nội dung", address=label, kind="item", label=label, parent=parent, rule=rule
        )
        for label in labels
    ]


def a_task(
    text: str = "Chủ trì thực hiện Kế hoạch.",
    *,
    address: str = "III.1.-1",
    agencies: tuple[str, ...] = ("Sở Y tế",),
    coordinating: tuple[str, ...] = (),
    recurrence: str | None = "annual",
) -> Task:
    """A task that these agencies are charged with."""
    assignees = tuple(Assignee(words, False, False, Span(0, 5), "heading") for words in agencies)
    return Task(
        address,
        text,
        Span(0, len(text)),
        "bullet",
        assignees=assignees,
        coordinating=coordinating,
        recurrence=recurrence,
    )


def a_signer(
    *,
    authority: str | None = "TM. ỦY BAN NHÂN DÂN",
    capacity: str | None = "KT. CHỦ TỊCH",
    position: str | None = "PHÓ CHỦ TỊCH",
    name: str | None = "Lò Văn Mẫu",
) -> Signer:
    """A complete signature block."""
    return Signer(authority, capacity, position, name, Span(100, 140))


FIRST_OF_DECEMBER = DateParts(2025, 12, 1)
CHAIRMAN = a_signer()


def a_reading(
    *nodes: Node,
    number: str | None = "12",
    symbol: str | None = "KH-UBND",
    date: DateParts | None = FIRST_OF_DECEMBER,
    issuer: str | None = "Ủy ban nhân dân tỉnh Lai Châu",
    tasks: tuple[Task, ...] = (),
    recipients: tuple[str, ...] = ("Như trên",),
    signer: Signer | None = CHAIRMAN,
    sections: tuple[Section, ...] = (),
) -> Reading:
    """A reading without a fault, unless one is asked for."""
    return Reading(
        kind=("KH", "Kế hoạch"),
        number=number,
        symbol=symbol,
        issuer=issuer,
        place="Lai Châu",
        date=date,
        title="Về công tác chữ thập đỏ",
        nodes=nodes,
        sections=sections,
        citations=(),
        tasks=tasks,
        recipients=recipients,
        signer=signer,
        findings=(),
        heading_spans={"symbol": Span(3, 12), "date": Span(20, 40)},
    )


def a_source(text: str = "Kế hoạch", *, was_decomposed: bool = False) -> Source:
    """A file as plain text."""
    return Source("ke-hoach.txt", FileFormat.TXT, "0" * 64, text, was_decomposed=was_decomposed)


class Catalogue:
    """Knowledge written down for a test."""

    def __init__(
        self, *laws: KnownLaw, ended: tuple[EndedAgency, ...] = (), unknown: tuple[str, ...] = ()
    ) -> None:
        self._laws = {law.reference: law for law in laws}
        self._ended = {agency.name: agency for agency in ended}
        self._unknown = unknown

    def is_known_agency(self, words: str) -> bool:
        """Everything is known that was not said to be unknown."""
        return words not in self._unknown

    def ended_agency(self, words: str) -> EndedAgency | None:
        """Those that were said to have ended."""
        return self._ended.get(words)

    def law(self, reference: str) -> KnownLaw | None:
        """Those that were given."""
        return self._laws.get(reference)
