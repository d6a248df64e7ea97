"""From the passages that stand to official paper: headings, paragraphs, the annex of tasks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.text import single_spaced
from nhanai.documents.rules import cited_place
from nhanai.paper.values import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from nhanai.paper.wording import roman

KIND: Final = "BC"
ANNEX_TITLE: Final = "Tình hình thực hiện các nhiệm vụ"
COLUMNS: Final = (
    Column("STT", 0.045, Align.CENTER),
    Column("Nhiệm vụ", 0.265),
    Column("Chủ trì", 0.14),
    Column("Phối hợp", 0.13),
    Column("Hạn", 0.09, Align.CENTER),
    Column("Tình trạng", 0.11),
    Column("Kết quả", 0.15),
    Column("Minh chứng", 0.07, Align.CENTER),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The frame of the paper, lists one line each."""

    issuer: str
    superior: str
    symbol: str
    place: str
    subject: str
    addressed_to: str
    recipients: str
    signature: str
    signer: str
    year: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with the words that stand in it."""

    level: int
    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the annex lists it."""

    name: str
    address: str
    lead: str
    helping: str
    due: str
    state: str
    result: str
    evidence: int

    def cells(self, number: int) -> tuple[str, ...]:
        """Its cells behind the running number."""
        named = f"{self.name} ({cited_place(self.address)})"
        shown = str(self.evidence) if self.evidence else ""
        return (
            *(str(number), named, self.lead, self.helping),
            *(self.due, self.state, self.result, shown),
        )


def compose_paper(
    head: Head, chapters: Sequence[Chapter], *, bases: Sequence[str], rows: Sequence[Row]
) -> OfficialPaper:
    """The report as a draft without number and day."""
    return OfficialPaper(
        kind=KIND,
        letterhead=Letterhead(head.issuer, head.superior),
        symbol=head.symbol,
        place=head.place,
        subject=head.subject,
        body=(*_opening(bases), *_body(chapters)),
        signature=Signature(lines_of(head.signature), head.signer),
        recipients=lines_of(head.recipients),
        addressees=lines_of(head.addressed_to),
        annexes=(annex_of(rows),) if rows else (),
        year=head.year,
    )


def annex_of(rows: Iterable[Row]) -> Annex:
    """Every task, one row each, on pages that lie."""
    cells = tuple(row.cells(number) for number, row in enumerate(rows, 1))
    return Annex(ANNEX_TITLE, (Table(COLUMNS, cells),), landscape=True)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line for line in map(single_spaced, text.splitlines()) if line)


def printed(chapters: Sequence[Chapter]) -> list[tuple[str, Chapter]]:
    """The sections that have something to say, numbered without a gap.

    One of the first level is kept for its parts; what says nothing is left out with its parts.
    """
    kept: list[tuple[str, Chapter]] = []
    upper = lower = 0
    for place, chapter in enumerate(chapters):
        if not chapter.texts and not (chapter.level == 1 and _has_parts(chapters[place + 1 :])):
            continue
        if chapter.level == 1:
            upper, lower = upper + 1, 0
            kept.append((f"{roman(upper)}.", chapter))
        else:
            lower += 1
            kept.append((f"{lower}.", chapter))
    return kept


def _has_parts(following: Sequence[Chapter]) -> bool:
    for chapter in following:
        if chapter.level == 1:
            return False
        if chapter.texts:
            return True
    return False


def _opening(bases: Sequence[str]) -> Iterator[Block]:
    for base in bases:
        yield Paragraph((Run(base),))


def _body(chapters: Sequence[Chapter]) -> Iterator[Block]:
    for label, chapter in printed(chapters):
        yield Heading(chapter.level, label, chapter.heading)
        for text in chapter.texts:
            for line in lines_of(text):
                yield Paragraph((Run(line if len(chapter.texts) == 1 else f"- {line}"),))
