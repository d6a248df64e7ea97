"""The code of a donation, by which a donor sees what became of it: `NA-2611-7K3F-4M`.

Two figures each of year and month, four signs drawn by chance, two signs that only the society can
compute: of those who guess, one in some 880 million hits a given gift, and a slip of the finger is
told from a gift that is not there. The signs leave out what people take for one another.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from typing import Final

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SHAPE: Final = re.compile(rf"NA(\d{{4}})([{SIGNS}]{{4}})([{SIGNS}]{{2}})")
_IDLE: Final = re.compile(r"[\s\-–—.]+")


def new_code(
    year: int, month: int, *, secret: bytes, choose: Callable[[Sequence[str]], str]
) -> str:
    """A code of that month; `choose` draws one of the signs by chance."""
    body = f"{year % 100:02d}{month:02d}" + "".join(choose(SIGNS) for _ in range(4))
    return f"NA-{body[:4]}-{body[4:]}-{_check(body, secret)}"


def tidied(text: str, *, secret: bytes) -> str | None:
    """The code as it is kept, from whatever was typed; None where it cannot be one."""
    found = _SHAPE.fullmatch(_IDLE.sub("", text).upper())
    if found is None or not hmac.compare_digest(_check(found[1] + found[2], secret), found[3]):
        return None
    return f"NA-{found[1]}-{found[2]}-{found[3]}"


def _check(body: str, secret: bytes) -> str:
    number = int.from_bytes(hmac.digest(secret, f"donation {body}".encode(), hashlib.sha256)[:8])
    first, second = divmod(number % len(SIGNS) ** 2, len(SIGNS))
    return SIGNS[first] + SIGNS[second]
