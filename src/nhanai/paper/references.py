"""The number of a document with its symbol stands on one line: `3836/KH-UBND`, `57-NQ/TW`."""

import re
from typing import Final

from nhanai.paper import measure

PATTERN: Final = (
    "(?:\\b\\d{1,6}(?:/\\d{4})?|\u00a0{5})[/-][A-ZĐ][A-ZĐa-zđ0-9]*(?:[/-][A-ZĐ][A-ZĐa-zđ0-9]*)*"
)
"""Also of a draft, whose number is blank. Both printers and typst's own expressions take it."""

HYPHEN: Final = "\u2011"
"""A hyphen at which no line ends."""
_REFERENCE: Final = re.compile(PATTERN)


def unbroken(text: str, size: float, most: float) -> str:
    """`text` in which no line of `most` millimetres ends at the hyphen of a reference.

    A reference wider than its line, as in a narrow column, may still be broken there.
    """

    def kept(found: re.Match[str]) -> str:
        fits = measure.width(found[0], size) <= most
        return found[0].replace("-", HYPHEN) if fits else found[0]

    return _REFERENCE.sub(kept, text)
