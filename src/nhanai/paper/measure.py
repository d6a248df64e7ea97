"""How wide words stand in bold Times New Roman: enough to draw a rule under them."""

import re
from typing import Final

from nhanai.base.text import unaccented
from nhanai.paper import decree

_MILLIMETRES: Final = 25.4 / 72 / 1000
_GROUPS: Final = {
    250: ",. ", 278: "il'/", 333: "fjt!()-:;", 389: "sI", 444: "cerz", 500: "0123456789agovxyJ–",
    556: "bdhknpquS", 611: "FP", 667: "BELTZ", 722: "wACDNRUVXY", 778: "GHKOQ", 833: "m", 944: "M",
    1000: "W",
}  # fmt: skip
_WIDTHS: Final = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_BEFORE_PLACE: Final = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|ĐẶC KHU) )")


def width(text: str, size: float) -> float:
    """The millimetres that `text` takes in bold letters of `size` points on one line."""
    return sum(_WIDTHS.get(letter, 600) for letter in unaccented(text)) * size * _MILLIMETRES


def rule(text: str, size: float, most: float) -> float:
    """The length of the rule under `text`, which stands on lines of up to `most` millimetres."""
    line = max((width(part, size) for part in text.split("\n")), default=0.0)
    return round(min(line, most) * decree.RULE_SHARE, 1)


def broken(text: str, size: float, most: float) -> str:
    """An office's name in capitals; too wide for its line, it is broken before its place."""
    if width(text, size) <= most:
        return text
    *_, last = [None, *_BEFORE_PLACE.finditer(text)]
    return f"{text[: last.start()]}\n{text[last.end() :]}" if last else text
