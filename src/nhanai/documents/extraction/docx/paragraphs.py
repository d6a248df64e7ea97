"""One paragraph of Word: what its properties say, its words, and the label of its list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from nhanai.documents.extraction.composing import Line
from nhanai.documents.extraction.docx.inline import PAGE_BREAK, Inline
from nhanai.documents.extraction.docx.names import FALLBACK, PPR, RPR, VAL, P, W, is_on
from nhanai.documents.extraction.docx.numbering import Numbering
from nhanai.documents.extraction.docx.styles import Style, Styles, list_reference

_STYLE, _LIST, _PAGE = W + "pStyle", W + "numPr", W + "pageBreakBefore"
_SECTION, _DELETED = W + "sectPr", W + "del"
_NOTHING = Line("")


@dataclass(slots=True)
class Properties:
    """What a `<w:pPr>` says that matters for reading."""

    style_id: str | None
    list: etree._Element | None = None
    breaks_page: bool | None = None
    section: etree._Element | None = None
    end_is_deleted: bool = False

    @classmethod
    def of(cls, paragraph: etree._Element, default_style: str | None) -> "Properties":
        """The properties stand first in a paragraph, where it has any."""
        found = cls(default_style)
        first = next(iter(paragraph), None)
        if first is None or first.tag != PPR:
            return found
        for child in first:
            tag = child.tag
            if tag == _STYLE:
                found.style_id = child.get(VAL)
            elif tag == _LIST:
                found.list = child
            elif tag == _PAGE:
                found.breaks_page = is_on(child)
            elif tag == _SECTION:
                found.section = child
            elif tag == RPR:
                found.end_is_deleted = child.find(_DELETED) is not None
        return found


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is read."""

    line: Line
    style: Style
    section: etree._Element | None
    has_drawing: bool


@dataclass(slots=True)
class Paragraphs:
    """Turns `<w:p>` elements into lines: their words, with the label of their list before them."""

    styles: Styles
    numbering: Numbering
    inline: Inline
    _carried: Line | None = None
    """The words of a paragraph whose end was deleted by a tracked change."""

    def read(self, element: etree._Element) -> Paragraph:
        """The paragraph as a line, and its style with what it says itself."""
        properties = Properties.of(element, self.styles.default_paragraph)
        style = self._style(properties)
        self.inline.has_drawing = False
        line = self.inline.line(element, style)
        if style.list_id is not None and line.text:
            label = self.numbering.label(style.list_id, style.list_level or 0)
            if label:
                line = _shifted(label, line)
        if self._carried is not None:
            line = Line(self._carried.text + line.text, self._carried.bold)
            self._carried = None
        if properties.end_is_deleted:
            self._carried, line = line, _NOTHING
        return Paragraph(line, style, properties.section, self.inline.has_drawing)

    def lines(self, parent: etree._Element) -> Iterator[Line]:
        """All paragraphs below `parent`, those of text boxes and inner tables included."""
        is_doubled = next(parent.iter(FALLBACK), None) is not None
        for element in parent.iter(P):
            if is_doubled and any(True for _ in element.iterancestors(FALLBACK)):
                continue
            paragraph = self.read(element)
            line = paragraph.line
            if not paragraph.style.is_contents:
                yield Line(line.text.replace(PAGE_BREAK, " "), line.bold)

    def _style(self, properties: Properties) -> Style:
        style = self.styles.style(properties.style_id)
        if properties.breaks_page is not None:
            style = replace(style, breaks_page=properties.breaks_page)
        if properties.list is None and style.list_id is None:
            return style
        return self._listed(style, properties)

    def _listed(self, style: Style, properties: Properties) -> Style:
        """The style with the list and level that hold for this paragraph."""
        list_id, level = style.list_id, style.list_level
        if list_id is not None and properties.style_id is not None:
            tied = self.numbering.level_of_style(list_id, properties.style_id)
            level = level if tied is None else tied
        if properties.list is not None:
            own_id, own_level = list_reference(properties.list)
            list_id = list_id if own_id is None else own_id
            level = level if own_level is None else own_level
        return replace(style, list_id=list_id, list_level=level)


def _shifted(label: str, line: Line) -> Line:
    """The line behind its label; the label is bold when the words begin so."""
    by = len(label)
    bold = tuple((start + by, end + by) for start, end in line.bold)
    if line.bold and line.bold[0][0] == 0:
        bold = ((0, bold[0][1]), *bold[1:])
    return Line(label + line.text, bold)
