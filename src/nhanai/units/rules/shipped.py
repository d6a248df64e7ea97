"""The data that the product brings: the units of Lai Châu, read from `units/data/`.

Each territory has its People's Committee and its Red Cross chapter: the files name the territory
once, and the two follow by rule. Where a day is not known the files carry the conventional one
that `CONVENTIONAL_START` names, and the unit's note says so.
"""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from nhanai.units.rules.known import Called, GroupRule, Heir, KnownUnit, Register
from nhanai.units.rules.succession import spread

CONVENTIONAL_START: Final = dt.date(2004, 1, 1)
"""The day from which the present province exists; stands where a founding day is not known."""

REFORM: Final = dt.date(2025, 7, 1)
"""The first day without districts, and of the communes that the resolution made."""

REFORM_ACT: Final = "cap-xa-2025"
_UNKNOWN_START: Final = "Ngày thành lập chưa tra cứu; quy ước 01/01/2004."
_EQUAL_PARTS: Final = (
    "Chưa kiểm chứng: phần tính theo số đơn vị hành chính cấp xã cũ chuyển vào, là quy ước."
)
_KINDS: Final = {"tỉnh": "PROVINCE", "thành phố": "DISTRICT", "huyện": "DISTRICT"}


@dataclass(frozen=True, slots=True)
class ShippedAct:
    """A legal act of the data."""

    id: str
    reference: str
    dated_on: dt.date | None
    title: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit below a parent in a line, with the legal act that put it there."""

    unit: str
    parent: str
    line: str
    start: dt.date
    end: dt.date | None
    act: str = ""


@dataclass(frozen=True, slots=True)
class ShippedUnit:
    """What is known of a unit, and what only the tables need."""

    known: KnownUnit
    code: str = ""
    opened_by: str = ""
    closed_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShippedHeir:
    """A succession with its legal act."""

    heir: Heir
    act: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Province:
    """All shipped data of one province."""

    acts: tuple[ShippedAct, ...]
    units: tuple[ShippedUnit, ...]
    placed: tuple[Placed, ...]
    heirs: tuple[ShippedHeir, ...]
    groups: Mapping[str, tuple[GroupRule, ...]]


Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """One of the three units that stand for a territory: itself, its committee, its chapter."""

    prefix: str
    kind: str
    line: str
    name: str
    short_name: str


_TERRITORY: Final = _Line("", "", "STATE", "{}", "")
_COMMITTEE: Final = _Line("ubnd-", "PEOPLES_COMMITTEE", "STATE", "Ủy ban nhân dân {}", "UBND {}")
_CHAPTER: Final = _Line("hoi-", "CHAPTER", "RED_CROSS", "Hội Chữ thập đỏ {}", "Hội CTĐ {}")
_LINES: Final = (_TERRITORY, _COMMITTEE, _CHAPTER)


@cache
def register() -> Register:
    """The shipped data as the resolver uses it."""
    data = province()
    return Register.of(
        (unit.known for unit in data.units),
        (row.heir for row in data.heirs),
        data.groups,
        outside(),
    )


@cache
def outside() -> tuple[str, ...]:
    """Names of central bodies, which no province lists."""
    return tuple(row["words"] for row in _rows("outside.csv"))


@cache
def province(name: str = "lai_chau") -> Province:
    """Read the files of one province."""
    territories = _rows(f"{name}/territories.csv")
    agencies = _rows(f"{name}/agencies.csv")
    groups = _rows(f"{name}/groups.csv")
    moves = {row["key"]: row for row in _rows(f"{name}/moves.csv")}
    placed = (
        *_placed_territories(territories, moves),
        *(_placed_agency(row) for row in agencies),
        *(Placed(row["key"], "lc-tinh", "STATE", CONVENTIONAL_START, None) for row in groups),
    )
    parents: dict[str, list[tuple[str, dt.date, dt.date | None]]] = {}
    for place in placed:
        parents.setdefault(place.unit, []).append((place.parent, place.start, place.end))
    units = (*_territory_units(territories), *map(_agency, agencies), *map(_group, groups))
    return Province(
        tuple(map(_act, _rows(f"{name}/acts.csv"))),
        tuple(_with_parents(unit, tuple(parents.get(unit.known.key, ()))) for unit in units),
        placed,
        (*_territory_heirs(territories, moves), *_agency_heirs(agencies)),
        {row["key"]: _rules(row) for row in groups},
    )


def _with_parents(
    unit: ShippedUnit, parents: tuple[tuple[str, dt.date, dt.date | None], ...]
) -> ShippedUnit:
    return replace(unit, known=replace(unit.known, parents=parents))


def _rows(path: str) -> list[Row]:
    text = files("nhanai.units").joinpath("data", path).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _start(row: Row) -> dt.date:
    return dt.date.fromisoformat(row["start"])


def _act(row: Row) -> ShippedAct:
    verified = row["verified"] == "yes"
    return ShippedAct(row["id"], row["reference"], _day(row["dated_on"]), row["title"], verified)


def _key(territory: str, line: _Line) -> str:
    """`lc-xa-03618` → `lc-ubnd-xa-03618`."""
    return territory.replace("lc-", f"lc-{line.prefix}", 1)


def _territory_units(rows: list[Row]) -> Iterator[ShippedUnit]:
    for line in _LINES:
        for row in rows:
            if row["type"] != "tỉnh" or line is _TERRITORY:
                yield _territory_unit(row, line)


def _territory_unit(row: Row, line: _Line) -> ShippedUnit:
    own = f"{row['type']} {row['name']}"
    called = own[0].upper() + own[1:] if line is _TERRITORY else line.name.format(own)
    start, end = _start(row), _day(row["end"])
    aliases = [line.name.format(f"{row['type']} {alias}") for alias in _split(row["aliases"])]
    if row["type"] == "thành phố" and line is not _TERRITORY:
        aliases.append(line.name.format("thành phố"))
    known = KnownUnit(
        _key(row["key"], line),
        line.kind or _KINDS.get(row["type"], "COMMUNE"),
        start,
        end,
        (Called(called, line.short_name.format(own), start, end),),
        tuple(aliases),
        "" if line is _TERRITORY else row["key"],
    )
    return ShippedUnit(
        known,
        row["code"] if line is _TERRITORY else "",
        REFORM_ACT if start == REFORM else "",
        REFORM_ACT if end == REFORM else "",
        _UNKNOWN_START if start == CONVENTIONAL_START else "",
    )


def _placed_territories(rows: list[Row], moves: Mapping[str, Row]) -> Iterator[Placed]:
    for row in rows:
        if row["type"] == "tỉnh":
            continue
        start, end, move = _start(row), _day(row["end"]), moves.get(row["key"])
        changed = _day(move["on"]) if move else None
        act = REFORM_ACT if start == REFORM else ""
        for line in _LINES:
            key = _key(row["key"], line)
            yield Placed(key, _above(row["above"], line), line.line, start, changed or end, act)
            if move and changed:
                parent = _above(move["above"], line)
                yield Placed(key, parent, line.line, changed, end, REFORM_ACT)


def _above(territory: str, line: _Line) -> str:
    """The unit of the same line that stands for the territory above."""
    if line is not _TERRITORY and territory == "lc-tinh":
        return "lc-ubnd-tinh" if line is _COMMITTEE else "lc-hoi-tinh"
    return _key(territory, line)


def _territory_heirs(rows: list[Row], moves: Mapping[str, Row]) -> Iterator[ShippedHeir]:
    for line in _LINES:
        for row in rows:
            if row["successor"]:
                heir = Heir(_key(row["key"], line), _key(row["successor"], line), REFORM)
                yield ShippedHeir(heir, REFORM_ACT)
        for district in (row for row in rows if row["type"] in ("huyện", "thành phố")):
            yield from _district_heirs(district["key"], rows, moves, line)


def _district_heirs(
    district: str, rows: list[Row], moves: Mapping[str, Row], line: _Line
) -> Iterator[ShippedHeir]:
    """Those who took over a district, each in proportion to the old communes that it took."""
    own = [row for row in rows if row["above"] == district]
    counted = Counter(row["key"] if row["key"] in moves else row["successor"] for row in own)
    for (key, _), share in zip(counted.items(), spread(list(counted.values())), strict=True):
        heir = Heir(_key(district, line), _key(key, line), REFORM, share, is_verified=False)
        yield ShippedHeir(heir, REFORM_ACT, _EQUAL_PARTS)


def _agency(row: Row) -> ShippedUnit:
    start, end = _start(row), _day(row["end"])
    known = KnownUnit(
        row["key"],
        row["kind"],
        start,
        end,
        (Called(row["name"], row["short_name"], start, end),),
        tuple(_split(row["aliases"])),
        "lc-tinh",
        is_verified=row["verified"] == "yes",
    )
    note = row["note"] or (_UNKNOWN_START if start == CONVENTIONAL_START else "")
    opened = row["act"] if start != CONVENTIONAL_START else ""
    return ShippedUnit(known, "", opened, row["act"] if end else "", note)


def _placed_agency(row: Row) -> Placed:
    return Placed(row["key"], row["above"], row["line"], _start(row), _day(row["end"]))


def _agency_heirs(rows: list[Row]) -> Iterator[ShippedHeir]:
    for row in rows:
        end = _day(row["end"])
        if end and row["successor"]:
            verified = row["verified"] == "yes"
            heir = Heir(row["key"], row["successor"], end, is_verified=verified)
            yield ShippedHeir(heir, row["act"], row["note"])


def _group(row: Row) -> ShippedUnit:
    called = Called(row["name"], "", CONVENTIONAL_START, None)
    aliases = tuple(_split(row["aliases"]))
    return ShippedUnit(
        KnownUnit(row["key"], "GROUP", CONVENTIONAL_START, None, (called,), aliases, "lc-tinh")
    )


def _rules(row: Row) -> tuple[GroupRule, ...]:
    named = frozenset(row["members"].split())
    by_kind = tuple(GroupRule(kind, row["territory"]) for kind in row["kinds"].split())
    return (*by_kind, GroupRule(members=named)) if named else by_kind


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
