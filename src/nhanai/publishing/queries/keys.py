"""The society's key for signing what it published; a secret of the installation."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from nhanai.publishing.rules.heads import SEED, SigningKey

ORIGIN = "nhanai"
"""What the log calls itself, and the key."""


def signing_key() -> SigningKey:
    """The key, made at the first release and kept beside the data of the installation."""
    path = Path(settings.STATE_DIR) / "publishing_key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        text = path.read_text(encoding="ascii").strip()
    else:
        text = secrets.token_hex(SEED)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
    return SigningKey(ORIGIN, hashlib.sha256(bytes.fromhex(text)).digest())
