"""Which sending this is, and how often somebody without an account may send."""

import datetime as dt
import hashlib
import hmac
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

AT_LEAST: Final = dt.timedelta(seconds=2)
"""A person needs longer than this to fill in a form."""
AT_MOST: Final = dt.timedelta(hours=12)
"""A page that was opened longer ago is to be sent once more."""
KEPT: Final = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many sendings of a form are taken `within` a time: of one address, and in all."""

    of_one: int
    in_all: int
    within: dt.timedelta = dt.timedelta(hours=1)

    def holds(self, *, of_one: int, in_all: int) -> bool:
        """Whether one more may come after so many."""
        return of_one < self.of_one and in_all < self.in_all


def key_of(token: uuid.UUID, content: Iterable[str]) -> uuid.UUID:
    """The name of one sending: of the form's token and everything that was sent with it."""
    digest = hashlib.sha256()
    for part in content:
        said = part.encode("utf-8", "surrogatepass")
        digest.update(len(said).to_bytes(8, "big") + said)
    return uuid.uuid5(token, digest.hexdigest())


def unreadable(address: str, day: dt.date, secret: bytes) -> str:
    """An address as it is kept that day: the same for the same, and nobody can read it back."""
    return hmac.new(secret, f"{day:%Y-%m-%d} {address}".encode(), hashlib.sha256).hexdigest()


def age_fault(age: dt.timedelta) -> str:
    """What is wrong with a form of that age, as its words are called; "" where nothing is."""
    if age < AT_LEAST:
        return "too_fast"
    return "too_old" if age > AT_MOST else ""
