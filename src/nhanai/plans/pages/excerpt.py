"""The document's text as a page shows it: marked, with its tasks, and only as much as is needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import Length

from nhanai.documents.models import Document, Node
from nhanai.documents.queries import MarkedNode, marked
from nhanai.documents.rules import Segment, place_words
from nhanai.plans.models import Task
from nhanai.plans.rules.naming import shortened
from nhanai.plans.vocab import TaskState

CHARACTERS: Final = 9_000
PARAGRAPHS: Final = 60
"""How much of the text stands on the page around the open task."""

CENTRED: Final = frozenset({"letterhead", "title"})
HEADINGS: Final = frozenset({"part", "chapter", "section", "article", "heading", "annex"})
_CLASSES: Final = {"CITATION": "ct", "AGENCY": "ag", "FINDING": "er1", "DEADLINE": "dl"}


@dataclass(frozen=True, slots=True)
class Outline:
    """A paragraph without its words: enough to know where it stands."""

    pk: int
    order: int
    address: str
    kind: str
    start: int
    end: int
    length: int

    def holds(self, start: int, end: int) -> bool:
        """Whether it shares characters of the source with that range."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph that looks one way."""

    text: str
    classes: str
    notes: tuple[int, ...]
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on the page, with the task that is read in it, if any."""

    pk: int
    address: str
    label: str
    kind: str
    pieces: tuple[Piece, ...]
    task: Task | None
    is_now: bool

    @property
    def is_heading(self) -> bool:
        """Whether it is set as a heading."""
        return self.kind in HEADINGS

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of the line."""
        return self.kind in CENTRED

    @property
    def place(self) -> str:
        """Where it stands, as people say it."""
        return place_words(self.address)

    @property
    def lead(self) -> str:
        """Its number or list mark as it is printed; nothing where the text itself has it."""
        label = self.label.strip()
        if not label or "".join(piece.text for piece in self.pieces).startswith(label):
            return ""
        if not label[-1].isalnum():
            return f"{label} "
        if label[0] == "D" and label[1:].isdigit():
            return f"Điều {label[1:]}. "
        return f"{label}) " if len(label) == 1 and label.islower() else f"{label}. "

    @property
    def opening(self) -> str:
        """Its first words."""
        return shortened("".join(piece.text for piece in self.pieces), 60)

    @property
    def state(self) -> str:
        """The class of its task's state."""
        if self.task is None:
            return ""
        done = self.task.state in {TaskState.CHECKED, TaskState.GENERAL}
        return "task done" if done else "task"


@dataclass(frozen=True, slots=True)
class Rest:
    """Paragraphs that are not on the page: how many, and where to open them."""

    count: int
    first: str
    last: str
    order: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What of the document is shown, and what stands before and behind it."""

    before: Rest | None
    paragraphs: tuple[Paragraph, ...]
    after: Rest | None


def outline_of(document: Document) -> list[Outline]:
    """Every paragraph's place, in one query and without its words."""
    rows: QuerySet[Node] = Node.objects.filter(document=document).order_by("order")
    return [
        Outline(*row)
        for row in rows.annotate(length=Length("text")).values_list(
            "pk", "order", "address", "kind", "start", "end", "length"
        )
    ]


def window(outline: Sequence[Outline], centre: int) -> tuple[int, int]:
    """The range of paragraphs around the one at `centre`, as many as a page holds."""
    first, after, characters = centre, min(centre + 1, len(outline)), 0
    while first > 0 or after < len(outline):
        ahead = after < len(outline) and (after - centre <= (centre - first) * 2 or first == 0)
        place = after if ahead else first - 1
        characters += outline[place].length
        if characters > CHARACTERS or after - first >= PARAGRAPHS:
            break
        first, after = (first, after + 1) if ahead else (first - 1, after)
    return first, after


def excerpt_of(
    document: Document, tasks: Sequence[Task], *, now: Task | None, at: int | None = None
) -> Excerpt:
    """The text around the open task, or around the paragraph with the number `at`."""
    outline = outline_of(document)
    if not outline:
        return Excerpt(None, (), None)
    centre = _centre(outline, now) if at is None else min(max(at, 0), len(outline) - 1)
    first, after = window(outline, centre)
    nodes = marked(document, first=first, count=after - first)
    shown = [
        _paragraph(node, place, _task_at(place, tasks, now), now)
        for node, place in zip(nodes, outline[first:after], strict=True)
    ]
    return Excerpt(
        before=_rest(outline[:first], first - 1),
        paragraphs=tuple(shown),
        after=_rest(outline[after:], after),
    )


def _centre(outline: Sequence[Outline], now: Task | None) -> int:
    if now is None:
        return 0
    found = (i for i, place in enumerate(outline) if place.holds(now.start, now.end))
    return next(found, 0)


def _rest(places: Sequence[Outline], order: int) -> Rest | None:
    if not places:
        return None
    return Rest(len(places), places[0].address, places[-1].address, order)


def _task_at(place: Outline, tasks: Iterable[Task], now: Task | None) -> Task | None:
    """The open task if it stands here, else the first that does and still waits, else the first."""
    here = [task for task in tasks if place.holds(task.start, task.end)]
    if now is not None and any(task.pk == now.pk for task in here):
        return now
    waiting = [task for task in here if task.state == TaskState.PROPOSED]
    return next(iter(waiting or here), None)


def _paragraph(node: MarkedNode, place: Outline, task: Task | None, now: Task | None) -> Paragraph:
    is_now = now is not None and place.holds(now.start, now.end)
    pieces = tuple(_piece(segment) for segment in node.segments)
    if is_now and now is not None and now.text != node.text and now.text in node.text:
        start = node.text.index(now.text)
        pieces = underlined(pieces, start, start + len(now.text))
    return Paragraph(node.pk, node.address, node.label, node.kind, pieces, task, is_now)


def _piece(segment: Segment) -> Piece:
    classes = " ".join(_CLASSES[kind] for kind in segment.kinds if kind in _CLASSES)
    return Piece(segment.text, classes, segment.closes)


def underlined(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """The pieces, cut where the stretch begins and ends, those inside it told apart."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        inner = {at, at + len(piece.text)}
        inner |= {border for border in (start, end) if at < border < at + len(piece.text)}
        for left, right in pairwise(sorted(inner)):
            last = right == at + len(piece.text)
            found.append(
                replace(
                    piece,
                    text=piece.text[left - at : right - at],
                    notes=piece.notes if last else (),
                    is_now=start <= left and right <= end,
                )
            )
        at += len(piece.text)
    return tuple(found)
