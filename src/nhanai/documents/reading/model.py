"""What a reading is made of. All ranges are half-open and count characters of `Source.text`."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, NamedTuple, Protocol

from nhanai.base.findings import Finding


class Span(NamedTuple):
    """A range of characters."""

    start: int
    end: int


Run = tuple[int, int, int]
"""At, source, length: so many characters of a joined text from `at` are the source's from `source`.

A plain tuple: every line of a document makes several of them.
"""


class Joined(NamedTuple):
    """A text put together from pieces of the source: wraps and page breaks joined."""

    text: str
    runs: tuple[Run, ...]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The range in the source that holds the characters `start` … `end` of the joined text.

        The glue between two runs stands nowhere in the source; it counts as the end of the run
        before it.
        """
        runs = self.runs
        if not runs:
            return Span(0, 0)
        end = len(self.text) if end is None else end
        at, source, length = runs[0] if len(runs) == 1 else self._run_at(start)
        begin = source + min(max(start - at, 0), length)
        if end <= start:
            return Span(begin, begin)
        if len(runs) > 1:
            at, source, length = self._run_at(end - 1)
        return Span(begin, max(begin, source + min(end - at, length)))

    def part(self, start: int, end: int | None = None) -> "Joined":
        """The characters `start` … `end`, without space at the ends."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start == 0 and end == len(self.text):
            return self
        first = max(0, bisect_right(self.runs, start, key=_at) - 1)
        until = bisect_left(self.runs, end, key=_at)
        runs = [(at - start, source, length) for at, source, length in self.runs[first:until]]
        return Joined(self.text[start:end], tuple(_within(runs, end - start)))

    def place_of(self, source: int) -> int:
        """Where the character `source` of the source stands in this text, or would stand."""
        after = bisect_right(self.runs, source, key=_source) - 1
        if after < 0:
            return 0
        at, begins, length = self.runs[after]
        return at + min(source - begins, length)

    def _run_at(self, place: int) -> Run:
        """The run that holds the character at `place`, or the one before it."""
        runs = self.runs
        if place >= runs[-1][0]:
            return runs[-1]
        return runs[max(0, bisect_right(runs, place, key=_at) - 1)] if place else runs[0]

    @staticmethod
    def of(pieces: "Iterable[Joined]", glue: str = " ") -> "Joined":
        """Several texts as one, parted by `glue`; empty ones are left out."""
        kept = [piece for piece in pieces if piece.text]
        if len(kept) == 1:
            return kept[0]
        runs: list[Run] = []
        at = 0
        for text, own in kept:
            runs.extend([(at + start, source, length) for start, source, length in own])
            at += len(text) + len(glue)
        return Joined(glue.join([text for text, _ in kept]), tuple(runs))


def _within(runs: list[Run], end: int) -> list[Run]:
    """The runs, in order, cut at the beginning of a text and at its end; empty ones left out."""
    if runs:
        at, source, length = runs[0]
        if at < 0:
            runs[0] = (0, source - at, length + at)
        at, source, length = runs[-1]
        if at + length > end:
            runs[-1] = (at, source, end - at)
    return [run for run in runs if run[2] > 0]


NOTHING = Joined("", ())


_at: Final[Callable[[Run], int]] = itemgetter(0)
_source: Final[Callable[[Run], int]] = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Node:
    """A paragraph or heading with a stable address (`III.10.-1`).

    `kind`: letterhead, title, preamble, part, chapter, section, article, heading, item, bullet,
    paragraph, row, signature, recipient, footnote, closing, annex.
    """

    address: str
    kind: str
    level: int
    label: str
    content: Joined
    parent: str | None
    rule: str
    broken_at: tuple[int, ...] = ()
    """Offsets in the joined text where a page break inside a sentence was closed."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece found inside a node: an agency's name, a citation, a deadline's words."""

    address: str
    span: Span
    rule: str
    node_start: int
    """Where it begins in the node's joined text, and below where it ends."""
    node_end: int


@dataclass(frozen=True, slots=True)
class DateParts:
    """A date of which parts may be missing."""

    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the tree."""

    address: str
    label: str
    title: str | None
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document that this one names, with every place where it does."""

    kind: str
    reference: str | None
    name: str | None
    date: str | None
    """ISO, `YYYY-MM-DD`."""
    issuer: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Assignee:
    """An agency that the document charges with a task, in the document's words."""

    agency: str
    lead: bool
    requested: bool
    span: Span | None
    rule: str
    parts: tuple[str, ...] = ()
    """The agencies that a collective of the sentence names, when they are several."""
    node: str | None = None
    """The address of the node that names it."""
    node_start: int = 0
    """Where the name begins in that node's joined text, and below where it ends."""
    node_end: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its words, and the day where it can be said."""

    text: str
    date: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Task:
    """A task as the document says it."""

    address: str
    text: str
    span: Span
    rule: str
    assignees: tuple[Assignee, ...] = ()
    coordinating: tuple[str, ...] = ()
    due: Due | None = None
    recurrence: str | None = None
    product: str | None = None
    report_to: str | None = None
    group: str | None = None
    """The address of the section that this task's content belongs to."""
    nodes: tuple[str, ...] = ()
    """The addresses of the nodes that its text is taken from."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The signature block."""

    authority: str | None
    capacity: str | None
    position: str | None
    name: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one document."""

    kind: tuple[str, str] | None
    number: str | None
    symbol: str | None
    issuer: str | None
    place: str | None
    date: DateParts | None
    title: str | None
    nodes: tuple[Node, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    tasks: tuple[Task, ...]
    recipients: tuple[str, ...]
    signer: Signer | None
    findings: tuple[Finding, ...]
    heading_spans: Mapping[str, Span] = field(default_factory=dict)
    """Where number, symbol, issuer, place, date and title stand."""
    addressees: tuple[str, ...] = ()
    """To whom a letter, telegram or notice is addressed ("Kính gửi")."""
    general_clauses: tuple[str, ...] = ()
    """The addresses of closing clauses, which charge nobody in particular."""


@dataclass(frozen=True, slots=True)
class EndedAgency:
    """An organisation that a document names and that has ended."""

    name: str
    ended_on: str
    successors: tuple[str, ...]
    is_verified: bool


@dataclass(frozen=True, slots=True)
class KnownLaw:
    """A legal document of the catalogue, as the findings need it."""

    kind: str
    reference: str
    date: str | None
    title: str
    replaced_by: tuple[str, ...]


class Knowledge(Protocol):
    """What the reading may ask of the register; shipped data answers where there is none."""

    def is_known_agency(self, words: str) -> bool:
        """Whether some unit, or a usual group of units, is called so."""
        ...

    def ended_agency(self, words: str) -> EndedAgency | None:
        """The organisation called so, if it has ended."""
        ...

    def law(self, reference: str) -> KnownLaw | None:
        """The legal document with this reference."""
        ...


JsonObject = dict[str, Any]
