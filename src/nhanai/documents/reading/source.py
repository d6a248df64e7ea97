"""What extraction gives to reading: plain text, and the tables that the file really had."""

from dataclasses import dataclass
from enum import StrEnum


class FileFormat(StrEnum):
    """The formats that are read."""

    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    ODT = "odt"
    TXT = "txt"
    MD = "md"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: the half-open range of its characters in `Source.text`.

    `rows` and `columns` say how many places it covers, of which it is the first.
    """

    start: int
    end: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the file itself marks as one; `rows` hold cells left to right.

    A merged cell's text stands once, where it begins; the other places that it covers hold empty
    cells, so that a column keeps its index. The table's text stands in `Source.text` as one line
    per row, cells parted by a tab; a line break inside a cell is a space.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as plain text.

    `text` is NFC, lines parted by `\\n`, a page break is `\\f`; automatic list labels of the file
    (`1.`, `a)`, `-`) are written out at the start of their line, as a reader sees them. Where the
    file knows its paragraphs (.docx, .odt, .html), an empty line parts them; the lines of one
    letterhead cell or one recipients' block follow each other without one. `pages` is None where
    the format has none. `bold` holds the ranges set in bold, where the format tells.
    """

    name: str
    format: FileFormat
    sha256: str
    text: str
    encoding: str = "utf-8"
    pages: int | None = None
    tables: tuple[Table, ...] = ()
    bold: tuple[tuple[int, int], ...] = ()
    was_decomposed: bool = False
    """Whether the file wrote accents apart from their letters (NFD or mixed)."""
    unread: tuple[str, ...] = ()
    """Vietnamese sentences about parts that could not be read, such as a scanned page."""
