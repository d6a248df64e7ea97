"""Membership cards, ten a sheet, each with a code that says no more than a number and its check."""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from nhanai.paper.fonts import fonts

_TEMPLATE: Final = Path(__file__).parent / "data" / "cards.typ"
_UNPRINTABLE: Final = {ord(letter): None for letter in "\x00\u200b\u200e\u200f\u2028\u2029\ufeff"}


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What stands on one card; `code` is the text of its QR code."""

    issuer: str
    name: str
    born: str
    number: str
    since: str
    issued: str
    code: str


def sheet_of(cards: Sequence[MemberCard]) -> bytes:
    """The cards as the bytes of a PDF, with marks where to cut."""
    import typst  # noqa: PLC0415 (85 MB, only where something is printed)

    listed = [
        {key: str(value).translate(_UNPRINTABLE) for key, value in asdict(card).items()}
        | {"qr": qr_of(card.code)}
        for card in cards
    ]
    return typst.compile(
        str(_TEMPLATE),
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"cards": json.dumps(listed, ensure_ascii=False)},
    )


def qr_for_a_page(text: str) -> str:
    """The QR code of `text` as SVG that grows to whatever room it is given."""
    import segno  # noqa: PLC0415 (only where one is drawn)

    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, dark="#000", omitsize=True
    )
    return out.getvalue().decode()


def qr_of(text: str) -> str:
    """The QR code of `text` as SVG, with the quiet edge that readers ask for."""
    import segno  # noqa: PLC0415 (only where something is printed)

    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, dark="#000"
    )
    return out.getvalue().decode()
