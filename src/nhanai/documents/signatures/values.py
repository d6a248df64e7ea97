"""What a signature says and what holds of it, as values and as JSON."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced

Json = dict[str, Any]

NAME_LENGTH: Final = 200
KEY_BYTES: Final = 256 * 1024
"""A PKCS#12 file has a key and a few certificates: some thousand bytes."""


class CannotUse(Refused):
    """The key, its passphrase or the file does not serve; `message` says why and what to do."""


class Integrity(StrEnum):
    """Whether the document is still what was signed."""

    WHOLE = "WHOLE"
    """The signature covers the whole file."""
    SIGNED_AFTER = "SIGNED_AFTER"
    """After it nothing but further signatures came."""
    ADDED_AFTER = "ADDED_AFTER"
    """After it a form was filled in or a remark was put on a page."""
    CHANGED = "CHANGED"
    """After it the content was changed, by whoever had the file."""
    BROKEN = "BROKEN"
    """The signed bytes are not those that were signed."""
    FALSE = "FALSE"
    """The certificate's key did not make this signature."""
    UNREADABLE = "UNREADABLE"


class Chain(StrEnum):
    """Whether the signer's certificate comes from somebody whom the office trusts."""

    TRUSTED = "TRUSTED"
    UNKNOWN = "UNKNOWN"
    LAPSED = "LAPSED"
    """Not valid at the moment of signing."""
    NO_LIST = "NO_LIST"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names."""

    name: str
    organisation: str
    issuer: str
    sha256: str

    @property
    def is_office(self) -> bool:
        """Whether the certificate is an office's own, not a person's."""
        return not self.organisation or self.organisation.casefold() == self.name.casefold()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One signature of a file. `at` is what the signer's clock said unless `is_stamped`."""

    name: str
    organisation: str
    issuer: str
    at: dt.datetime | None
    is_stamped: bool
    integrity: Integrity
    chain: Chain

    @property
    def is_sound(self) -> bool:
        """Whether nothing but signatures came into the document since."""
        return self.integrity in {Integrity.WHOLE, Integrity.SIGNED_AFTER}


def verdict_to_json(verdict: Verdict) -> Json:
    """The verdict as it is kept."""
    return {
        "name": verdict.name,
        "organisation": verdict.organisation,
        "issuer": verdict.issuer,
        "at": verdict.at.isoformat() if verdict.at else None,
        "is_stamped": verdict.is_stamped,
        "integrity": verdict.integrity.value,
        "chain": verdict.chain.value,
    }


def verdict_from_json(data: Json) -> Verdict:
    """The verdict that `verdict_to_json` wrote down."""
    return Verdict(
        name=data["name"],
        organisation=data["organisation"],
        issuer=data["issuer"],
        at=dt.datetime.fromisoformat(data["at"]) if data["at"] else None,
        is_stamped=data["is_stamped"],
        integrity=Integrity(data["integrity"]),
        chain=Chain(data["chain"]),
    )


def clean(text: object) -> str:
    """A name of a certificate, which anybody may have made, as a short line of text."""
    words = ", ".join(map(str, text)) if isinstance(text, list) else str(text or "")
    shown = "".join(letter if letter.isprintable() else " " for letter in nfc(words))
    return single_spaced(shown)[:NAME_LENGTH].strip()
