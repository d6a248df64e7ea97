"""Numbers of membership cards, and the check that the code on a card carries: no person."""

import hashlib
import hmac
import re
from typing import Final

_NUMBER: Final = re.compile(r"(.+)-(\d+)")
_CHECK: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not taken for one another."""


def numbered(prefix: str, number: int) -> str:
    """`03503-00012`."""
    return f"{prefix}-{number:05d}"


def number_in(card: str, prefix: str) -> int:
    """The running number of a card of that series, 0 for any other card."""
    found = _NUMBER.fullmatch(card)
    return int(found[2]) if found and found[1] == prefix and len(found[2]) < 10 else 0


def check_of(card: str, secret: str) -> str:
    """Eight letters that only this installation can make for that number."""
    made = hmac.new(secret.encode(), f"member-card:{card}".encode(), hashlib.sha256).digest()
    return "".join(_CHECK[byte % 32] for byte in made[:8])


def is_ours(card: str, check: str, secret: str) -> bool:
    """Whether the check on a card is the one that was printed for its number."""
    given = check.strip().upper().encode("ascii", "replace")
    return hmac.compare_digest(given, check_of(card, secret).encode())
