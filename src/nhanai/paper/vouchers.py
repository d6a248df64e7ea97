"""Vouchers of accounting, as .docx and as PDF: the layout that accountants know.

Not a document of Decree 30/2020/NĐ-CP: the unit on the left, what rule it follows on the right,
the name in the middle, the two sides beside it, who signs in a row.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from nhanai.base.days import written
from nhanai.paper import decree
from nhanai.paper.fonts import fonts
from nhanai.paper.storing import shown
from nhanai.paper.word import package
from nhanai.paper.word.markup import Cell, Face, Shape, line_of, paragraph, row, table, twips, words

_TEMPLATE: Final = Path(__file__).parent / "data" / "voucher.typ"
_WIDTH: Final = decree.PAGE_WIDTH - decree.LEFT - decree.RIGHT
_SIDE: Final = 60.0
_BODY: Final = Face(13)
_BLANK: Final = "." * 14
_SIGNING: Final = 62.0
"""Points left for a signature."""


@dataclass(frozen=True, slots=True)
class VoucherPaper:
    """Chứng từ in ra: what stands on it, from top to bottom.

    `day` is None and `number` empty on one that is not settled yet; `lines` are label and value;
    `signers` are who signs and, where it is known, the name.
    """

    issuer: str
    basis: str
    title: str
    number: str
    day: dt.date | None
    sides: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    signers: tuple[tuple[str, str], ...]
    issuer_address: str = ""
    book: str = ""


def pdf_of(paper: VoucherPaper) -> bytes:
    """The voucher as a PDF/A-2b on A4; the same value gives the same bytes."""
    import typst  # noqa: PLC0415 (85 MB, only where something is printed)

    made = paper.day or dt.date(2020, 1, 1)
    data = json.loads(json.dumps(asdict(_clean(paper)) | {"day": _day(paper)}, ensure_ascii=False))
    data["made"] = [made.year, made.month, made.day]
    data["number"] = data["number"] or _BLANK
    return typst.compile(
        str(_TEMPLATE),
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"voucher": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )


def docx_of(paper: VoucherPaper) -> bytes:
    """The same as the bytes of a .docx."""
    paper = _clean(paper)
    moment = paper.day or dt.date(2020, 1, 1)
    about = {
        "title": f"{paper.title} {paper.number}".strip(), "creator": paper.issuer,
        "moment": f"{moment.isoformat()}T00:00:00Z",
    }  # fmt: skip
    body = "".join(
        [_head(paper), _title(paper), *(_line(label, text) for label, text in paper.lines),
         _signing(paper)]
    )  # fmt: skip
    return package.packed(f"{body}{_end()}", {}, about)


def _clean(paper: VoucherPaper) -> VoucherPaper:
    """The same without what no printer can print."""
    return VoucherPaper(
        shown(paper.issuer), shown(paper.basis), shown(paper.title), shown(paper.number),
        paper.day, tuple(map(shown, paper.sides)),
        tuple((shown(label), shown(text)) for label, text in paper.lines),
        tuple((shown(who), shown(name)) for who, name in paper.signers),
        shown(paper.issuer_address), shown(paper.book),
    )  # fmt: skip


def _day(paper: VoucherPaper) -> str:
    if paper.day is None:
        return "Ngày ..... tháng ..... năm ........."
    day, month, year = written(paper.day).split("/")
    return f"Ngày {day} tháng {month} năm {year}"


def _head(paper: VoucherPaper) -> str:
    left, right = _WIDTH - 75, 75.0
    bodies = line_of(paper.issuer, Face(12, bold=True), Shape("left"), left)
    for text in (paper.issuer_address, paper.book):
        bodies += line_of(text, Face(12), Shape("left"), left) if text else ""
    basis = line_of(paper.basis, Face(11, italic=True), Shape(), right)
    return table([row([Cell(bodies, left), Cell(basis, right)])], (left, right), ruled=False)


def _title(paper: VoucherPaper) -> str:
    middle = _WIDTH - 2 * _SIDE
    name = line_of(paper.title, Face(16, bold=True), Shape(before=14), middle)
    name += line_of(_day(paper), Face(13, italic=True), Shape(), _WIDTH)
    sides = line_of(f"Số: {paper.number or _BLANK}", Face(12), Shape("left", before=14), _SIDE)
    sides += "".join(line_of(one, Face(12), Shape("left"), _SIDE) for one in paper.sides)
    cells = [Cell(line_of("", Face(12), Shape()), _SIDE - 15), Cell(name, middle + 30),
             Cell(sides, _SIDE - 15)]  # fmt: skip
    widths = (_SIDE - 15, middle + 30, _SIDE - 15)
    return table([row(cells)], widths, ruled=False) + paragraph("", Shape(before=8))


def _line(label: str, text: str) -> str:
    runs = words(f"{label}: ", _BODY) + words(text or _BLANK * 4, _BODY)
    return paragraph(runs, Shape("left", after=4, line=1.1))


def _signing(paper: VoucherPaper) -> str:
    width = _WIDTH / len(paper.signers)
    cells = [
        Cell(
            line_of(who, Face(11, bold=True), Shape(before=10, keep_next=True), width)
            + line_of("(Ký, họ tên)", Face(11, italic=True), Shape(keep_next=True), width)
            + line_of(name or " ", Face(11, bold=True), Shape(before=_SIGNING), width),
            width,
        )
        for who, name in paper.signers
    ]
    return table([row(cells)], [width] * len(cells), ruled=False)


def _end() -> str:
    """The paragraph that must follow a table, and the page."""
    tail = '<w:p><w:pPr><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    sides = (("top", decree.TOP), ("right", decree.RIGHT), ("bottom", decree.BOTTOM),
             ("left", decree.LEFT), ("header", 10.0), ("footer", 10.0))  # fmt: skip
    margins = " ".join(f'w:{side}="{twips(length)}"' for side, length in sides)
    return (
        f'{tail}<w:sectPr><w:headerReference w:type="default" r:id="{package.HEADER}"/>'
        f'<w:headerReference w:type="first" r:id="{package.FIRST_HEADER}"/>'
        f'<w:pgSz w:w="{twips(decree.PAGE_WIDTH)}" w:h="{twips(decree.PAGE_HEIGHT)}"/>'
        f'<w:pgMar {margins} w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
