"""One document: its entry in the register, how far the reading is, and what was found."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from django.urls import reverse

from nhanai.base.findings import Severity
from nhanai.documents import queries, rules
from nhanai.documents.models import Citation, Document, Node, Remark
from nhanai.documents.pages.register import State, state_of
from nhanai.documents.pages.signatures import Signatures, signatures_of
from nhanai.documents.permissions import Permission
from nhanai.documents.vocab import RULE_NAMES, TASK_RULES, MarkKind, ReadingState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.web.paging import Page


class Tab(StrEnum):
    """The parts of the page, by their words in its address."""

    TEXT = "nguyen-van"
    CITATIONS = "vien-dan"
    FINDINGS = "phat-hien"
    RECIPIENTS = "noi-nhan"

    @classmethod
    def named(cls, word: str) -> "Tab":
        """The tab with this word, else the text."""
        return next((tab for tab in cls if tab == word), cls.TEXT)


CLASSES: Final[Mapping[MarkKind, str]] = {
    MarkKind.CITATION: "ct",
    MarkKind.AGENCY: "ag",
    MarkKind.FINDING: "er1",
}
FEW: Final = 3
"""So many findings of one rule are shown one by one."""

HEADINGS: Final = frozenset({"part", "chapter", "section", "article", "heading", "annex"})
CENTRED: Final = frozenset({"letterhead", "title", "signature"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph, as it is drawn."""

    text: str
    classes: str = ""
    is_deadline: bool = False
    href: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of the document with its address in the sheet's margin."""

    address: str
    margin: str
    lead: str
    parts: tuple[Part, ...]
    is_heading: bool
    is_centred: bool
    was_broken: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule, shown one by one or, where they are many, behind one line."""

    name: str
    remarks: Sequence[Remark]
    is_of_tasks: bool

    @property
    def is_folded(self) -> bool:
        """Whether they stand behind one line."""
        return self.is_of_tasks or len(self.remarks) > FEW


@dataclass(frozen=True, slots=True)
class Status:
    """How far the reading is."""

    pk: int
    state: State
    is_under_way: bool
    is_stale: bool
    is_failed: bool
    words: str
    error: str
    can_change: bool

    @property
    def is_waiting_for_a_person(self) -> bool:
        """Whether asking again is what is left to do."""
        return self.can_change and (self.is_stale or self.is_failed)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything of one document that its page shows; only the open tab is loaded."""

    document: Document
    owner_name: str
    status: Status
    same: Sequence[Document]
    tab: Tab
    tabs: Sequence[tuple[str, str, int | None]]
    citation_count: int
    remark_count: int
    can_change: bool
    text: Page[Piece] | None = None
    citations: Sequence[Citation] = ()
    remarks: Sequence[Group] = ()
    recipients: Sequence[str] = ()
    signatures: Signatures | None = None
    filled: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_read(self) -> bool:
        """Whether there is something to review."""
        return self.document.reading_state == ReadingState.READ


def status(user: User, document: Document, *, at: dt.datetime, today: dt.date) -> Status:
    """How far the reading of `document` is, and whether `user` may ask for it again."""
    state = document.reading_state
    return Status(
        pk=document.pk,
        state=state_of(document),
        is_under_way=state in {ReadingState.WAITING, ReadingState.READING},
        is_stale=rules.is_stale(state, document.reading_touched_at, at),
        is_failed=state == ReadingState.FAILED,
        words=document.reading_progress or "Đang chờ đến lượt đọc",
        error=document.reading_error,
        can_change=allowed(user, Permission.REGISTER, unit=document.owner, today=today),
    )


def document_page(
    user: User, document: Document, *, tab: Tab, number: int, at: dt.datetime, today: dt.date
) -> DocumentPage:
    """The page of `document` with one of its tabs open."""
    now = status(user, document, at=at, today=today)
    citations = list(queries.citations_of(document))
    remarks = list(queries.remarks_of(document))
    recipients = queries.recipients_of(document)
    of_document = sum(remark.rule not in TASK_RULES for remark in remarks)
    return DocumentPage(
        document=document,
        owner_name=queries.names_of([document.owner_id], today).get(document.owner_id, ""),
        status=now,
        same=list(queries.same_entries(document)[:3]),
        tab=tab,
        tabs=(
            (Tab.TEXT, "Nguyên văn", None),
            (Tab.CITATIONS, "Viện dẫn", len(citations)),
            (Tab.FINDINGS, "Phát hiện", of_document),
            (Tab.RECIPIENTS, "Nơi nhận", len(recipients)),
        ),
        citation_count=len(citations),
        remark_count=of_document,
        can_change=now.can_change,
        text=pieces(document, citations, number) if tab is Tab.TEXT else None,
        citations=citations,
        remarks=grouped(remarks),
        recipients=recipients,
        signatures=signatures_of(document, may_check=now.can_change),
        filled=frozenset(document.hand_filled),
    )


def grouped(remarks: Sequence[Remark]) -> list[Group]:
    """Findings by rule: what must be fixed first, what is only worth knowing last."""
    by_rule: defaultdict[tuple[bool, int, str], list[Remark]] = defaultdict(list)
    weight = list(Severity)
    for remark in remarks:
        of_task = remark.rule in TASK_RULES
        by_rule[of_task, weight.index(Severity(remark.severity)), remark.rule].append(remark)
    ordered = sorted(by_rule.items(), key=lambda item: item[0][:2])
    return [
        Group(RULE_NAMES.get(rule, rule), found, of_task) for (of_task, _, rule), found in ordered
    ]


def pieces(document: Document, citations: Sequence[Citation], number: int) -> Page[Piece]:
    """One page of the document's text with its marks, in three queries."""
    total = Node.objects.filter(document=document).count()
    size = rules.NODES_A_PAGE
    number = min(max(1, number), max(1, -(-total // size)))
    nodes = queries.marked(document, first=(number - 1) * size, count=size)
    links = {citation.order: link for citation in citations if (link := link_of(citation))}
    rows, before = [], ""
    for node in nodes:
        drawn = piece(node, links)
        beside = "" if drawn.margin == before else drawn.margin
        rows.append(replace(drawn, margin=beside))
        before = drawn.margin
    return Page(rows, number, total, size, "đoạn")


def link_of(citation: Citation) -> str:
    """Where the cited document can be opened: in the register, else in the catalogue."""
    if citation.registered_id:
        return reverse("documents:detail", args=[citation.registered_id])
    if citation.legal_id:
        return reverse("documents:legal-document", args=[citation.legal_id])
    return ""


def piece(node: queries.MarkedNode, links: Mapping[int, str]) -> Piece:
    """A paragraph as it is drawn."""
    return Piece(
        address=node.address,
        margin=rules.place_words(node.address),
        lead=lead_of(node),
        parts=tuple(part(segment, links) for segment in node.segments),
        is_heading=node.kind in HEADINGS,
        is_centred=node.kind in CENTRED,
        was_broken=bool(node.broken_at),
    )


def lead_of(node: queries.MarkedNode) -> str:
    """The list mark or number in front of the paragraph, where the text itself leaves it out."""
    label = node.label.strip()
    if not label or node.text.startswith(label):
        return ""
    if not label[-1].isalnum():
        return f"{label} "
    if label[0] == "D" and label[1:].isdigit():
        return f"Điều {label[1:]}. "
    return f"{label}) " if len(label) == 1 and label.islower() else f"{label}. "


def part(segment: rules.Segment, links: Mapping[int, str]) -> Part:
    """A stretch with the classes of its marks."""
    cited = MarkKind.CITATION in segment.kinds
    return Part(
        text=segment.text,
        classes=" ".join(CLASSES[kind] for kind in segment.kinds if kind in CLASSES),
        is_deadline=MarkKind.DEADLINE in segment.kinds,
        href=links.get(segment.item, "") if cited and segment.item is not None else "",
        notes=segment.closes,
    )
