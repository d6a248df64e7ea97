"""Signing what the log is at a moment, and writing proofs as files.

The key is a secret of the installation. When it is renewed, what it signed stays verifiable: its
public part goes on standing among the published keys.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from nhanai.base import canonical
from nhanai.publishing.rules.verifier import FORMAT, VERSION, Head, PublicKey

SEED = 32
"""Random bytes from which a key is made."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The society's key; `seed` is secret and never shown."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != SEED or not self.name or set(self.name) & set("+ \n"):
            raise ValueError("a key has a name without spaces and plus signs, and 32 random bytes")

    @property
    def public(self) -> PublicKey:
        """The part that everyone may know."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return PublicKey(self.name, key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def signed(text: str, keys: Sequence[SigningKey]) -> str:
    """The text, which ends its last line, as a note signed by each of the keys."""
    if not text.endswith("\n") or "\n\n" in text:
        raise ValueError("a note's text has no empty lines and ends its last one")
    lines = []
    for key in keys:
        signature = Ed25519PrivateKey.from_private_bytes(key.seed).sign(text.encode())
        data = base64.b64encode(key.public.number + signature).decode()
        lines.append(f"— {key.name} {data}\n")
    return f"{text}\n{''.join(lines)}"


def signed_head(head: Head, keys: Sequence[SigningKey]) -> str:
    """The checkpoint of the log, as published."""
    return signed(head.text, keys)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """An entry's place in the log and the path that proves it."""

    entry: Mapping[str, Any]
    index: int
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier checkpoint and the path that proves that only additions followed."""

    checkpoint: str
    path: Sequence[bytes]


def proof(
    checkpoint: str,
    keys: Sequence[PublicKey],
    inclusion: Inclusion | None = None,
    earlier: Earlier | None = None,
) -> bytes:
    """The file that `./nhanai verify` and the stand-alone verifier read."""
    top: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "keys": [key.text for key in keys],
        "checkpoint": checkpoint,
    }
    if inclusion:
        path = [one.hex() for one in inclusion.path]
        top["inclusion"] = {"entry": inclusion.entry, "index": inclusion.index, "path": path}
    if earlier:
        path = [one.hex() for one in earlier.path]
        top["earlier"] = {"checkpoint": earlier.checkpoint, "path": path}
    return canonical.written(top) + b"\n"
