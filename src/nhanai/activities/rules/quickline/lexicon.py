"""The words of the data: kinds of activity, things that are counted, campaigns."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nhanai.activities.rules.quickline.line import Phrases


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is counted: what it is called, in which unit, and what its number is.

    `role` is goods, blood, services, persons, households, joined or sessions.
    """

    code: str
    name: str
    unit: str
    role: str


def _rows(name: str, table: str) -> list[dict[str, Any]]:
    text = files("nhanai.activities").joinpath(f"data/{name}.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[table]
    return rows


def _phrases(rows: list[dict[str, Any]]) -> Phrases:
    return Phrases({w: str(r["code"]) for r in rows for w in _words(r) if w})


def _words(row: Mapping[str, Any]) -> list[str]:
    return [str(word) for word in row["words"]]


@cache
def items() -> Mapping[str, Item]:
    """Everything that can be counted, by code."""
    return {
        str(row["code"]): Item(*(str(row[key]) for key in ("code", "name", "unit", "role")))
        for row in _rows("items", "item")
    }


@cache
def nouns() -> Phrases:
    """The words that stand after a number, each with the code of its item."""
    return _phrases(_rows("items", "item"))


@cache
def scaled_nouns() -> Phrases:
    """Words that count an item in another measure: a ton of rice; the code is `RICE*1000`."""
    found: dict[str, str] = {}
    for row in _rows("items", "item"):
        scales = row.get("scales", {})
        if isinstance(scales, dict):
            found |= {
                str(word): f"{row['code']}*{times}" for word, times in scales.items() if times
            }
    return Phrases(found)


@cache
def kinds() -> Phrases:
    """The words that name a kind of activity."""
    return _phrases(_rows("kinds", "kind"))


@cache
def kinds_that_ask_for_joined() -> frozenset[str]:
    """The kinds in which a bare number of people is of those who took part."""
    return frozenset(str(r["code"]) for r in _rows("kinds", "kind") if r["people"] == "joined")


@cache
def campaigns() -> Phrases:
    """The words that name a campaign."""
    return _phrases(_rows("campaigns", "campaign"))


@cache
def _lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    text = files("nhanai.activities").joinpath("data/words.toml").read_text("utf-8")
    read = tomllib.loads(text)
    return {of: {name: tuple(some) for name, some in own.items()} for of, own in read.items()}


def words(of: str, name: str) -> tuple[str, ...]:
    """A list of `data/words.toml`."""
    return _lists()[of][name]


@cache
def phrases(of: str, name: str) -> Phrases:
    """A list of `data/words.toml` as phrases, each standing for itself."""
    return Phrases({one: one for one in words(of, name)})
