"""How a line is written down so that its hash says the same on every database."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Final
from uuid import UUID

from nhanai.base.days import written

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
"""What a database gives back exactly as it was given."""

GENESIS: Final = "0" * 64
"""What the first line has as the hash of the line before it."""


def plain(value: object) -> Plain:  # noqa: PLR0911 (one line for each kind of value)
    """`value` as text, whole numbers, lists and mappings.

    A float becomes text, since databases print it in ways of their own; what could not be kept as
    text (a zero character, half of a surrogate pair) is replaced.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case int():
            return int(value)
        case str():
            return text(value)
        case float() | Decimal() | UUID():
            return str(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case Mapping():
            return {text(str(key)): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=canonical)
        case Sequence():
            return [plain(item) for item in value]
    raise TypeError(f"the journal keeps plain values, not {type(value).__name__}")


def text(value: str) -> str:
    """`value` without what PostgreSQL or UTF-8 cannot hold."""
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def canonical(value: object) -> str:
    """The one way to write a plain value as JSON: sorted keys, no spaces, letters as they are."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def moment(at: dt.datetime | None) -> str:
    """A moment in one time zone, to the microsecond, as both databases keep it."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds") if at else ""


def hash_of(previous: str, content: Mapping[str, object]) -> str:
    """The hash that binds a line to its content and to the line before it."""
    return hashlib.sha256(f"{previous}\n{canonical(content)}".encode()).hexdigest()


def in_words(value: object, names: Mapping[str, str]) -> str:
    """A kept value as a person reads it; `names` says what stands for a code or a key."""
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case list():
            parts = [in_words(item, names) for item in value]
            return "; ".join(part for part in parts if part)
        case dict():
            return in_words(list(value.values()), names)
    words = str(value)
    try:
        return written(dt.date.fromisoformat(words))
    except ValueError:
        return names.get(words, words)


def texts_in(value: object) -> Iterator[str]:
    """Every text inside a kept value."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from texts_in(item)
        case dict():
            yield from texts_in(list(value.values()))
