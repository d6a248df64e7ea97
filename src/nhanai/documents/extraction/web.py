"""Reads .html: blocks become lines, lists get their labels, tables stay tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from nhanai.documents.extraction import tables
from nhanai.documents.extraction.composing import Box, Composer, Content, Grid, Line
from nhanai.documents.extraction.labels import FORMATS, decimal
from nhanai.documents.extraction.limits import DAMAGED, CannotRead
from nhanai.documents.extraction.plain import decoded
from nhanai.documents.extraction.tables import GridBuilder

_SKIPPED = frozenset(
    {
        "script", "style", "nav", "noscript", "template", "svg", "iframe", "object",
        "select", "button", "textarea", "head", "form", "aside", "footer", "audio", "video",
        "canvas", "input"
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "ul", "caption"
    }
)  # fmt: skip
_BOLD = frozenset(
    {
        "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"
    }
)  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RULED = re.compile(r"border[\w-]*\s*:\s*(?!0|none|medium none)[^;]*\d", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NUMBERED = {"1": "1", "a": "a", "A": "A", "i": "i", "I": "I"}
_DEEPEST = 150


@dataclass(slots=True)
class _Words:
    """Collects a block's words until the block ends."""

    put: Callable[[Line], None]
    texts: list[str] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    label: str = ""

    def add(self, text: str | None, bold: bool) -> None:
        """More words; white space is one space, as a browser shows it."""
        if not text:
            return
        text = _WHITE.sub(" ", text)
        if not self.length or self.texts[-1][-1:] in {" ", "\n"}:
            text = text.lstrip(" ")
        if text:
            self._append(text, bold)

    def line_break(self) -> None:
        """A `<br>`."""
        if self.length:
            self._append("\n", False)

    def _append(self, text: str, bold: bool) -> None:
        if not self.length and self.label:
            label, self.label = self.label, ""
            self._append(f"{label} ", bold)
        if bold:
            self.bold.append((self.length, self.length + len(text)))
        self.texts.append(text)
        self.length += len(text)

    def end(self) -> None:
        """The block is over."""
        if self.length:
            self.put(Line("".join(self.texts), tuple(self.bold)))
            self.texts, self.bold, self.length = [], [], 0


@dataclass(slots=True)
class _Walk:
    """Goes through a page; paragraphs go to `words`, tables to `table`."""

    words: _Words
    table: Callable[[Grid, bool], None]
    depth: int = 0

    def element(self, element: etree._Element, bold: bool) -> None:
        """One element with all that it holds, without what follows it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
            return
        if self.depth > _DEEPEST:
            self.words.add(_all_words(element), bold)
            return
        if tag == "br":
            self.words.line_break()
            return
        self.depth += 1
        if tag in _BLOCKS:
            self.words.end()
            self._block(element, tag, bold or tag in _BOLD)
            self.words.end()
        else:
            self.content(element, bold or tag in _BOLD or "font-weight:bold" in _style(element))
        self.depth -= 1

    def content(self, element: etree._Element, bold: bool) -> None:
        """Everything inside an element."""
        self.words.add(element.text, bold)
        for child in element:
            self.element(child, bold)
            self.words.add(child.tail, bold)

    def _block(self, element: etree._Element, tag: str, bold: bool) -> None:
        if tag == "table":
            self.table(_grid(element, bold), _is_ruled(element))
        elif tag in {"ol", "ul"}:
            self._list(element, bold, ordered=tag == "ol")
        elif tag == "pre":
            for text in _all_words(element).splitlines():
                self.words.add(text, bold)
                self.words.end()
        else:
            self.content(element, bold)

    def _list(self, element: etree._Element, bold: bool, *, ordered: bool) -> None:
        form = FORMATS.get(_NUMBERED.get(element.get("type", "1"), "1"), decimal)
        number = _whole(element.get("start"), 1)
        for child in element:
            if child.tag == "li":
                number = _whole(child.get("value"), number)
                self.words.label = f"{form(number)}." if ordered else "-"
                number += 1
            self.element(child, bold)
            self.words.label = ""


def _all_words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _style(element: etree._Element) -> str:
    return element.get("style", "").replace(" ", "").lower()


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_ruled(table: etree._Element) -> bool:
    border = table.get("border")
    if border is not None:
        return border.strip() not in {"", "0"}
    return any(_RULED.search(cell.get("style", "")) for cell in table.iter("table", "td", "th"))


def _grid(table: etree._Element, bold: bool) -> Grid:
    """The table's boxes; tables within its cells become lines."""
    builder = GridBuilder()
    for row in _rows(table):
        builder.row([_box(cell, bold) for cell in row if cell.tag in {"td", "th"}])
    return builder.grid()


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _box(cell: etree._Element, bold: bool) -> Box:
    lines: list[Line] = []

    def inner(grid: Grid, _: bool) -> None:
        lines.extend(tables.flat(grid))

    words = _Words(lines.append)
    _Walk(words, inner).content(cell, bold or cell.tag == "th")
    words.end()
    rows = min(max(_whole(cell.get("rowspan"), 1), 1), 5_000)
    columns = min(max(_whole(cell.get("colspan"), 1), 1), GridBuilder.WIDEST)
    return Box(tuple(lines), rows, columns)


def read_html(data: bytes) -> Content:
    """What the page says, without its menus, scripts and forms."""
    text, encoding = decoded(data)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotRead(DAMAGED) from error
    if root is None:
        raise CannotRead(DAMAGED)
    composer = Composer()

    def put(line: Line) -> None:
        composer.block((line,))

    def table(grid: Grid, ruled: bool) -> None:
        tables.write(grid, composer, bordered=ruled)

    words = _Words(put)
    _Walk(words, table).element(_main(root), False)
    words.end()
    return composer.content(encoding=encoding)


def _main(root: etree._Element) -> etree._Element:
    """The page's main part, where it is marked and holds most of the words."""
    whole = len(_all_words(root))
    for found in (*root.iter("main"), *root.iter("article")):
        if len(_all_words(found)) * 2 > whole:
            return found
    return root
