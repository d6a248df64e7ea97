"""The annexes of a report as a workbook: numbers as numbers, each opening where it comes from."""

import io
from typing import Any, Final

import xlsxwriter

from nhanai.base.numbers import NotANumber, read
from nhanai.paper.values import Align, Annex, OfficialPaper, Table
from nhanai.paper.wording import annex_label

FONT: Final = "Times New Roman"
WIDE: Final = 150
"""Characters over the whole width of a sheet."""


def workbook_of(paper: OfficialPaper) -> bytes:
    """A sheet for each annex that has tables; what is no number stays the words it was."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        faces = _Faces.of(book)
        for place, annex in enumerate(paper.annexes, 1):
            sheet = book.add_worksheet(annex_label(place, len(paper.annexes)))
            _write(sheet, annex, faces)
        if not paper.annexes:
            book.add_worksheet("Phụ lục")
    return kept.getvalue()


class _Faces:
    """How cells look."""

    def __init__(self, title: Any, head: Any, words: Any, number: Any, percent: Any) -> None:  # noqa: ANN401 (xlsxwriter has no types)
        self.title, self.head, self.words = title, head, words
        self.number, self.percent = number, percent

    @classmethod
    def of(cls, book: Any) -> "_Faces":  # noqa: ANN401
        """The faces of a workbook."""
        cell = {"border": 1, "valign": "top", "font_name": FONT}
        return cls(
            book.add_format({"bold": True, "font_name": FONT, "font_size": 14}),
            book.add_format({**cell, "bold": True, "text_wrap": True, "align": "center"}),
            book.add_format({**cell, "text_wrap": True}),
            book.add_format({**cell, "num_format": "#,##0.###"}),
            book.add_format({**cell, "num_format": '0.0#" %"'}),
        )


def _write(sheet: Any, annex: Annex, faces: _Faces) -> None:  # noqa: ANN401
    sheet.write_string(0, 0, annex.title, faces.title)
    tables = [one for one in annex.blocks if isinstance(one, Table)]
    row = 2
    for table in tables:
        if table.title:
            sheet.write_string(row, 0, table.title, faces.title)
            row += 1
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, max(5, round(column.share * WIDE)))
            sheet.write_string(row, number, column.head, faces.head)
        for place, cells in enumerate(table.rows):
            for number, text in enumerate(cells):
                href = table.hrefs[place][number] if table.hrefs else ""
                is_figure = table.columns[number].align is Align.RIGHT
                _cell(sheet, (row + 1 + place, number), text, href, faces, is_figure=is_figure)
        row += len(table.rows) + 2
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if len(tables) == 1:
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 2)


def _cell(
    sheet: Any, at: tuple[int, int], text: str, href: str, faces: _Faces, *, is_figure: bool  # noqa: ANN401
) -> None:  # fmt: skip
    number = _number(text) if is_figure else None
    face = faces.words if number is None else faces.percent if "%" in text else faces.number
    if href:
        sheet.write_url(*at, href, face, text)
    if number is not None:
        sheet.write_number(*at, number, face)
    elif not href:
        sheet.write_string(*at, text, face)


def _number(text: str) -> float | None:
    """The number that a cell prints; None where it prints words, or a number with a mark."""
    try:
        return float(read(text.removeprefix("+")))
    except NotANumber:
        return None
