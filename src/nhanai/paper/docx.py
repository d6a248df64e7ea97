"""Official paper as .docx: the layout of annex I of Decree 30/2020/NĐ-CP, in bytes that never vary.

The markup is written directly, not by way of a template: nothing of a machine or of another
document gets in, and a table of hundreds of rows takes no longer than its text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from nhanai.paper import decree, measure, wording
from nhanai.paper.picturing import numbered, png_of, sides
from nhanai.paper.storing import printable
from nhanai.paper.values import Annex, Block, Heading, OfficialPaper, Paragraph, Picture, Run, Table
from nhanai.paper.word import package
from nhanai.paper.word.markup import (
    Cell,
    Face,
    Shape,
    column_shape,
    line_of,
    link,
    paragraph,
    row,
    rule,
    table,
    twips,
    words,
)
from nhanai.paper.word.pictures import inline

_HEAD: Final = Face(decree.LETTERHEAD_SIZE)
_BOLD_HEAD: Final = Face(decree.LETTERHEAD_SIZE, bold=True)
_BODY: Final = Face()
_BOLD: Final = Face(bold=True)
_CELL_SIDES: Final = 3.0
"""Millimetres of a cell beside its words."""
_CELL_HEAD: Final = Shape(before=2, after=2)
_PLAIN_BODY: Final = Shape("both", first=decree.FIRST_LINE, after=decree.SPACE, line=decree.LINE)


def docx_of(paper: OfficialPaper, *more: OfficialPaper) -> bytes:
    """The documents, one behind the other, as one .docx; the same values give the same bytes."""
    first, *others = (numbered(printable(one)) for one in (paper, *more))
    return _Writing(first).whole(others)


@dataclass(slots=True)
class _Writing:
    """A file while it is written: links and pictures are numbered as they come; `paper` is the one
    being written.
    """

    paper: OfficialPaper
    links: dict[str, str] = field(default_factory=dict)
    pictures: list[bytes] = field(default_factory=list)

    def whole(self, more: Sequence[OfficialPaper]) -> bytes:
        """Document, annexes, those of the others, and the parts around them."""
        first = self.paper
        *earlier, last = self._sections(first, *more)
        self.paper = first
        body = "".join(f"{text}{_tail(_section(wide))}" for text, wide in earlier)
        head = self.paper.letterhead
        about = {
            "title": wording.title(self.paper),
            "creator": head.issuer,
            "moment": f"{wording.made(self.paper).isoformat()}T00:00:00Z",
        }
        links = {relation: address for address, relation in self.links.items()}
        return package.packed(
            f"{body}{last[0]}{_tail('')}{_section(last[1])}", links, about, self.pictures
        )

    def _sections(self, *papers: OfficialPaper) -> list[tuple[str, bool]]:
        """Each section with whether its page is turned."""
        found = []
        for paper in papers:
            self.paper = paper
            found.append((self._document(), False))
            found += [
                (self._annex(place), annex.landscape) for place, annex in enumerate(paper.annexes)
            ]
        return found

    def _document(self) -> str:
        paper = self.paper
        blocks = wording.body(paper)
        parts = [
            _letterhead(paper),
            "" if wording.is_letter(paper) else _title(paper),
            _addressees(paper),
            *(line_of(line, Face(italic=True), _PLAIN_BODY) for line in wording.ended(paper.bases)),
            *(self._block(block, wording.TEXT_WIDTH) for block in blocks[:-1]),
            *(self._block(block, wording.TEXT_WIDTH, last=True) for block in blocks[-1:]),
            _closing(paper),
        ]
        return "".join(parts)

    def _annex(self, place: int) -> str:
        annex: Annex = self.paper.annexes[place]
        label = wording.annex_label(place + 1, len(self.paper.annexes))
        width = wording.annex_width(annex)
        return "".join(
            [
                line_of(label, _BOLD, Shape(outline=0, keep_next=True)),
                line_of(annex.title.upper(), _BOLD, Shape(keep_next=True)),
                line_of(wording.attached(self.paper), Face(italic=True), Shape(after=12)),
                *(self._block(block, width) for block in annex.blocks[:-1]),
                *(self._block(block, width, last=True) for block in annex.blocks[-1:]),
            ]
        )

    def _block(self, block: Block, width: float, *, last: bool = False) -> str:
        match block:
            case Heading():
                return _heading(block)
            case Paragraph():
                runs = "".join(map(self._run, block.runs))
                return paragraph(runs, replace(_PLAIN_BODY, keep_next=last))
            case Table():
                return self._table(block, width, gap=not last)
            case Picture():
                return self._picture(block, width)

    def _picture(self, block: Picture, width: float) -> str:
        """The drawing in points over its caption, both on one page."""
        room = sides(block, width)
        self.pictures.append(png_of(block, room[0]))
        number = len(self.pictures)
        run = inline(package.picture(number), number, room, block.alternative)
        above = Shape(before=decree.SPACE, keep_next=True)
        below = Shape(before=decree.SPACE, after=decree.SPACE)
        return paragraph(run, above) + line_of(block.caption, Face(italic=True), below)

    def _run(self, run: Run) -> str:
        text = words(run.text, Face(bold=run.bold, italic=run.italic))
        return self._opening(wording.address(run.href), text)

    def _opening(self, address: str, text: str) -> str:
        """The words, opening the address where there is one."""
        if not address:
            return text
        return link(self.links.setdefault(address, f"link{len(self.links) + 1}"), text)

    def _table(self, block: Table, width: float, *, gap: bool) -> str:
        """A ruled table over the whole width, its head on every page.

        What ends a section has no gap behind it: on a full page that would make an empty one.
        """
        face, widths = Face(wording.table_size(block)), wording.widths(block, width)
        shapes = [column_shape(column.align) for column in block.columns]
        head = row(
            [
                Cell(line_of(column.head, replace(face, bold=True), _CELL_HEAD), span)
                for column, span in zip(block.columns, widths, strict=True)
            ],
            head=True,
        )
        rows = (
            row(
                Cell(
                    paragraph(self._opening(address, words(text, face, span - _CELL_SIDES)), shape),
                    span,
                )
                for text, address, shape, span in zip(texts, addresses, shapes, widths, strict=True)
            )
            for texts, addresses in zip(block.rows, wording.cell_addresses(block), strict=True)
        )
        title = line_of(block.title, _BOLD, Shape(before=6, after=6, keep_next=True))
        return (
            (title if block.title else "")
            + table([head, *rows], widths, ruled=True)
            + (_gap(decree.SPACE) if gap else "")
        )


def _letterhead(paper: OfficialPaper) -> str:
    """Two columns: the bodies over the number, the national title over place and day."""
    head, left, right = paper.letterhead, wording.LEFT_COLUMN, wording.RIGHT_COLUMN
    issuer = wording.issuer(head)
    above = line_of(wording.superior(head), _HEAD, Shape()) if head.superior else ""
    length = measure.rule(issuer, decree.LETTERHEAD_SIZE, left)
    bodies = above + line_of(issuer, _BOLD_HEAD, Shape()) + rule(length, left)
    title = (
        line_of(decree.NATIONAL_TITLE, _BOLD_HEAD, Shape())
        + line_of(decree.MOTTO, Face(decree.MOTTO_SIZE, bold=True), Shape())
        + rule(decree.MOTTO_WIDTH, right)
    )
    number = Face(decree.NUMBER_SIZE)
    numbers = line_of(f"Số: {wording.number(paper)}", number, Shape(before=6))
    if wording.is_letter(paper):
        subject = f"V/v {paper.subject}"
        numbers += line_of(subject, Face(decree.LETTER_SUBJECT_SIZE), Shape(before=6))
    day = line_of(
        wording.place_and_day(paper), Face(decree.NUMBER_SIZE, italic=True), Shape(before=6)
    )
    rows = [
        row([Cell(bodies, left), Cell(title, right)]),
        row([Cell(numbers, left), Cell(day, right)]),
    ]
    return table(rows, (left, right), ruled=False)


def _title(paper: OfficialPaper) -> str:
    """The name of the kind over the subject, with its rule."""
    length = measure.rule(paper.subject, decree.BODY_SIZE, wording.TEXT_WIDTH)
    return (
        line_of(wording.kind_name(paper.kind).upper(), _BOLD, Shape(before=18, keep_next=True))
        + line_of(paper.subject, _BOLD, Shape(keep_next=True))
        + rule(length, wording.TEXT_WIDTH, after=12)
    )


def _addressees(paper: OfficialPaper) -> str:
    """One addressee beside `Kính gửi`; several in a list whose dashes stand under its colon."""
    names = wording.addressees(paper)
    before = 18.0 if wording.is_letter(paper) else 0.0
    if len(names) < 2:
        shape = Shape(before=before, after=12)
        return "".join(line_of(f"Kính gửi: {name}", _BODY, shape) for name in names)
    lines = wording.listed(names)
    head = line_of("Kính gửi:", _BODY, Shape("left", left=decree.ADDRESSED_AT, before=before))
    dash = Shape(
        "left", left=decree.ADDRESSED_AT + decree.UNDER_COLON + decree.DASH, first=-decree.DASH
    )
    inner = [line_of(line, _BODY, dash) for line in lines[:-1]]
    return head + "".join(inner) + line_of(lines[-1], _BODY, replace(dash, after=12))


def _heading(heading: Heading) -> str:
    """`I.` in bold capitals, `1.` in bold, `a)` upright; indented as the body is."""
    shape = replace(_PLAIN_BODY, keep_next=True, outline=max(0, min(heading.level - 1, 8)))
    face = Face(bold=heading.level < 3)
    return line_of(wording.heading(heading), face, shape)


def _closing(paper: OfficialPaper) -> str:
    """`Nơi nhận` on the left, level with the signature on the right."""
    left, right = decree.CLOSING
    places = line_of(
        "Nơi nhận:", Face(decree.RECIPIENTS_SIZE, bold=True, italic=True), Shape("left")
    )
    dash = Shape("left", left=decree.DASH, first=-decree.DASH)
    places += "".join(
        line_of(line, Face(decree.RECIPIENT_SIZE), dash)
        for line in wording.listed(paper.recipients)
    )
    lines = [line_of(line.upper(), _BOLD, Shape()) for line in paper.signature.lines]
    space = round(decree.SIGNATURE_SPACE / 25.4 * 72)
    name = line_of(paper.signature.name, _BOLD, Shape(before=space))
    cells = [Cell(places, left), Cell("".join(lines) + name, right)]
    return _gap(6, kept=True) + table([row(cells)], (left, right), ruled=False)


def _gap(points: float, *, kept: bool = False) -> str:
    """Room after a table or before one."""
    return paragraph("", Shape(before=points, keep_next=kept))


def _tail(section: str) -> str:
    """The paragraph that must follow a table, too small to be seen; it may end a section."""
    shape = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    face = '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    return f"<w:p><w:pPr>{shape}{face}{section}</w:pPr></w:p>"


def _section(landscape: bool) -> str:
    """The page of a section, its margins, its own page numbers, the first of them hidden."""
    width, height = twips(decree.PAGE_WIDTH), twips(decree.PAGE_HEIGHT)
    size = f'w:w="{width}" w:h="{height}"'
    if landscape:
        size = f'w:w="{height}" w:h="{width}" w:orient="landscape"'
    margins = " ".join(
        f'w:{side}="{twips(length)}"'
        for side, length in (
            ("top", decree.TOP), ("right", decree.RIGHT), ("bottom", decree.BOTTOM),
            ("left", decree.LEFT), ("header", decree.PAGE_NUMBER_AT),
            ("footer", decree.PAGE_NUMBER_AT),
        )
    )  # fmt: skip
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{package.HEADER}"/>'
        f'<w:headerReference w:type="first" r:id="{package.FIRST_HEADER}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar {margins} w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
