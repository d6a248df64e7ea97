"""Reads `NHANAI_*`, strictly: a value that cannot be understood stops the start."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """The value of `name`, or of the file that `name_FILE` points to (for secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def boolean(name: str, *, default: bool) -> bool:
    """`1`, `true`, `yes` or `0`, `false`, `no`; anything else is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes"}:
        return True
    if value.lower() in {"0", "false", "no"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def integer(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None


def words(name: str, default: str) -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def path(name: str, *, is_folder: bool = False) -> str:
    """The path of a file or folder that is there; empty without one."""
    value = text(name, "")
    if value and not (Path(value).is_dir() if is_folder else Path(value).is_file()):
        kind = "folder" if is_folder else "file"
        raise ImproperlyConfigured(f"{name} must be a {kind} that exists, not {value!r}")
    return value


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes our mail."""

    host: str
    port: int
    user: str
    password: str
    is_ssl: bool
    is_tls: bool


def mail(name: str) -> Mail | None:
    """`smtp://`, `smtp+tls://` or `smtps://user:password@host:port`; None without one."""
    value = text(name, "")
    if not value:
        return None
    parts = urlparse(value)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    try:
        port = parts.port or ports.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if parts.scheme not in ports or not parts.hostname or not port:
        raise ImproperlyConfigured(f"{name} must be like smtp+tls://user:password@host:587")
    return Mail(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_ssl=parts.scheme == "smtps",
        is_tls=parts.scheme == "smtp+tls",
    )
