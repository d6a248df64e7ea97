"""Codes by which somebody without an account follows what she sent: `CT-7K3F-4M2Q-9XYB`.

Twelve signs, one of some 8 × 10^17, without those that people take for one another. A code opens
what it belongs to, so only what it hashes to is kept.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH: Final = 12
_IDLE: Final = re.compile(r"[\s\-–—.]+")


@dataclass(frozen=True, slots=True)
class FollowCodes:
    """Codes of one kind of thing, with the two letters that they begin with."""

    letters: str

    def of(self, token: bytes, secret: bytes) -> str:
        """The code of a sending: sent twice, it is the same, and nobody else can make it."""
        number = int.from_bytes(hmac.digest(secret, self._apart(b"code ", token), hashlib.sha256))
        signs = ""
        for _ in range(_LENGTH):
            number, at = divmod(number, len(SIGNS))
            signs += SIGNS[at]
        return "-".join((self.letters, *(signs[at : at + 4] for at in range(0, _LENGTH, 4))))

    def kept(self, typed: str, secret: bytes) -> str | None:
        """How a code is kept, from whatever was typed; None where it cannot be one."""
        shape = rf"{self.letters}([{SIGNS}]{{{_LENGTH}}})"
        found = re.fullmatch(shape, _IDLE.sub("", typed).upper())
        if found is None:
            return None
        return hmac.new(secret, self._apart(b"", found[1].encode()), hashlib.sha256).hexdigest()

    def _apart(self, use: bytes, said: bytes) -> bytes:
        """So that codes of another kind, and of another use, are others."""
        return b"follow " + self.letters.encode() + b" " + use + said
