"""Holding every row of a table against what is kept, before anything is written of anybody."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate

from nhanai.base.text import fold
from nhanai.identity.queries import reached
from nhanai.people.actions.importing.working import locked, moved, taken_up
from nhanai.people.models import ImportRow, PeopleImport
from nhanai.people.permissions import Permission
from nhanai.people.queries.importing import Neighbours, Place, Places, Wanted, neighbours
from nhanai.people.reading import ReadTable, rows_of
from nhanai.people.rules.sheets.identity import HeldThere, Match, match
from nhanai.people.rules.sheets.rows import Defaults, SheetRow, is_person, read_row
from nhanai.people.rules.sheets.stays import stays
from nhanai.people.vocab import ImportState, RoleKind, RowVerdict
from nhanai.storing.inserting import insert

BATCH: Final = 2000
_CHOSEN: Final = frozenset({RowVerdict.NEW, RowVerdict.KNOWN})


def check_now(*, one: PeopleImport, clock: Callable[[], dt.datetime]) -> None:
    """Check the whole table; anew if it was broken off, since nothing but rows was written."""
    found = taken_up(one, ImportState.CHECKING, now=clock())
    if found is None:
        return
    ImportRow.objects.filter(of=found).delete()
    checker = _Checker(found, today=localdate(clock()))
    rows = checker.rows()
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            insert(checker.checked(batch))
            moved(locked(found.pk), checker.seen, now=clock())
    with transaction.atomic():
        found = locked(found.pk)
        found.state, found.done, found.moved_at = ImportState.CHECKED, found.total, clock()
        found.counts = {**counted(found), **_kept(found)}
        found.save(update_fields=["state", "done", "moved_at", "counts"])


def counted(one: PeopleImport) -> dict[str, int]:
    """How many rows came to which verdict."""
    said = ImportRow.objects.filter(of=one).aggregate(
        **{
            verdict.lower(): Count("pk", filter=Q(verdict=verdict)) for verdict in RowVerdict.values
        },
        mended=Count("pk", filter=Q(is_mended=True)),
    )
    return {name: int(number) for name, number in said.items()}


def _kept(one: PeopleImport) -> dict[str, bool]:
    return {"has_macros": True} if one.counts.get("has_macros") else {}


class _Checker:
    """Goes through one table, batch by batch."""

    def __init__(self, one: PeopleImport, *, today: dt.date) -> None:
        self.one, self.today, self.seen = one, today, 0
        self.table = ReadTable.of(one.tables[one.table])
        self.columns = {int(at): field for at, field in one.columns.items()}
        self.on = one.listed_on or today
        reach = reached(one.by, Permission.RECORD, today=today)
        self.places = Places(self.on, one.unit, reach)
        self.met: dict[tuple[object, ...], int] = {}

    def rows(self) -> Iterator[tuple[int, SheetRow]]:
        """The rows of people, read."""
        defaults = Defaults(RoleKind(self.one.kind), self.on, self.today)
        packed = PeopleImport.objects.values_list("content", flat=True).get(pk=self.one.pk)
        for number, cells in rows_of(bytes(packed), self.table):
            self.seen += 1
            if is_person(cells, self.columns):
                yield number, read_row(cells, self.columns, defaults)

    def checked(self, batch: Sequence[tuple[int, SheetRow]]) -> list[ImportRow]:
        """The same rows with what became of them."""
        placed = [(number, row, self.places.of(row.unit)) for number, row in batch]
        known = around((row, place) for _, row, place in placed)
        return [self._one(number, row, place, known) for number, row, place in placed]

    def _one(self, number: int, row: SheetRow, place: Place, known: Neighbours) -> ImportRow:
        faults, doubts = [*row.faults], [*row.doubts]
        found = Match()
        if place.fault:
            faults.append(place.fault)
        elif row.values.full_name:
            found = matched(row, place, known, self.places.reach)
            faults += [found.fault] if found.fault else []
            doubts += [one for one in (place.doubt, found.doubt, self._twice(number, row, place))
                       if one]  # fmt: skip
        notes = [*row.notes]
        if found.pk is not None:
            fault, note = role_beside(row, place, known.roles.get(found.pk, ()))
            faults += [fault] if fault else []
            notes += [note] if note else []
        verdict = _verdict(faults, doubts, found)
        told = (("fault", faults), ("doubt", doubts), ("note", notes))
        return ImportRow(
            of=self.one,
            number=number,
            name=row.values.full_name,
            said=row.plain(),
            unit_id=place.today if place.steps else None,
            verdict=verdict,
            reasons=[[kind, text] for kind, texts in told for text in texts],
            is_mended=bool(row.notes),
            is_chosen=verdict in _CHOSEN,
            person_id=found.pk,
        )

    def _twice(self, number: int, row: SheetRow, place: Place) -> str:
        """Whether the same person stood higher up in the list."""
        values = row.values
        keys: list[tuple[object, ...]] = [
            (fold(values.full_name), values.birth, place.today, row.kind)
        ]
        keys += [(values.citizen_number, row.kind)] if values.citizen_number else []
        before = next((self.met[key] for key in keys if key in self.met), None)
        for key in keys:
            self.met.setdefault(key, number)
        return f"Trùng với dòng {before} trong tệp." if before else ""


def _verdict(faults: Sequence[str], doubts: Sequence[str], found: Match) -> RowVerdict:
    if faults:
        return RowVerdict.WRONG
    if doubts:
        return RowVerdict.DOUBTFUL
    return RowVerdict.NEW if found.pk is None else RowVerdict.KNOWN


def around(rows: Iterable[tuple[SheetRow, Place]]) -> Neighbours:
    """Whom these rows may mean, in three queries."""
    return neighbours(
        [
            Wanted(
                row.values.citizen_number, fold(row.values.full_name), row.values.birth.year,
                place.today,
            )
            for row, place in rows
            if place.steps
        ]
    )  # fmt: skip


def matched(row: SheetRow, place: Place, known: Neighbours, reach: frozenset[int]) -> Match:
    """Whom the row means, among the neighbours."""
    return match(
        row.values,
        place.today,
        by_number=known.by_number.get(row.values.citizen_number, ()),
        by_name=known.by_name.get(fold(row.values.full_name), ()),
        reach=reach,
    )


def role_beside(row: SheetRow, place: Place, held: Sequence[HeldThere]) -> tuple[str, str]:
    """What speaks against giving her the role beside those she holds, or else what is added.

    Neither where she has it already.
    """
    units = {step.unit for step in place.steps}
    same = [role for role in held if role.kind == row.kind]
    if any(role.unit in units for role in same):
        return "", ""
    begun = stays(row.start, place.steps)[0].start
    if row.kind == RoleKind.MEMBER and any(role.end is None or role.end > begun for role in same):
        return "Đang là hội viên của nơi khác. Hãy chuyển sinh hoạt thay vì nhập.", ""
    return "", f"Đã có hồ sơ, thêm vai trò {row.kind.label.lower()}."
