"""The words of an .odt paragraph: spans, spaces, tabs, notes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from nhanai.base.encodings import from_font
from nhanai.documents.extraction.composing import Line
from nhanai.documents.extraction.odt.names import DRAW, OFFICE, TEXT, whole
from nhanai.documents.extraction.odt.styles import Style, Styles

_SKIPPED = frozenset(
    {
        OFFICE + "annotation",
        OFFICE + "annotation-end",
        TEXT + "tracked-changes",
        TEXT + "change",
        TEXT + "ruby-text",
        DRAW + "frame",
        DRAW + "custom-shape",
    }
)
_MOST_SPACES = 200


@dataclass(slots=True)
class Words:
    """Reads paragraphs; keeps the notes and drawings met on the way."""

    styles: Styles
    notes: list[etree._Element] = field(default_factory=list)
    drawings: list[etree._Element] = field(default_factory=list)
    encodings: set[str] = field(default_factory=set)

    def line(self, paragraph: etree._Element) -> Line:
        """The paragraph's words and which are bold."""
        texts: list[str] = []
        bold: list[tuple[int, int]] = []
        length = 0

        def add(text: str | None, style: Style) -> None:
            nonlocal length
            if not text or style.hidden:
                return
            text = self._decoded(text, style.font)
            if style.bold:
                bold.append((length, length + len(text)))
            texts.append(text)
            length += len(text)

        style = self.styles.style(paragraph.get(TEXT + "style-name"))
        self._walk(paragraph, style, add)
        return Line("".join(texts), tuple(bold))

    def _decoded(self, text: str, font: str | None) -> str:
        if font is None:
            return text
        name = font.strip("' ").lower()
        if name.startswith(".vn"):
            self.encodings.add("tcvn3")
        elif name.startswith("vni"):
            self.encodings.add("vni")
        else:
            return text
        return from_font(text, name)

    def _walk(
        self, element: etree._Element, style: Style, add: Callable[[str | None, Style], None]
    ) -> None:
        add(_one_spaced(element.text), style)
        for child in element:
            self._child(child, style, add)
            add(_one_spaced(child.tail), style)

    def _child(
        self, child: etree._Element, style: Style, add: Callable[[str | None, Style], None]
    ) -> None:
        tag = child.tag
        if tag == TEXT + "s":
            add(" " * min(whole(child.get(TEXT + "c"), 1), _MOST_SPACES), style)
        elif tag == TEXT + "tab":
            add("\t", style)
        elif tag == TEXT + "line-break":
            add("\n", style)
        elif tag == TEXT + "note":
            self.notes.append(child)
            add(f"[{len(self.notes)}]", style)
        elif tag in _SKIPPED:
            self.drawings.append(child)
        elif isinstance(tag, str):
            own = child.get(TEXT + "style-name") if tag == TEXT + "span" else None
            self._walk(child, style if own is None else self._merged(own, style), add)

    def _merged(self, name: str, style: Style) -> Style:
        """A span's style; what it does not say is its paragraph's."""
        own = self.styles.style(name)
        return Style(
            bold=style.bold if own.bold is None else own.bold,
            hidden=style.hidden if own.hidden is None else own.hidden,
            font=own.font or style.font,
        )


def _one_spaced(text: str | None) -> str | None:
    """Line ends and runs of spaces in the XML are one space."""
    if text is None or not ("\n" in text or "  " in text or "\t" in text):
        return text
    words = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() and words else ''}"
