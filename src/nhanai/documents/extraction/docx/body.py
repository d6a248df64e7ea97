"""Goes through the body of a .docx in order and composes its text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from nhanai.documents.extraction import tables
from nhanai.documents.extraction.composing import Composer, Line
from nhanai.documents.extraction.docx.grid import bordered, grid_of
from nhanai.documents.extraction.docx.inline import PAGE_BREAK
from nhanai.documents.extraction.docx.names import FALLBACK, TBL, TEXT_BOX, VAL, P, W
from nhanai.documents.extraction.docx.paragraphs import Paragraphs
from nhanai.documents.extraction.package import HARDENED, refuse_entities

_BREAKS = frozenset({"nextPage", "oddPage", "evenPage"})
_SECTION_KIND = W + "type"


@dataclass(slots=True)
class Body:
    """Composes the text of a document's body while it is parsed; what has been read is let go."""

    paragraphs: Paragraphs
    composer: Composer = field(default_factory=Composer)

    def read(self, stream: IO[bytes]) -> None:
        """The whole body, element by element."""
        events = etree.iterparse(
            stream, events=("start", "end"), tag=(P, TBL, TEXT_BOX, FALLBACK), **HARDENED
        )
        depth = 0
        for event, element in events:
            if element.tag != P:
                depth += 1 if event == "start" else -1
                if depth or event == "start" or element.tag != TBL:
                    continue
                self._table(element)
            elif event == "start" or depth:
                continue
            else:
                self._paragraph(element)
            _let_go(element)
        refuse_entities(events.root)

    def _paragraph(self, element: etree._Element) -> None:
        paragraph = self.paragraphs.read(element)
        if not paragraph.style.is_contents:
            if paragraph.style.breaks_page:
                self.composer.page_break()
            self._write(paragraph.line)
        if paragraph.has_drawing:
            for box in _text_boxes(element):
                self.composer.block(self.paragraphs.lines(box))
        if paragraph.section is not None:
            kind = paragraph.section.find(_SECTION_KIND)
            if kind is None or kind.get(VAL) in _BREAKS:
                self.composer.page_break()

    def _write(self, line: Line) -> None:
        if PAGE_BREAK not in line.text:
            self.composer.paragraph(line.text, line.bold)
            return
        before, *after = line.text.split(PAGE_BREAK)
        self.composer.paragraph(before, tuple(pair for pair in line.bold if pair[1] <= len(before)))
        for part in after:
            self.composer.page_break()
            if before.strip():
                self.composer.continued(part)
            else:
                self.composer.paragraph(part)
            before = before + part

    def _table(self, element: etree._Element) -> None:
        grid = grid_of(element, self.paragraphs.lines)
        tables.write(grid, self.composer, bordered=bordered(element, self.paragraphs.styles))

    def notes(self, texts: dict[tuple[str, str], etree._Element]) -> None:
        """The footnotes and endnotes at the end, numbered as they were met."""
        lines: list[Line] = []
        for number, key in enumerate(self.paragraphs.inline.notes, start=1):
            element = texts.get(key)
            if element is not None:
                words = " ".join(line.text.strip() for line in self.paragraphs.lines(element))
                lines.append(Line(f"[{number}] {words.strip()}"))
        self.composer.block(lines)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in a paragraph, each once though written twice for old Word."""
    for box in paragraph.iter(TEXT_BOX):
        above = {ancestor.tag for ancestor in box.iterancestors()}
        if FALLBACK not in above and TEXT_BOX not in above:
            yield box


def _let_go(element: etree._Element) -> None:
    """Free what has been read: the siblings before, and the content of the element itself."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        previous = element.getprevious()
        while previous is not None:
            parent.remove(previous)
            previous = element.getprevious()
