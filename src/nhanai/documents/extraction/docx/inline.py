"""The words of a paragraph, run by run: bold, hidden and deleted text, breaks, notes, old fonts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from nhanai.base.encodings import from_font
from nhanai.documents.extraction.composing import Line
from nhanai.documents.extraction.docx.names import MC, PPR, RPR, VAL, M, R, T, W, is_on
from nhanai.documents.extraction.docx.styles import PLAIN, Style, Styles

PAGE_BREAK = "\f"

_ALTERNATIVES, _CHOICE = MC + "AlternateContent", MC + "Choice"
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object", _ALTERNATIVES})
_BREAK, _SYMBOL = W + "br", W + "sym"
_NOTES = frozenset({W + "footnoteReference", W + "endnoteReference"})
_BOLD, _CAPS, _HIDDEN = W + "b", W + "caps", W + "vanish"
_FONTS, _FONT, _STYLE = W + "rFonts", W + "ascii", W + "rStyle"

_MARKS: Mapping[str, str] = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_TRANSPARENT = frozenset(
    W + name
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
        "dir", "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip
_SYMBOLS: Mapping[str, str] = {
    "F0B7": "•", "F02D": "-", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F0A8": "□", "F06F": "□",
    "F0FE": "☑", "F0B0": "°", "F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0E0": "→", "F0AE": "→",
}  # fmt: skip


def old_font(font: str | None) -> str | None:
    """The font's name where it is one of the old Vietnamese fonts; None for every other."""
    if font is None or not font.strip().lower().startswith((".vn", "vni-", "vni ")):
        return None
    return font


@dataclass(slots=True)
class Piece:
    """A run's text, whether it is bold, and its font where that is an old Vietnamese one."""

    text: str
    bold: bool
    font: str | None


@dataclass(slots=True)
class Inline:
    """Reads the content of paragraphs; keeps the notes met and the encodings found."""

    styles: Styles
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind ("footnote", "endnote") and id of each note, in the order met."""
    encodings: set[str] = field(default_factory=set)
    has_drawing: bool = False
    """Whether a drawing was met, which may hold a text box."""
    _old_fonts: dict[str | None, str | None] = field(default_factory=dict)

    def line(self, paragraph: etree._Element, style: Style) -> Line:
        """The paragraph's words and which are bold; page breaks stand in it as `\\f`."""
        pieces: list[Piece] = []
        self._walk(paragraph, style, pieces)
        if not pieces:
            return Line("")
        if len(pieces) == 1 and pieces[0].font is None:
            text = pieces[0].text
            return Line(text, ((0, len(text)),) if pieces[0].bold else ())
        return self._joined(pieces)

    def _joined(self, pieces: list[Piece]) -> Line:
        texts: list[str] = []
        bold: list[tuple[int, int]] = []
        at = 0
        for (is_bold, font), group in groupby(pieces, key=lambda piece: (piece.bold, piece.font)):
            text = "".join(piece.text for piece in group)
            if font is not None:
                text = from_font(text, font)
                self.encodings.add("tcvn3" if font.strip()[0] == "." else "vni")
            if is_bold:
                bold.append((at, at + len(text)))
            texts.append(text)
            at += len(text)
        return Line("".join(texts), tuple(bold))

    def _walk(self, parent: etree._Element, style: Style, pieces: list[Piece]) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child, style, pieces)
            elif tag == PPR:
                continue
            elif tag in _TRANSPARENT:
                self._walk(child, style, pieces)
            elif tag == _ALTERNATIVES:
                self.has_drawing = True
                choice = child.find(_CHOICE)
                if choice is not None:
                    self._walk(choice, style, pieces)
            elif isinstance(tag, str) and tag.startswith(M):
                text = "".join(node.text or "" for node in child.iter(M + "t"))
                pieces.append(Piece(text, False, None))

    def _run(self, run: etree._Element, style: Style, pieces: list[Piece]) -> None:
        text = ""
        bold, caps, hidden, font = style.bold, style.caps, style.hidden, style.font
        for child in run:
            tag = child.tag
            if tag == T:
                text += child.text or ""
            elif tag == RPR:
                own = self._own(child)
                bold = bold if own.bold is None else own.bold
                caps = caps if own.caps is None else own.caps
                hidden = hidden if own.hidden is None else own.hidden
                font = own.font or font
            else:
                text += self._special(child)
        if text and not hidden:
            old = self._old_font(font or self.styles.default_font)
            if caps and old is None:
                text = text.upper()
            pieces.append(Piece(text, bool(bold), old))

    def _old_font(self, font: str | None) -> str | None:
        if font not in self._old_fonts:
            self._old_fonts[font] = old_font(font)
        return self._old_fonts[font]

    def _own(self, properties: etree._Element) -> Style:
        """What the run itself says, its character style included."""
        bold = caps = hidden = None
        font: str | None = None
        base = PLAIN
        for child in properties:
            tag = child.tag
            if tag == _BOLD:
                bold = is_on(child)
            elif tag == _FONTS:
                font = child.get(_FONT)
            elif tag == _CAPS:
                caps = is_on(child)
            elif tag == _HIDDEN:
                hidden = is_on(child)
            elif tag == _STYLE:
                base = self.styles.style(child.get(VAL))
        return Style(
            bold=base.bold if bold is None else bold,
            caps=base.caps if caps is None else caps,
            hidden=base.hidden if hidden is None else hidden,
            font=font or base.font,
        )

    def _special(self, child: etree._Element) -> str:
        """The text of a run's child that is not plain text."""
        tag = child.tag
        if tag == _BREAK:
            return PAGE_BREAK if child.get(W + "type") == "page" else "\n"
        mark = _MARKS.get(str(tag))
        if mark is not None:
            return mark
        if tag == _SYMBOL:
            return _SYMBOLS.get((child.get(W + "char") or "").upper(), "•")
        if tag in _DRAWINGS:
            self.has_drawing = True
        elif tag in _NOTES:
            self.notes.append((str(tag)[len(W) : -len("Reference")], child.get(W + "id", "")))
            return f"[{len(self.notes)}]"
        return ""
