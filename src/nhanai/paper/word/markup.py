"""WordprocessingML for words, paragraphs and cells; every text passes through `words`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from nhanai.paper import decree, references
from nhanai.paper.values import Align

_BREAK: Final = re.compile(r"\n")
_TEXT_WIDTH: Final = decree.PAGE_WIDTH - decree.LEFT - decree.RIGHT
_JUSTIFY: Final = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(millimetres / 25.4 * 1440)


@dataclass(frozen=True, slots=True)
class Face:
    """How letters look."""

    size: float = decree.BODY_SIZE
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: justification, indents in millimetres, space in points."""

    justify: str = "center"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    keep_next: bool = False
    outline: int | None = None
    page_break: bool = False


def words(text: str, face: Face, within: float = _TEXT_WIDTH) -> str:
    """A run of `text` for lines of up to `within` millimetres; its line ends are line breaks.

    Word ends no line at a slash, so of a reference only the hyphens are told to hold.
    """
    size = round(face.size * 2)
    marks = ("<w:b/><w:bCs/>" if face.bold else "") + ("<w:i/><w:iCs/>" if face.italic else "")
    held = references.unbroken(text, face.size, within)
    lines = ["<w:noBreakHyphen/>".join(_texts(line)) for line in _BREAK.split(held)]
    return (
        f'<w:r><w:rPr>{marks}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f"{'<w:br/>'.join(lines)}</w:r>"
    )


def _texts(line: str) -> Iterable[str]:
    """The pieces between the hyphens that hold."""
    for piece in line.split(references.HYPHEN):
        yield f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def link(relation: str, run: str) -> str:
    """A run that opens an address; it prints as any other."""
    return f"<w:hyperlink r:id={quoteattr(relation)}>{run}</w:hyperlink>"


def paragraph(content: str, shape: Shape, borders: str = "") -> str:
    """A paragraph of runs; an empty one is too small to be seen."""
    mark = "" if content else '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    keep = "<w:keepNext/>" if shape.keep_next else ""
    page = "<w:pageBreakBefore/>" if shape.page_break else ""
    outline = "" if shape.outline is None else f'<w:outlineLvl w:val="{shape.outline}"/>'
    first = (
        f'w:firstLine="{twips(shape.first)}"'
        if shape.first >= 0
        else f'w:hanging="{twips(-shape.first)}"'
    )
    return (
        f"<w:p><w:pPr>{keep}{page}{borders}"
        f'<w:spacing w:before="{round(shape.before * 20)}" w:after="{round(shape.after * 20)}"'
        f' w:line="{round(shape.line * 240)}" w:lineRule="auto"/>'
        f'<w:ind w:left="{twips(shape.left)}" w:right="{twips(shape.right)}" {first}/>'
        f'<w:jc w:val="{shape.justify}"/>{outline}{mark}</w:pPr>{content}</w:p>'
    )


def line_of(text: str, face: Face, shape: Shape, within: float = _TEXT_WIDTH) -> str:
    """A paragraph of words in one face, on lines of up to `within` millimetres."""
    return paragraph(words(text, face, within), shape)


def rule(length: float, within: float, after: float = 0.0) -> str:
    """A rule of `length` in the middle of `within` millimetres, drawn over an empty line."""
    side = max(0.0, (within - length) / 2)
    border = (
        f'<w:pBdr><w:top w:val="single" w:sz="{round(decree.RULE * 8)}" w:space="0"'
        ' w:color="000000"/></w:pBdr>'
    )
    shape = Shape(left=side, right=side, before=4, after=after)
    return paragraph("", shape, border)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, how wide it is."""

    content: str
    width: float


def row(cells: Iterable[Cell], *, head: bool = False) -> str:
    """A row that no page end cuts; a head stands on every page."""
    parts = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(cell.width)}" w:type="dxa"/></w:tcPr>'
        f"{cell.content}</w:tc>"
        for cell in cells
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{parts}</w:tr>"


def table(rows: Iterable[str], widths: Iterable[float], *, ruled: bool) -> str:
    """A table of fixed columns: with lines and room in the cells, or with neither."""
    spans = [twips(width) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{span}"/>' for span in spans)
    borders = _borders() if ruled else ""
    side = 80 if ruled else 0
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(spans)}" w:type="dxa"/><w:jc w:val="left"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>'
        f'{borders}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def column_shape(align: Align) -> Shape:
    """How the cells of a column stand."""
    return replace(Shape(before=2, after=2), justify=_JUSTIFY[align])
