"""Files of what was issued: written whole before the row that names them, and never changed."""

import datetime as dt
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q

from nhanai.documents.models import Document, OutgoingDocument, SignedCopy

FOLDER: Final = "issued"
FORGOTTEN_AFTER: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a file lies and what it says."""

    name: str
    sha256: str


def keep(content: bytes, *, suffix: str, at: dt.datetime) -> Kept:
    """Write the file under its hash.

    The name ends in letters of chance: no other row ever names it, so a sweep may not hurt it.
    """
    digest = hashlib.sha256(content).hexdigest()
    name = f"{FOLDER}/{at:%Y}/{digest}-{secrets.token_hex(4)}{suffix}"
    write_whole(name, content)
    return Kept(name, digest)


def write_whole(name: str, content: bytes) -> None:
    """Put the file in the store, so that after a stop it is there whole or not at all.

    What lies there under that name already gives way at once: nobody ever sees a part of either.
    """
    path = Path(default_storage.path(name))
    _make(path.parent)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o440)
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _make(folder: Path) -> None:
    """The folder, and every folder above that it brings, for good."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Have the names in it on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_files(*, at: dt.datetime) -> int:
    """Remove files that no row knows, left by a stop between file and row; returns how many."""
    before = (at - FORGOTTEN_AFTER).timestamp()
    removed = 0
    for path in _kept_files():
        name = path.relative_to(settings.MEDIA_ROOT).as_posix()
        if path.is_file() and path.stat().st_mtime <= before and not _is_known(name):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _kept_files() -> Iterator[Path]:
    for folder in (settings.MEDIA_ROOT / "documents", settings.MEDIA_ROOT / FOLDER):
        yield from sorted(folder.rglob("*")) if folder.exists() else []


def _is_known(name: str) -> bool:
    return (
        Document.objects.filter(file=name).exists()
        or OutgoingDocument.objects.filter(Q(docx=name) | Q(pdf=name)).exists()
        or SignedCopy.objects.filter(pdf=name).exists()
    )
