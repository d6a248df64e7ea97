"""Files of what was issued: written whole before the row that names them, and never changed."""

import datetime as dt
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models

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


def write_once(name: str, content: bytes) -> None:
    """Put the file under the name that follows from what it says, unless it lies there already.

    One that a failed act left may be about to be swept: it counts as new from now on.
    """
    if default_storage.exists(name) and default_storage.size(name) == len(content):
        os.utime(default_storage.path(name))
    else:
        write_whole(name, content)


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
    """Remove files that no row knows, left by a stop between file and row; returns how many.

    Which rows name files is read off the tables, so that the files of every room are swept.
    """
    fields = list(_file_fields())
    before = (at - FORGOTTEN_AFTER).timestamp()
    removed = 0
    for path in _kept_files({FOLDER, *(str(one.upload_to) for one in fields)} - {""}):
        name = path.relative_to(settings.MEDIA_ROOT).as_posix()
        if path.is_file() and not _is_known(name, fields) and path.stat().st_mtime <= before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _file_fields() -> Iterator[models.FileField]:
    for model in apps.get_models():
        yield from (one for one in model._meta.local_fields if isinstance(one, models.FileField))


def _kept_files(folders: Iterable[str]) -> Iterator[Path]:
    for folder in sorted(folders):
        path = settings.MEDIA_ROOT / folder
        yield from sorted(path.rglob("*")) if path.exists() else []


def _is_known(name: str, fields: Iterable[models.FileField]) -> bool:
    return any(one.model._default_manager.filter(**{one.name: name}).exists() for one in fields)
