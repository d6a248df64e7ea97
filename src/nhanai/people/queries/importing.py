"""What an import asks: which imports one sees, what names of units meant, who is kept already."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from django.db.models import Exists, OuterRef, Q, QuerySet

from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import PeopleImport, Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.rules.sheets.columns import plain
from nhanai.people.rules.sheets.identity import HeldThere, Kept
from nhanai.people.rules.sheets.stays import Step
from nhanai.people.rules.spelling import Birth
from nhanai.units.models import Succession, Unit, UnitName
from nhanai.units.queries import in_force, resolve
from nhanai.units.vocab import RED_CROSS_KINDS, UnitKind

_Row: TypeAlias = tuple[Any, ...]
_COLUMNS: Final = (
    *("pk", "name_folded", "birth_on", "birth_year", "citizen_number", "keeper_id"),
    *("merged_into_id", "erased_at", "restricted_at"),
)
_MOST_STEPS = 20
_PREFIXES = (
    "hoi chu thap do ",
    "hoi ctd ",
    "hoi ",
    "xa ",
    "phuong ",
    "thi tran ",
    "x ",
    "p ",
    "tt ",
)


def imports_of(user: User, *, today: dt.date) -> QuerySet[PeopleImport]:
    """The imports of units at which she records people, the newest first."""
    within = identity.reach(user, Permission.RECORD, today=today).order_by().values("pk")
    rows = PeopleImport.objects.filter(unit__in=within).defer("content")
    return rows.select_related("unit", "by")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row goes: the units one after another, or why it cannot; `doubt` asks to look."""

    steps: tuple[Step, ...] = ()
    doubt: str = ""
    fault: str = ""

    @property
    def today(self) -> int:
        """The unit of today."""
        return self.steps[-1].unit


@dataclass(slots=True)
class Places:
    """Names of chapters and communes as they were on the day of a list, each looked up once.

    `reach` are the units at which the person who imports may record.
    """

    on: dt.date
    unit: Unit
    reach: frozenset[int]
    known: dict[str, Place] = field(default_factory=dict)
    _names: dict[str, set[int]] = field(default_factory=dict)
    _units: dict[int, Unit] = field(default_factory=dict)

    def of(self, words: str) -> Place:
        """Which unit the words mean; without words, the unit chosen for the whole list."""
        if words not in self.known:
            self.known[words] = self._place(words)
        return self.known[words]

    def _place(self, words: str) -> Place:
        if not words:
            return self._led(self.unit)
        if not self._names:
            self._learn()
        found = self._names.get(plain(words)) or self._names.get(_bare(plain(words))) or set()
        if len(found) == 1:
            return self._led(self._units[next(iter(found))])
        if len(found) > 1:
            return Place(fault=f"Có nhiều đơn vị tên “{words}” vào ngày {written(self.on)}.")
        return self._resolved(words)

    def _learn(self) -> None:
        """The society's units of that day, under their own names and those of their communes."""
        units = Unit.objects.filter(in_force(self.on), kind__in=RED_CROSS_KINDS)
        self._units = {one.pk: one for one in units}
        territories: dict[int, list[int]] = {}
        for one in self._units.values():
            if one.territory_id and one.kind == UnitKind.CHAPTER:
                territories.setdefault(one.territory_id, []).append(one.pk)
        wanted = set(self._units) | set(territories)
        rows = UnitName.objects.filter(in_force(self.on), unit__in=wanted)
        for unit, name in rows.values_list("unit_id", "name"):
            meant = [unit] if unit in self._units else territories[unit]
            for words in {plain(name), _bare(plain(name))}:
                self._names.setdefault(words, set()).update(meant)

    def _resolved(self, words: str) -> Place:
        """By the resolver of documents, which knows other names and slips of a letter."""
        answer = resolve(words[:200], self.on, within=self.unit)
        keys = {one.key for one in answer.units}
        meant = [one for one in self._units.values() if one.key in keys]
        communes = set(Unit.objects.filter(key__in=keys).values_list("pk", flat=True))
        meant += [one for one in self._units.values()
                  if one.territory_id in communes and one.kind == UnitKind.CHAPTER]  # fmt: skip
        if len({one.pk for one in meant}) == 1:
            place = self._led(meant[0])
            name = meant[0].names.order_by("-start").values_list("name", flat=True).first()
            doubt = f"Hiểu “{words}” là {name}. Đúng không?"
            return Place(place.steps, place.doubt or doubt, place.fault)
        return Place(fault=f"Không rõ đơn vị “{words}” vào ngày {written(self.on)}.")

    def _led(self, unit: Unit) -> Place:
        """The unit and those that took over, down to today's; the first heir where several did."""
        steps, doubt = [Step(unit.pk, unit.start, unit.end)], ""
        while unit.end is not None and len(steps) < _MOST_STEPS:
            heirs = list(
                Succession.objects.filter(predecessor=unit, on=unit.end)
                .order_by("-share", "pk")
                .select_related("successor")
            )
            if not heirs:
                return Place(fault="Đơn vị này đã kết thúc và không có đơn vị kế tục.")
            if len(heirs) > 1:
                doubt = "Đơn vị cũ chia cho nhiều nơi; dòng này sẽ ghi vào nơi nhận phần lớn nhất."
            unit = heirs[0].successor
            steps.append(Step(unit.pk, unit.start, unit.end))
        if unit.pk not in self.reach:
            return Place(fault="Anh, chị không có quyền ghi người của đơn vị này.")
        return Place(tuple(steps), doubt)


def _bare(words: str) -> str:
    """Without the kind of the place before the name."""
    for prefix in _PREFIXES:
        words = words.removeprefix(prefix)
    return words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row of a list says of whom it means: the number, the folded name, the year."""

    number: str
    name: str
    year: int | None
    unit: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The people that rows of a list may mean."""

    by_number: Mapping[str, Sequence[Kept]]
    by_name: Mapping[str, Sequence[Kept]]
    roles: Mapping[int, Sequence[HeldThere]]
    """What of each is held or was held, by person."""


def neighbours(rows: Collection[Wanted]) -> Neighbours:
    """Who has one of these citizen numbers, or one of these names where the year may be hers."""
    found = {one[0]: one for one in (*_namesakes(rows), *_numbered(rows))}
    roles: dict[int, list[HeldThere]] = {}
    held = PersonRole.objects.filter(person__in=list(found)).order_by("person", "start", "pk")
    for person, unit, kind, end in held.values_list("person_id", "unit_id", "kind", "end"):
        roles.setdefault(person, []).append(HeldThere(unit, kind, end))
    by_number: dict[str, list[Kept]] = {}
    by_name: dict[str, list[Kept]] = {}
    for one in (_kept(row, roles.get(row[0], ())) for row in found.values()):
        by_name.setdefault(one.name_folded, []).append(one)
        if one.citizen_number:
            by_number.setdefault(one.citizen_number, []).append(one)
    return Neighbours(by_number, by_name, roles)


def _namesakes(rows: Collection[Wanted]) -> Iterator[_Row]:
    """Those of one of the names at one of the units; of many namesakes only of a fitting year."""
    years: dict[str, set[int | None]] = {}
    for row in rows:
        years.setdefault(row.name, set()).add(row.year)
    units = {row.unit for row in rows}
    there = PersonRole.objects.filter(person=OuterRef("pk"), unit__in=units)
    named = Person.objects.filter(Q(keeper__in=units) | Exists(there), name_folded__in=years)
    for one in named.values_list(*_COLUMNS) if rows else ():
        wanted = years[one[1]]
        if one[3] is None or one[3] in wanted or None in wanted:
            yield one


def _numbered(rows: Collection[Wanted]) -> Iterator[_Row]:
    numbers = {row.number for row in rows} - {""}
    yield from Person.objects.filter(citizen_number__in=numbers).values_list(*_COLUMNS)


def _kept(row: _Row, roles: Iterable[HeldThere]) -> Kept:
    pk, name, born, year, number, keeper, *closed = row
    return Kept(
        pk, name, Birth(born, year), number or "",
        frozenset({keeper, *(role.unit for role in roles)}), not any(closed),
    )  # fmt: skip
