"""What an official document says, apart from how it looks."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """Whose letterhead; the society's documents follow the decree too and bear the same title."""

    STATE = "STATE"
    RED_CROSS = "RED_CROSS"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Thể thức đầu trang: the body above, the issuing body, and in which style.

    Both as a sentence writes them (`Hội Chữ thập đỏ tỉnh Lai Châu`): the letterhead prints them in
    capitals, an annex says whose it is as they stand.
    """

    issuer: str
    superior: str = ""
    style: Style = Style.RED_CROSS


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph in one manner; `href` opens where a figure comes from.

    Only a whole address of the web (`https://…`) becomes a link.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: level 1 `I.`, 2 `1.`, 3 `a)`; the label is printed as given."""

    level: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; a list item carries its mark in its first run (`- `)."""

    runs: tuple[Run, ...]


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "LEFT"
    CENTER = "CENTER"
    RIGHT = "RIGHT"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width as a share of the table, how its cells stand."""

    head: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; each row has a cell a column.

    `hrefs` are what the cells open, row by row as `rows` (see `Run`); empty where none does.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    hrefs: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Hình: a drawing (SVG in colours of print, with `width` and `height` in plain numbers).

    Printed `width` millimetres wide, or as wide as the paper lets it be, over its caption, which is
    numbered while it is printed (`Hình 1. …`). `alternative` tells it to who does not see it.
    """

    svg: str
    caption: str
    alternative: str
    width: float = 165.0


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục: numbered by itself, in Roman figures where there are several."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the stacked lines (`TM. BAN THƯỜNG VỤ`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`), the name.

    Article 13 of Decree 30/2020/NĐ-CP.
    """

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """Văn bản: an official document as values.

    `kind` is the abbreviation (`BC`, `KH`; `CV` for an official letter, which has no name of a kind
    and shows its subject as `V/v …` below the number). `symbol` is what follows the slash
    (`BC-CTĐ`). An empty `number` and a `day` of None print the blanks of a draft, whose `year` is
    printed where it is known. `subject` stands without its `V/v`; `recipients`, `addressees` and
    `bases` are lines without dash or mark at the end.
    """

    kind: str
    letterhead: Letterhead
    symbol: str
    place: str
    subject: str
    body: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    number: str = ""
    day: dt.date | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    year: int | None = None
