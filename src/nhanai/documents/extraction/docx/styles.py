"""What a paragraph's or a run's style says: bold, capitals, font, list, page break."""

from dataclasses import dataclass, field, replace

from lxml import etree

from nhanai.documents.extraction.docx.names import PPR, RPR, VAL, W, is_on, whole

MAX_CHAIN = 20
"""A style based on a style based on …: more steps than this is a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of a style that matter for reading, those it is based on included."""

    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    breaks_page: bool = False
    is_contents: bool = False
    has_borders: bool = False


PLAIN = Style()


@dataclass(slots=True)
class Styles:
    """The styles of a document, looked up by their id."""

    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _known: dict[str, Style] = field(default_factory=dict)
    default_font: str | None = None
    default_paragraph: str | None = None

    @classmethod
    def of(cls, root: etree._Element | None) -> "Styles":
        """From the root of `styles.xml`."""
        styles = cls()
        if root is None:
            return styles
        for element in root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId", "")
            styles._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") == "1":
                styles.default_paragraph = style_id
        fonts = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        if fonts is not None:
            styles.default_font = fonts.get(W + "ascii")
        return styles

    def style(self, style_id: str | None) -> Style:
        """The style with this id; a plain one where the document does not define it."""
        if style_id is None:
            return PLAIN
        known = self._known.get(style_id)
        if known is None:
            known = self._known[style_id] = self._resolved(style_id)
        return known

    def _resolved(self, style_id: str) -> Style:
        chain: list[etree._Element] = []
        current: str | None = style_id
        while current is not None and len(chain) < MAX_CHAIN:
            element = self._elements.get(current)
            if element is None:
                break
            chain.append(element)
            based_on = element.find(W + "basedOn")
            current = None if based_on is None else based_on.get(VAL)
        style = PLAIN
        for element in reversed(chain):
            style = _with_own(style, element)
        return style


def _with_own(style: Style, element: etree._Element) -> Style:
    """The style it is based on, overridden by what the style itself says."""
    name = element.find(W + "name")
    if name is not None and (name.get(VAL) or "").lower().startswith("toc "):
        style = replace(style, is_contents=True)
    rpr, ppr = element.find(RPR), element.find(PPR)
    if rpr is not None:
        style = with_run_properties(style, rpr)
    if ppr is not None:
        style = with_paragraph_properties(style, ppr)
    borders = element.find(f"{W}tblPr/{W}tblBorders")
    if borders is not None:
        style = replace(style, has_borders=shows_borders(borders))
    return style


def with_run_properties(style: Style, rpr: etree._Element) -> Style:
    """The style changed by the run properties of a style."""
    for child in rpr:
        tag = child.tag
        if tag == W + "b":
            style = replace(style, bold=is_on(child))
        elif tag == W + "caps":
            style = replace(style, caps=is_on(child))
        elif tag == W + "vanish":
            style = replace(style, hidden=is_on(child))
        elif tag == W + "rFonts" and child.get(W + "ascii"):
            style = replace(style, font=child.get(W + "ascii"))
    return style


def with_paragraph_properties(style: Style, ppr: etree._Element) -> Style:
    """The style changed by the paragraph properties of a style."""
    numbering = ppr.find(W + "numPr")
    if numbering is not None:
        list_id, level = list_reference(numbering)
        style = replace(
            style,
            list_id=style.list_id if list_id is None else list_id,
            list_level=style.list_level if level is None else level,
        )
    page_break = ppr.find(W + "pageBreakBefore")
    if page_break is not None:
        style = replace(style, breaks_page=is_on(page_break))
    return style


def list_reference(numbering: etree._Element) -> tuple[str | None, int | None]:
    """The list and the level that a `<w:numPr>` names."""
    list_id, level = numbering.find(W + "numId"), numbering.find(W + "ilvl")
    return (
        None if list_id is None else list_id.get(VAL),
        None if level is None else min(max(whole(level.get(VAL), 0), 0), 8),
    )


def shows_borders(borders: etree._Element) -> bool:
    """Whether at least a top or an inner rule is drawn: a lone underline is no table."""
    drawn = {
        etree.QName(side).localname
        for side in borders
        if isinstance(side.tag, str) and side.get(VAL, "none") not in {"none", "nil"}
    }
    return len(drawn) > 1
