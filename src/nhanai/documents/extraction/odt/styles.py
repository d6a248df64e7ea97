"""What the styles of an .odt say: bold, hidden, page break, list, borders, and how lists count."""

from dataclasses import dataclass, field, replace

from lxml import etree

from nhanai.documents.extraction.labels import FORMATS, bullet, decimal
from nhanai.documents.extraction.odt.names import FO, LEVELS, STYLE, TEXT, whole

MAX_CHAIN = 20
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of a style that matter for reading, its parents' included."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    list_style: str | None = None
    breaks_page: bool = False
    is_ruled: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is labelled."""

    form: str = "1"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    mark: str | None = None

    def label(self, counts: list[int], levels: "dict[int, ListLevel]", at: int) -> str:
        """The label of the item that `counts` stands at."""
        if self.mark is not None:
            return bullet(self.mark)
        if not self.form:
            return (self.prefix + self.suffix).strip()
        first = max(1, at - self.shown + 1)
        numbers = [
            FORMATS.get(levels.get(level, self).form, decimal)(counts[level])
            for level in range(first, at + 1)
        ]
        return self.prefix + ".".join(number for number in numbers if number) + self.suffix


@dataclass(slots=True)
class Styles:
    """The styles and list styles of a document, by name."""

    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _known: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)

    def add(self, root: etree._Element | None) -> None:
        """The styles of one part of the package; later ones win."""
        if root is None:
            return
        for element in root.iter(STYLE + "style"):
            self._elements[element.get(STYLE + "name", "")] = element
        for element in root.iter(TEXT + "list-style", TEXT + "outline-style"):
            self.lists[element.get(STYLE + "name", "")] = _levels(element)

    def style(self, name: str | None) -> Style:
        """The style called so; a plain one where there is none."""
        if name is None:
            return PLAIN
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._resolved(name)
        return known

    def _resolved(self, name: str) -> Style:
        chain: list[etree._Element] = []
        current: str | None = name
        while current is not None and len(chain) < MAX_CHAIN:
            element = self._elements.get(current)
            if element is None:
                break
            chain.append(element)
            current = element.get(STYLE + "parent-style-name")
        style = PLAIN
        for element in reversed(chain):
            style = _with_own(style, element)
        return style


def _with_own(style: Style, element: etree._Element) -> Style:
    text = element.find(STYLE + "text-properties")
    if text is not None:
        weight, display = text.get(FO + "font-weight"), text.get(TEXT + "display")
        style = replace(
            style,
            bold=style.bold if weight is None else weight in _BOLD,
            hidden=style.hidden if display is None else display == "none",
            font=text.get(STYLE + "font-name") or text.get(FO + "font-family") or style.font,
        )
    paragraph = element.find(STYLE + "paragraph-properties")
    breaks = paragraph is not None and (
        paragraph.get(FO + "break-before") == "page"
        or paragraph.get(STYLE + "page-number") is not None
    )
    cell = element.find(STYLE + "table-cell-properties")
    return replace(
        style,
        breaks_page=breaks or element.get(STYLE + "master-page-name", "") != "",
        list_style=element.get(STYLE + "list-style-name") or style.list_style,
        is_ruled=cell is not None and _is_ruled(cell),
    )


def _is_ruled(cell: etree._Element) -> bool:
    return any(
        value not in {"none", ""}
        for name, value in cell.attrib.items()
        if str(name).startswith(FO + "border")
    )


def _levels(element: etree._Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for child in element:
        at = min(max(whole(child.get(TEXT + "level"), 1), 1), LEVELS)
        mark = child.get(TEXT + "bullet-char")
        levels[at] = ListLevel(
            form=child.get(STYLE + "num-format", ""),
            prefix=child.get(STYLE + "num-prefix", ""),
            suffix=child.get(STYLE + "num-suffix", ""),
            start=whole(child.get(TEXT + "start-value"), 1),
            shown=max(whole(child.get(TEXT + "display-levels"), 1), 1),
            mark=mark,
        )
    return levels
