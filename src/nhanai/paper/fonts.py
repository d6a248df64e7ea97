"""The letters in which typst prints."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path("/usr/share/fonts/truetype/liberation2")
"""Liberation Serif 2 stands as wide as Times New Roman and has every Vietnamese letter.

Where it is not installed, the Libertinus Serif that typst brings has every letter too. The fonts of
the system are left aside: the old Liberation Serif has holes.
"""


def fonts() -> list[str]:
    """The folders of letters that typst is told of."""
    return [str(FOLDER)] if FOLDER.is_dir() else []
