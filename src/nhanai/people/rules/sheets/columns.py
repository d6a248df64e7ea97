"""Which column of a list means what, by the words of its heading (`people/data/columns.toml`)."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from nhanai.base.text import fold

FILE: Final = "data/columns.toml"
IGNORED: Final = frozenset({"", "ordinal"})
_SIGNS: Final = re.compile(r"[\W_]+")
_MOST: Final = 60
"""A longer text is a sentence, not the heading of a column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where it stands in the sheet (from 0), and its heading."""

    at: int
    heading: str


@cache
def labels() -> Mapping[str, str]:
    """What each meaning is called on screen, in the order in which it is offered."""
    return {field: str(said["label"]) for field, said in _data().items()}


@cache
def _data() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("nhanai.people").joinpath(FILE).read_text("utf-8"))


@cache
def _words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field, said in _data().items():
        words = said["words"]
        if isinstance(words, list):
            found.update(dict.fromkeys(map(str, words), field))
    return found


def plain(heading: str) -> str:
    """A heading as it is compared: no accents, capitals and signs."""
    return _SIGNS.sub(" ", fold(heading)).strip()


@lru_cache(maxsize=2048)
def meaning(heading: str) -> str:
    """The field that a heading names, "" for none."""
    said = plain(heading)
    if not said or len(said) > _MOST:
        return ""
    known = _words()
    if said in known:
        return known[said]
    inside = [
        words for words in known if len(words) > 3 and re.search(rf"\b{re.escape(words)}\b", said)
    ]
    return known[max(inside, key=len)] if inside else ""


def proposed(columns: Iterable[Column]) -> dict[int, str]:
    """Place of each column → its meaning; each meaning is given once, to the first."""
    found: dict[int, str] = {}
    for column in columns:
        field = meaning(column.heading)
        if field and field not in found.values():
            found[column.at] = field
    return _consistent(found)


def _consistent(found: dict[int, str]) -> dict[int, str]:
    """A lone “Tên” is the whole name; a lone “Nam” or “Nữ” tells the sex by itself."""
    fields = set(found.values())
    if "full_name" not in fields and "family_name" not in fields and "given_name" in fields:
        return {at: "full_name" if one == "given_name" else one for at, one in found.items()}
    if "full_name" in fields and "family_name" in fields:
        return {at: one for at, one in found.items() if one != "family_name"}
    return found


def shape_of(headings: Sequence[str]) -> str:
    """A hash by which a table of the same headings is known again."""
    return hashlib.sha256("|".join(map(plain, headings)).encode()).hexdigest()


def has_name(columns: Iterable[str]) -> bool:
    """Whether these meanings say who a row is about."""
    found = set(columns)
    return "full_name" in found or {"family_name", "given_name"} <= found
