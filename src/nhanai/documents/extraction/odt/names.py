"""The names of OpenDocument that are read."""

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT = _BASE + "text:1.0}"
STYLE = _BASE + "style:1.0}"
TABLE = _BASE + "table:1.0}"
OFFICE = _BASE + "office:1.0}"
DRAW = _BASE + "drawing:1.0}"
FO = _BASE + "xsl-fo-compatible:1.0}"

P, H = TEXT + "p", TEXT + "h"
LIST, ITEM, HEADER = TEXT + "list", TEXT + "list-item", TEXT + "list-header"
LEVELS = 10


def whole(text: str | None, default: int) -> int:
    """The number written in an attribute, or `default` where there is no sensible one."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else default
