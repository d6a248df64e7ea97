"""Pictures of a document: how large they are, and the same drawing as points."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from nhanai.paper.fonts import fonts
from nhanai.paper.values import Block, OfficialPaper, Picture

_TEMPLATE: Final = Path(__file__).parent / "data" / "picture.typ"
_POINTS: Final = 200
"""To the inch."""
_HIGHEST: Final = 200.0
"""Millimetres; what is taller is drawn smaller."""


class NotADrawing(ValueError):
    """What is to be printed as a picture is no SVG that tells its width and height."""


def numbered(paper: OfficialPaper) -> OfficialPaper:
    """The document with its captions numbered: `Hình 1. …`, through body and annexes."""
    count = 0

    def with_number(block: Block) -> Block:
        nonlocal count
        if not isinstance(block, Picture):
            return block
        count += 1
        return replace(block, caption=f"Hình {count}. {block.caption}")

    body = tuple(with_number(block) for block in paper.body)
    annexes = tuple(
        replace(annex, blocks=tuple(with_number(block) for block in annex.blocks))
        for annex in paper.annexes
    )
    return replace(paper, body=body, annexes=annexes)


def sides(picture: Picture, most: float) -> tuple[float, float]:
    """Width and height in millimetres, on paper that is `most` wide; the shape stays."""
    wide, high = _shape(picture.svg)
    width = min(picture.width, most, _HIGHEST * wide / high)
    return round(width, 3), round(width * high / wide, 3)


def _shape(svg: str) -> tuple[float, float]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(svg.encode(), parser)
        wide, high = float(root.get("width", "")), float(root.get("height", ""))
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise NotADrawing("no SVG with a width and a height in plain numbers") from wrong
    if not root.tag.endswith("}svg") or wide <= 0 or high <= 0:
        raise NotADrawing("no SVG with a width and a height above zero")
    return wide, high


def png_of(picture: Picture, width: float) -> bytes:
    """The drawing in points, 200 to the inch, `width` millimetres wide; always the same bytes."""
    import typst  # noqa: PLC0415 (85 MB, only where a document is printed)

    data = json.dumps({"svg": picture.svg, "width": width}, ensure_ascii=False)
    return typst.compile(
        str(_TEMPLATE), format="png", ppi=_POINTS, font_paths=fonts(), ignore_system_fonts=True,
        sys_inputs={"picture": data},
    )  # fmt: skip
