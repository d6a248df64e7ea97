"""The tables of units as values, and a draft of them that remembers what an act changes."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

THIS_ACT: Final = -1
"""Stands for the legal act that is being carried out, which has no number yet."""

END: Final = dt.date.max


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit; `pk` is None while it exists only in a draft."""

    pk: int | None
    key: str
    kind: str
    start: dt.date
    end: dt.date | None = None
    territory: str = ""
    opened_by: int | None = None
    closed_by: int | None = None

    def lives_on(self, day: dt.date) -> bool:
        """Whether the unit is at work on that day."""
        return self.start <= day < (self.end or END)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of a unit in a period."""

    pk: int | None
    unit: str
    name: str
    short_name: str
    start: dt.date
    end: dt.date | None = None
    act: int | None = None


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code of a unit in a period."""

    pk: int | None
    unit: str
    system: str
    code: str
    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The parent of a unit in a line in a period."""

    pk: int | None
    unit: str
    parent: str
    line: str
    start: dt.date
    end: dt.date | None = None
    act: int | None = None


@dataclass(frozen=True, slots=True)
class HeirRow:
    """A part of one unit that another took over."""

    pk: int | None
    predecessor: str
    successor: str
    on: dt.date
    share: Decimal
    act: int | None = None
    note: str = ""


Span = NameRow | CodeRow | PlaceRow
Row = UnitRow | Span | HeirRow


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; no `before` where the act adds it. No act removes a row."""

    before: Row | None
    after: Row


@dataclass(slots=True)
class Structure:
    """All rows, by the key of the unit they belong to."""

    units: dict[str, UnitRow] = field(default_factory=dict)
    names: dict[str, tuple[NameRow, ...]] = field(default_factory=dict)
    codes: dict[str, tuple[CodeRow, ...]] = field(default_factory=dict)
    places: dict[str, tuple[PlaceRow, ...]] = field(default_factory=dict)
    heirs: dict[str, tuple[HeirRow, ...]] = field(default_factory=dict)

    def copy(self) -> "Structure":
        """Another one that may change without changing this one."""
        return Structure(
            dict(self.units),
            dict(self.names),
            dict(self.codes),
            dict(self.places),
            dict(self.heirs),
        )

    def name_on(self, key: str, day: dt.date) -> str:
        """What the unit is called on that day: the last name after its end."""
        rows = sorted(self.names.get(key, ()), key=lambda row: row.start)
        before = [row for row in rows if row.start <= day]
        return (before[-1] if before else rows[0]).name if rows else key

    def place_on(self, key: str, line: str, day: dt.date) -> PlaceRow | None:
        """Where the unit stands in that line on that day."""
        rows = (row for row in self.places.get(key, ()) if row.line == line)
        return next((row for row in rows if holds(row, day)), None)

    def living_children(self, key: str, on: dt.date) -> list[PlaceRow]:
        """Who stands below that unit on that day, in either line."""
        rows = (row for rows in self.places.values() for row in rows)
        return [row for row in rows if row.parent == key and holds(row, on)]

    def children(self) -> Mapping[str, list[PlaceRow]]:
        """All placements by parent."""
        found: dict[str, list[PlaceRow]] = {}
        for rows in self.places.values():
            for row in rows:
                found.setdefault(row.parent, []).append(row)
        return found


def holds(row: Span, day: dt.date) -> bool:
    """Whether that day lies in the row's period."""
    return row.start <= day < (row.end or END)


class Draft:
    """A structure that an act changes step by step."""

    def __init__(self, before: Structure) -> None:
        self.before = before
        self.after = before.copy()
        self.touched: dict[str, None] = {}

    def add_unit(self, row: UnitRow, name: NameRow) -> None:
        """A unit that did not exist before, with its first name."""
        self._touch(row.key)
        self.after.units[row.key] = row
        self.after.names[row.key] = (name,)

    def add_code(self, row: CodeRow) -> None:
        """One more code."""
        self._touch(row.unit)
        self.after.codes[row.unit] = (*self.after.codes.get(row.unit, ()), row)

    def add_place(self, row: PlaceRow) -> None:
        """One more placement."""
        self._touch(row.unit)
        self.after.places[row.unit] = (*self.after.places.get(row.unit, ()), row)

    def add_heir(self, row: HeirRow) -> None:
        """One more succession; it concerns both sides."""
        self._touch(row.predecessor)
        self._touch(row.successor)
        known = self.after.heirs.get(row.predecessor, ())
        self.after.heirs[row.predecessor] = (*known, row)

    def rename(self, key: str, name: str, short_name: str, on: dt.date) -> None:
        """The unit is called so from that day to the end of the name it had."""
        self._touch(key)
        rows: list[NameRow] = []
        for row in self.after.names.get(key, ()):
            if holds(row, on):
                rows.append(replace(row, end=on))
                rows.append(NameRow(None, key, name, short_name, on, row.end, THIS_ACT))
            else:
                rows.append(row)
        self.after.names[key] = tuple(rows)

    def move(self, key: str, line: str, parent: str, on: dt.date) -> None:
        """The unit stands below `parent` from that day to the end of the placement it had."""
        self._touch(key)
        rows: list[PlaceRow] = []
        for row in self.after.places.get(key, ()):
            if row.line == line and holds(row, on):
                rows.append(replace(row, end=on))
                rows.append(PlaceRow(None, key, parent, line, on, row.end, THIS_ACT))
            else:
                rows.append(row)
        self.after.places[key] = tuple(rows)

    def close(self, key: str, on: dt.date) -> None:
        """The unit and everything dated of it end on that day."""
        self._touch(key)
        after = self.after
        after.units[key] = replace(after.units[key], end=on, closed_by=THIS_ACT)
        after.names[key] = tuple(
            replace(row, end=on) if holds(row, on) else row for row in after.names.get(key, ())
        )
        after.codes[key] = tuple(
            replace(row, end=on) if holds(row, on) else row for row in after.codes.get(key, ())
        )
        after.places[key] = tuple(
            replace(row, end=on) if holds(row, on) else row for row in after.places.get(key, ())
        )

    def changes(self) -> tuple[Change, ...]:
        """Every row that differs, units first, in the order in which the act came to them."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[Change]:
        before, after = self.before, self.after
        for key in self.touched:
            if before.units.get(key) != after.units[key]:
                yield Change(before.units.get(key), after.units[key])
        for key in self.touched:
            yield from _differing(before.names.get(key, ()), after.names.get(key, ()))
            yield from _differing(before.codes.get(key, ()), after.codes.get(key, ()))
            yield from _differing(before.places.get(key, ()), after.places.get(key, ()))
            yield from _differing(before.heirs.get(key, ()), after.heirs.get(key, ()))

    def _touch(self, key: str) -> None:
        self.touched[key] = None


def _differing(
    before: tuple[Span, ...] | tuple[HeirRow, ...], after: tuple[Span, ...] | tuple[HeirRow, ...]
) -> Iterator[Change]:
    old = {row.pk: row for row in before}
    for row in after:
        was = old.get(row.pk) if row.pk is not None else None
        if was != row:
            yield Change(was, row)
