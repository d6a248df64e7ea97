"""The note that a digital signature leaves on a page, as a PDF of its own that is laid upon it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from nhanai.paper import decree
from nhanai.paper.fonts import fonts
from nhanai.paper.storing import shown

_TEMPLATE: Final = Path(__file__).parent / "data" / "note.typ"
_WIDTH: Final = decree.CLOSING[1] - 2
"""Millimetres: it stands in the column of the signature."""


def note_of(lines: Sequence[str]) -> bytes:
    """The lines in a frame, on a page as large as they need; its fonts are embedded."""
    import typst  # noqa: PLC0415 (85 MB, only where something is printed)

    data = {"lines": [shown(line) for line in lines], "size": decree.NOTE_SIZE, "width": _WIDTH}
    return typst.compile(
        str(_TEMPLATE),
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"note": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )
