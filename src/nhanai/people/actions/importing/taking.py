"""Writing the chosen rows of a list, a batch a transaction, so that a stop loses one batch at most.

Before each batch is written it is held against what is kept once more: the same list taken twice,
or by two at once, adds nobody twice.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection, transaction
from django.utils.timezone import localdate

from nhanai.base.text import fold
from nhanai.identity.queries import reached
from nhanai.journal.actions import record
from nhanai.people.actions.importing.checking import around, matched, role_beside
from nhanai.people.actions.importing.sealing import seal_of
from nhanai.people.actions.importing.working import locked, moved, taken_up
from nhanai.people.actions.person import unsaved_person
from nhanai.people.facts import count_new_roles
from nhanai.people.models import ImportRow, PeopleImport, Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.queries.importing import Place, Places
from nhanai.people.rules.sheets.rows import SheetRow
from nhanai.people.rules.sheets.stays import stays
from nhanai.people.vocab import EndReason, ImportState
from nhanai.storing.inserting import insert
from nhanai.units.models import Unit

BATCH: Final = 1000
_SAY: Final = (
    "UPDATE people_importrow SET said = %s, is_taken = %s, person_id = %s, made_person = %s,"
    " made_roles = %s, seal = %s WHERE id = %s"
)


def take_now(*, one: PeopleImport, clock: Callable[[], dt.datetime]) -> None:
    """Write what is chosen and not yet written, and finish."""
    found = taken_up(one, ImportState.TAKING, now=clock())
    if found is None:
        return
    today = localdate(clock())
    reach = reached(found.by, Permission.RECORD, today=today)
    places = Places(found.listed_on or today, found.unit, reach)
    last: int | None = 0
    while last is not None:
        last = _take_batch(found.pk, places, clock, after=last)
    _finish(found.pk, now=clock())


@transaction.atomic
def _take_batch(
    pk: int, places: Places, clock: Callable[[], dt.datetime], *, after: int
) -> int | None:
    """Write the batch after that row; its last row, or None where nothing is left."""
    one = locked(pk)
    waiting = ImportRow.objects.filter(of=one, is_chosen=True, is_taken=False, number__gt=after)
    rows = list(waiting.order_by("number")[:BATCH])
    if not rows:
        return None
    _Batch(rows, places, at=clock()).write()
    moved(one, one.done + len(rows), now=clock())
    return rows[-1].number


@transaction.atomic
def _finish(pk: int, *, now: dt.datetime) -> None:
    one = PeopleImport.objects.select_for_update(of=("self",)).select_related("unit", "by").get(
        pk=pk
    )  # fmt: skip
    taken = ImportRow.objects.filter(of=one, is_taken=True)
    one.counts = {
        **one.counts,
        "made": taken.filter(made_person=True).count(),
        "roles": taken.filter(made_person=False).exclude(made_roles=[]).count(),
        "taken": taken.count(),
    }
    one.state, one.done, one.moved_at, one.content = ImportState.DONE, one.total, now, b""
    one.save()
    new = {name: one.counts[name] for name in ("made", "roles", "taken")}
    record(verb="people.imported", subject=one, by=one.by, at=now, new=new, unit_key=one.unit.key)


@dataclass(slots=True)
class _Taken:
    """One row on its way: whom it makes or means, and which roles it gives."""

    row: ImportRow
    said: SheetRow
    place: Place
    person: Person | None = None
    known: int | None = None
    roles: list[PersonRole] = field(default_factory=list)


class _Batch:
    """Writes a batch with as many queries as it takes for one row."""

    def __init__(self, rows: Sequence[ImportRow], places: Places, *, at: dt.datetime) -> None:
        self.places, self.at = places, at
        listed = [(row, SheetRow.of(row.said)) for row in rows]
        self.rows = [_Taken(row, said, places.of(said.unit)) for row, said in listed]
        self.units = self._units()

    def write(self) -> None:
        """People, their roles, what these count for, and what became of each row."""
        self._meet()
        people = [one.person for one in self.rows if one.person is not None]
        insert(people)
        self._give_roles()
        for one in self.rows:
            self._note(one)
        _write_down([one.row for one in self.rows])

    def _units(self) -> dict[int, Unit]:
        """The units of the batch."""
        wanted = {step.unit for one in self.rows for step in one.place.steps}
        units = Unit.objects.filter(pk__in=wanted).select_related("territory")
        return {unit.pk: unit for unit in units}

    def _meet(self) -> None:
        """Who of the batch is kept already, and who is new."""
        known = around((one.said, one.place) for one in self.rows)
        made: dict[tuple[object, ...], _Taken] = {}
        for one in self.rows:
            if not one.place.steps:
                continue
            values = one.said.values
            found = matched(one.said, one.place, known, self.places.reach)
            keys = [(fold(values.full_name), values.birth, one.place.today)]
            twin = next((made[key] for key in keys if key in made), None)
            if found.fault or (twin is not None and found.pk is None):
                continue
            if found.pk is None:
                unit = self.units[one.place.today]
                one.person = unsaved_person(values=values, unit=unit, at=self.at)
                made[keys[0]] = one
                continue
            one.known = found.pk
            fault, added = role_beside(one.said, one.place, known.roles.get(found.pk, ()))
            one.known = found.pk if added and not fault else None
            one.row.person_id = found.pk

    def _give_roles(self) -> None:
        """The first stays, then those that follow them at the units that took over."""
        cards = self._cards_taken()
        for one in self.rows:
            if one.person is not None or one.known is not None:
                one.roles = self._roles_of(one, cards)
        for depth in range(max((len(one.roles) for one in self.rows), default=0)):
            level = [one.roles[depth] for one in self.rows if len(one.roles) > depth]
            insert(level)
            for one in self.rows:
                if len(one.roles) > depth + 1:
                    one.roles[depth + 1].follows = one.roles[depth]
        count_new_roles(role for one in self.rows for role in one.roles)

    def _cards_taken(self) -> set[str]:
        wanted = {one.said.card_number for one in self.rows} - {""}
        rows = PersonRole.objects.filter(card_number__in=wanted, end__isnull=True)
        return set(rows.values_list("card_number", flat=True))

    def _roles_of(self, one: _Taken, cards: set[str]) -> list[PersonRole]:
        person = one.person if one.person is not None else Person(pk=one.known)
        card = one.said.card_number if one.said.card_number not in cards else ""
        cards.add(card)
        periods = stays(one.said.start, one.place.steps)
        since = min(one.said.start, periods[0].start)
        return [
            PersonRole(
                person=person,
                unit=self.units[stay.unit],
                kind=one.said.kind,
                grade=one.said.grade,
                card_number=card,
                since=since,
                start=stay.start,
                end=stay.end,
                end_reason=EndReason.UNIT_ENDED if stay.end else "",
            )
            for stay in periods
        ]

    def _note(self, one: _Taken) -> None:
        """What became of the row; what it said is let go."""
        row = one.row
        row.is_taken, row.said = True, {}
        if one.person is not None:
            row.person, row.made_person = one.person, True
        row.made_roles = [role.pk for role in one.roles]
        if row.person_id is not None:
            row.seal = seal_of(one.person, one.roles)


def _write_down(rows: Iterable[ImportRow]) -> None:
    """What became of many rows; one statement prepared once, as Django has no such way."""
    said = [
        ("{}", True, row.person_id, row.made_person, json.dumps(row.made_roles), row.seal, row.pk)
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_SAY, said)
