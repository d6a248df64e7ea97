"""The reference that a payer writes: short, and found again in whatever a bank leaves of it.

`NA`, a figure, four signs and a check sign, as `NA7K3F4M`. The signs leave out `0 1 I L O`, which
people take for one another; with 31 of them, a prime, the check sign finds every single wrong sign
and every two that changed places. The figure behind `NA` keeps words (`NAM`, `NANG`) from being
taken for a reference.
"""

import re
from collections.abc import Iterator
from typing import Final

from nhanai.base.text import nfc, unaccented

HEAD: Final = "NA"
SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
FIGURES: Final = SIGNS[:8]
LENGTH: Final = 8
MOST: Final = len(FIGURES) * len(SIGNS) ** 4
"""So many references there are."""
_STEP: Final = 4_611_707
"""Without a divisor in common with `MOST`: numbers that follow one another lie far apart."""
_WEIGHTS: Final = (7, 11, 13, 17, 19)
_SHAPE: Final = re.compile(rf"(?={HEAD}([{FIGURES}][{SIGNS}]{{5}}))")
_ALONE: Final = re.compile(rf"(?<![A-Z0-9]){HEAD}([{FIGURES}][{SIGNS}]{{5}})(?![A-Z0-9])")
_NOT_A_SIGN: Final = re.compile(r"[^A-Z0-9]+")


def reference_of(number: int) -> str:
    """The reference of the record with that number, from 0; each number has its own."""
    if not 0 <= number < MOST:
        raise ValueError(f"there are {MOST} references: {number}")
    rest = number * _STEP % MOST
    rest, last = divmod(rest, len(SIGNS))
    signs = [SIGNS[last]]
    for _ in range(3):
        rest, at = divmod(rest, len(SIGNS))
        signs.insert(0, SIGNS[at])
    body = FIGURES[rest] + "".join(signs)
    return HEAD + body + _check(body)


def is_reference(text: str) -> bool:
    """Whether it is one, its check sign included."""
    shaped = len(text) == LENGTH and _SHAPE.match(text) is not None
    return shaped and text[-1] == _check(text[2:-1])


def found_in(memo: str) -> tuple[str, ...]:
    """The references in what a bank wrote, each once, those that stand alone first.

    Case and accents do not count, nor spaces or marks that a bank put inside; words before and
    behind may be joined to it.
    """
    return tuple(dict.fromkeys(_found(unaccented(nfc(memo)).upper())))


def _found(text: str) -> Iterator[str]:
    for place, shape in ((text, _ALONE), (_NOT_A_SIGN.sub("", text), _SHAPE)):
        for match in shape.finditer(place):
            body, check = match[1][:-1], match[1][-1]
            if check == _check(body):
                yield HEAD + match[1]


def _check(body: str) -> str:
    return SIGNS[sum(w * SIGNS.index(sign) for w, sign in zip(_WEIGHTS, body, strict=True)) % 31]
