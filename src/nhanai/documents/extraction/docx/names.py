"""The names of WordprocessingML that are read, and how its on/off values are spelled."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = W + "val"
P, R, T, PPR, RPR = W + "p", W + "r", W + "t", W + "pPr", W + "rPr"
TBL, TR, TC = W + "tbl", W + "tr", W + "tc"
TEXT_BOX = W + "txbxContent"
FALLBACK = MC + "Fallback"

_OFF = frozenset({"0", "false", "off", "none"})

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def is_on(element: etree._Element) -> bool:
    """Whether a property such as `<w:b/>` or `<w:b w:val="0"/>` is on."""
    return element.get(VAL, "1") not in _OFF


def whole(text: str | None, default: int) -> int:
    """The number written in an attribute, or `default` where there is no sensible one."""
    try:
        return int(text) if text is not None and len(text) < 10 else default
    except ValueError:
        return default
