"""How a report says things: sentences that end, numbers and shares as paper prints them."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from nhanai.base.numbers import show
from nhanai.base.text import nfc, single_spaced

_NUMBERED: Final = re.compile(r"^(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)]\s+")
_CENT: Final = Decimal("0.01")
_LOOSE: Final = " ,;:-–"
_ENDS: Final = (".", "?", "!", "…", ".”")


def sentence(text: str) -> str:
    """The words on one line, ending with a mark."""
    line = single_spaced(nfc(text)).rstrip(_LOOSE)
    return line if not line or line.endswith(_ENDS) else f"{line}."


def sentences(texts: Iterable[str]) -> str:
    """Each that says something, one behind the other."""
    return " ".join(line for line in map(sentence, texts) if line)


def amount(value: Decimal) -> str:
    """A quantity without needless zeros: `12`, `1.250,5`."""
    return show(_plain(value))


def share(part: Decimal, whole: Decimal) -> str:
    """`60 %`, `82,96 %`."""
    percent = (part * 100 / whole).quantize(_CENT, rounding=ROUND_HALF_UP)
    return f"{show(_plain(percent))} %"


def reached(done: Decimal, wanted: Decimal, measured_in: str) -> str:
    """`đạt 12/20 lớp (60 %)`."""
    return f"đạt {amount(done)}/{amount(wanted)} {measured_in} ({share(done, wanted)})"


def listed(names: Sequence[str]) -> str:
    """`A, B và C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"


def unnumbered(heading: str) -> str:
    """A heading without the number that it bears in its own document."""
    return _NUMBERED.sub("", single_spaced(heading))


def _plain(value: Decimal) -> Decimal:
    whole = value == value.to_integral_value()
    return Decimal(int(value)) if whole else value.normalize()
