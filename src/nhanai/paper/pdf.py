"""Official paper as PDF/A-2b: the same values, places and sizes as the .docx.

Typst sets the page. It gets the words as data and never as markup, so that no word is taken for
an instruction.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from nhanai.paper import decree, measure, references, wording
from nhanai.paper.fonts import fonts
from nhanai.paper.picturing import numbered, sides
from nhanai.paper.storing import Json, printable
from nhanai.paper.values import Annex, Block, Heading, OfficialPaper, Paragraph, Picture, Table

_TEMPLATE: Final = Path(__file__).parent / "data" / "official.typ"


def pdf_of(paper: OfficialPaper, *more: OfficialPaper) -> bytes:
    """The documents, one behind the other, as one PDF/A-2b; the same values give the same bytes."""
    import typst  # noqa: PLC0415 (85 MB, only where a document is printed)

    papers = [printed(numbered(printable(one))) for one in (paper, *more)]
    return typst.compile(
        str(_TEMPLATE),
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"papers": json.dumps(papers, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )


def printed(paper: OfficialPaper) -> Json:
    """What stands on the pages, in words and lengths, as the template asks for it."""
    head = paper.letterhead
    issuer = wording.issuer(head)
    count = len(paper.annexes)
    subject = paper.subject
    return {
        **_measures(),
        "title": wording.title(paper),
        "made": [wording.made(paper).year, wording.made(paper).month, wording.made(paper).day],
        "letterhead": {
            "superior": wording.superior(head),
            "issuer": issuer,
            "rule": measure.rule(issuer, decree.LETTERHEAD_SIZE, wording.LEFT_COLUMN),
        },
        "letter": wording.is_letter(paper),
        "kind": wording.kind_name(paper.kind).upper(),
        "number": wording.number(paper),
        "place_and_day": wording.place_and_day(paper),
        "subject": f"V/v {subject}" if wording.is_letter(paper) else subject,
        "subject_rule": measure.rule(subject, decree.BODY_SIZE, wording.TEXT_WIDTH),
        "addressees": _addressees(paper),
        "bases": wording.ended(paper.bases),
        "body": [_block(block, wording.TEXT_WIDTH) for block in wording.body(paper)],
        "recipients": wording.listed(paper.recipients),
        "signature": {
            "lines": [line.upper() for line in paper.signature.lines],
            "name": paper.signature.name,
        },
        "annexes": [
            _annex(annex, wording.annex_label(place, count), paper)
            for place, annex in enumerate(paper.annexes, 1)
        ],
    }


def _measures() -> Mapping[str, Any]:
    return {
        "top": decree.TOP,
        "bottom": decree.BOTTOM,
        "left": decree.LEFT,
        "right": decree.RIGHT,
        "page_number_at": decree.PAGE_NUMBER_AT,
        "page_number_size": decree.PAGE_NUMBER_SIZE,
        "line": decree.LINE,
        "first_line": decree.FIRST_LINE,
        "left_column": wording.LEFT_COLUMN,
        "right_column": wording.RIGHT_COLUMN,
        "closing": list(decree.CLOSING),
        "signature_space": decree.SIGNATURE_SPACE,
        "national_title": decree.NATIONAL_TITLE,
        "motto": decree.MOTTO,
        "motto_width": decree.MOTTO_WIDTH,
        "addressed_at": decree.ADDRESSED_AT,
        "under_colon": decree.UNDER_COLON,
        "dash": decree.DASH,
        "reference": references.PATTERN,
    }


def _addressees(paper: OfficialPaper) -> list[str]:
    names = wording.addressees(paper)
    return wording.listed(names) if len(names) > 1 else names


def _annex(annex: Annex, label: str, paper: OfficialPaper) -> Json:
    width = wording.annex_width(annex)
    return {
        "label": label,
        "title": annex.title.upper(),
        "attached": wording.attached(paper),
        "landscape": annex.landscape,
        "blocks": [_block(block, width) for block in annex.blocks],
    }


def _block(block: Block, width: float) -> Json:
    """A block with the words and lengths that its printing needs."""
    match block:
        case Heading():
            text = wording.heading(block)
            return {"block": "heading", "level": max(1, min(block.level, 9)), "text": text}
        case Paragraph():
            runs = [asdict(run) | {"href": wording.address(run.href)} for run in block.runs]
            return {"block": "paragraph", "runs": runs}
        case Table():
            return {
                "block": "table",
                "title": block.title,
                "columns": [{"head": one.head, "align": one.align} for one in block.columns],
                "rows": [list(row) for row in block.rows],
                "hrefs": [list(row) for row in wording.cell_addresses(block)],
                "size": wording.table_size(block),
                "widths": wording.widths(block, width),
            }
        case Picture():
            return {
                "block": "picture",
                "svg": block.svg,
                "caption": block.caption,
                "alternative": block.alternative,
                "width": sides(block, width)[0],
            }
