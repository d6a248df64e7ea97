"""The kinds of activity as data: how each is sorted, and which measures it writes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from nhanai.activities.rules.quickline.lexicon import Item, items

__all__ = ["Item", "Kind", "Write", "always", "items", "kinds"]

_CAMPAIGN: Final = "campaign="


@dataclass(frozen=True, slots=True)
class Write:
    """One line of the mapping: a measure, what of the activity it takes, when, into which part."""

    measure: str
    takes: str
    part: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: `field` 0 to 7 of the law, `block` of a report; the rest as in `data/kinds.toml`."""

    code: str
    name: str
    field: int
    block: str
    value_as: str
    people: str
    items: tuple[str, ...]
    writes: tuple[Write, ...]
    page: str = ""
    is_quick: bool = False

    @property
    def joins(self) -> bool:
        """Whether people without another word are those who took part."""
        return self.people == "joined"


@cache
def _data() -> Mapping[str, Any]:
    text = files("nhanai.activities").joinpath("data/kinds.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by code, in the order of the data."""
    rows = _data()["kind"]
    return {
        row["code"]: Kind(
            code=row["code"],
            name=row["name"],
            field=row["field"],
            block=row["block"],
            value_as=row["value_as"],
            people=row["people"],
            items=tuple(row["items"]),
            writes=tuple(_write(*parts) for parts in row["writes"]),
            page=row.get("page", ""),
            is_quick=row.get("quick", False),
        )
        for row in rows
    }


@cache
def always() -> tuple[Write, ...]:
    """What every kind writes, where its condition holds."""
    return tuple(_write(*parts) for parts in _data()["always"])


def _write(measure: str, takes: str, condition: str = "") -> Write:
    what, _, part = takes.partition("=")
    campaign = condition.removeprefix(_CAMPAIGN) if condition.startswith(_CAMPAIGN) else ""
    return Write(measure, what, part, campaign)
