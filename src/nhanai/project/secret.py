"""The installation's secret key, made once and kept beside its data."""

import os
import secrets
from pathlib import Path


def made_once(path: Path) -> str:
    """The key in `path`, made there first if there is none; safe when several processes start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
