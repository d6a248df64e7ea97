"""What is known of units, as values: from the database or from the shipped data alike."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit as others name it: its identity, its name, its kind."""

    key: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A name and the days in which it is the name."""

    name: str
    short_name: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """One unit; `territory` and `parents` (key, start, end) tell where it works and stands."""

    key: str
    kind: str
    start: dt.date
    end: dt.date | None
    names: tuple[Called, ...]
    aliases: tuple[str, ...] = ()
    territory: str = ""
    parents: tuple[tuple[str, dt.date, dt.date | None], ...] = ()
    is_verified: bool = True

    def lives_on(self, day: dt.date) -> bool:
        """Whether the unit is at work on that day."""
        return self.start <= day and (self.end is None or day < self.end)

    def called_on(self, day: dt.date) -> str:
        """Its name on that day: the last one after its end, the first one before its start."""
        before = [name for name in self.names if name.start <= day]
        return (before[-1] if before else self.names[0]).name


@dataclass(frozen=True, slots=True)
class Heir:
    """Who took over how much from whom, and when."""

    predecessor: str
    successor: str
    on: dt.date
    share: Decimal = Decimal(1)
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Who belongs to a group: units of a kind, at a level of territory, or named ones."""

    kind: str = ""
    territory_kind: str = ""
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Register:
    """All that is known; `outside` holds names of bodies that no list of a province contains."""

    units: Mapping[str, KnownUnit]
    heirs: tuple[Heir, ...] = ()
    groups: Mapping[str, tuple[GroupRule, ...]] = field(default_factory=dict)
    outside: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        units: Iterable[KnownUnit],
        heirs: Iterable[Heir] = (),
        groups: Mapping[str, tuple[GroupRule, ...]] | None = None,
        outside: Iterable[str] = (),
    ) -> "Register":
        """The register with these units, in the order given."""
        return cls({unit.key: unit for unit in units}, tuple(heirs), groups or {}, tuple(outside))

    def ref(self, key: str, day: dt.date) -> UnitRef:
        """The unit under its name of that day."""
        unit = self.units[key]
        return UnitRef(key, unit.called_on(day), unit.kind)

    def members(self, group: str) -> tuple[KnownUnit, ...]:
        """Everyone who ever belonged to that group."""
        rules = self.groups.get(group, ())
        return tuple(
            unit for unit in self.units.values() if any(self._fits(unit, rule) for rule in rules)
        )

    def _fits(self, unit: KnownUnit, rule: GroupRule) -> bool:
        if rule.members:
            return unit.key in rule.members
        if unit.kind != rule.kind:
            return False
        if not rule.territory_kind:
            return True
        territory = self.units.get(unit.territory)
        return territory is not None and territory.kind == rule.territory_kind
