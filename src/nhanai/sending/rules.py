"""Which sending this is."""

import hashlib
import uuid
from collections.abc import Iterable


def key_of(token: uuid.UUID, content: Iterable[str]) -> uuid.UUID:
    """The name of one sending: of the form's token and everything that was sent with it."""
    digest = hashlib.sha256()
    for part in content:
        said = part.encode("utf-8", "surrogatepass")
        digest.update(len(said).to_bytes(8, "big") + said)
    return uuid.uuid5(token, digest.hexdigest())
