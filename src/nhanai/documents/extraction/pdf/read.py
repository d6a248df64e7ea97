"""Reads a .pdf file."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from nhanai.documents.extraction.composing import Composer, Content, Line, is_tidy
from nhanai.documents.extraction.limits import CHARACTERS, ENCRYPTED, TOO_LONG, CannotRead
from nhanai.documents.extraction.pdf import columns, paragraphs, scan
from nhanai.documents.extraction.pdf.lines import LINE_END, PageLine, PageText, Segment
from nhanai.documents.extraction.pdf.ruled import RuledTable, rules_of, tables_of

DAMAGED = (
    "Tệp PDF bị hỏng nên không mở được. Hãy xuất lại tệp từ bản gốc (Word, máy quét) rồi thử lại."
)
SCANNED_PAGE = "Trang {} là ảnh quét nên chưa đọc được chữ; hãy đối chiếu trang này với bản gốc."

_LETTERED = re.compile(r"\w[.)]")
_YEAR_ALONE = re.compile(r"\d{4}\s*$")
LARGE_IMAGE = 0.4
"""A picture that covers this share of a page without text is a scan of it."""

Progress = Callable[[str], None]


def read_pdf(path: Path, progress: Progress | None = None) -> Content:
    """The text layer of every page; where all pages are pictures, what tesseract reads in them."""
    document = _opened(path)
    try:
        reader = PdfReader()
        scanned: list[int] = []
        for number in range(len(document)):
            page = document[number]
            try:
                if not reader.page(page) and _is_scan(page):
                    scanned.append(number)
            finally:
                page.close()
            if progress and number % 20 == 19:
                progress(f"Đang đọc trang {number + 1}/{len(document)}")
        if scanned and not reader.has_text:
            return scan.read(document, scanned, progress)
        content = reader.composer.content(pages=len(document))
        return replace(content, unread=tuple(SCANNED_PAGE.format(number + 1) for number in scanned))
    except pypdfium2.PdfiumError as error:
        raise CannotRead(DAMAGED) from error
    finally:
        document.close()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise CannotRead(ENCRYPTED) from error
        raise CannotRead(DAMAGED) from error
    if not len(document):
        document.close()
        raise CannotRead(DAMAGED)
    return document


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    """Whether a picture covers much of the page."""
    width, height = page.get_size()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) > LARGE_IMAGE * width * height:
            return True
    return False


@dataclass(slots=True)
class PdfReader:
    """Composes a document page by page."""

    composer: Composer = field(default_factory=Composer)
    has_text: bool = False
    _above: Segment | None = None
    _measure: paragraphs.Measure | None = None
    _length: int = 0
    _is_tidy: bool = False
    """Whether no line of the page must be cleaned."""

    def page(self, page: pypdfium2.PdfPage) -> bool:
        """Add one page; False when it has no text."""
        textpage = page.get_textpage()
        try:
            text = _page_text(textpage)
            self._length += len(text)
            if self._length > CHARACTERS:
                raise CannotRead(TOO_LONG)
            if not text.strip():
                self.composer.page_break()
                return False
            self._add(page, PageText(textpage, text))
        finally:
            textpage.close()
        return True

    def _add(self, page: pypdfium2.PdfPage, text: PageText) -> None:
        lines = _without_page_number(text.lines, page.get_height())
        if not lines:
            self.composer.page_break()
            return
        self.has_text = True
        self.composer.page_break()
        wholes = [line.whole for line in lines]
        self._is_tidy = is_tidy(text.text.replace(LINE_END, ""))
        self._measure = paragraphs.measured(wholes, text.em, self._measure)
        if _is_plain(lines, wholes, text):
            self._blocks([piece] for piece in wholes)
            return
        found = tables_of(*rules_of(page))
        for lines_between, table in _parted(lines, wholes, found):
            pieces = [text.segments(line) for line in lines_between]
            self._blocks(columns.in_reading_order(pieces))
            if table is not None:
                self._table(table, text, lines, wholes)

    def _blocks(self, blocks: Iterable[list[Segment]]) -> None:
        """Write blocks of pieces; a piece that stands alone goes on with its paragraph."""
        on_page = False
        for block in blocks:
            if len(block) > 1:
                self.composer.block(_unwrapped(map(_words, block)))
                self._above = None
            else:
                self._piece(block[0], same_page=on_page)
            on_page = True

    def _piece(self, piece: Segment, *, same_page: bool) -> None:
        above, measure = self._above, self._measure
        self._above = piece
        begins = (
            above is None
            or measure is None
            or paragraphs.begins(piece, above, measure, same_page=same_page)
        )
        if self._is_tidy:
            self.composer.printed(piece.text, continues=not begins)
        elif begins:
            self.composer.paragraph(_words(piece))
        else:
            self.composer.continued(_words(piece))

    def _table(
        self, table: RuledTable, text: PageText, lines: list[PageLine], wholes: list[Segment]
    ) -> None:
        segments: list[Segment] = []
        for line, whole in zip(lines, wholes, strict=True):
            if table.holds(whole):
                crosses = any(whole.left < x < whole.right for x in table.xs)
                segments.extend(text.cut(line, table.xs) if crosses else [whole])
        self.composer.table(table.grid(segments))
        self._above = None


def _page_text(textpage: pypdfium2.PdfTextPage) -> str:
    """The page's characters, one for each that pdfium counts."""
    count = textpage.count_chars()
    text: str = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text
    handle = textpage.raw
    return "".join(_character(pdfium.FPDFText_GetUnicode(handle, at)) for at in range(count))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " "


def _words(piece: Segment) -> str:
    """The piece's text; pdfium marks a hyphen at a line's end with a code of its own."""
    return piece.text.replace("\x02", "-").replace("\ufffe", "-")


def _unwrapped(texts: Iterable[str]) -> list[Line]:
    """A narrow column's lines; one that goes on in small letters, or with a year, is joined."""
    lines: list[str] = []
    for text in texts:
        if lines and _goes_on(text.lstrip()):
            lines[-1] = f"{lines[-1].rstrip()} {text}"
        else:
            lines.append(text)
    return [Line(line) for line in lines]


def _goes_on(text: str) -> bool:
    if _YEAR_ALONE.match(text):
        return True
    return text[:1].islower() and not _LETTERED.match(text)


def _without_page_number(lines: list[PageLine], height: float) -> list[PageLine]:
    return [
        line
        for line in lines
        if len(line.text) > 10 or not paragraphs.is_page_number(line.whole, height)
    ]


def _is_plain(lines: list[PageLine], wholes: list[Segment], text: PageText) -> bool:
    """Whether the page is one column from top to bottom, so that nothing need be put in order."""
    above: Segment | None = None
    for line, whole in zip(lines, wholes, strict=True):
        if above is not None and whole.middle > above.bottom:
            return False
        if len(line.rectangles) > 1 and len(text.segments(line)) > 1:
            return False
        above = whole
    return True


def _parted(
    lines: list[PageLine], wholes: list[Segment], tables: list[RuledTable]
) -> Iterator[tuple[list[PageLine], RuledTable | None]]:
    """The lines before each table with the table, then the lines after the last."""
    between: list[PageLine] = []
    waiting = list(tables)
    for line, whole in zip(lines, wholes, strict=True):
        held = next((table for table in tables if table.holds(whole)), None)
        if held is None:
            between.append(line)
        elif held in waiting:
            waiting.remove(held)
            yield between, held
            between = []
    yield between, None
