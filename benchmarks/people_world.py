"""One chapter and its clerk, and the steps of an import as the worker does them."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from tests.builders.people import Society, a_society

from nhanai.people.actions import importing, merging
from nhanai.people.models import PeopleImport, Person, PersonRole
from nhanai.people.reading import ReadTable
from nhanai.people.rules.matching import Traits
from nhanai.people.rules.sheets.columns import proposed
from nhanai.people.vocab import RoleKind
from nhanai.storing.inserting import insert


def made() -> Society:
    """An empty society."""
    return a_society()


def received(society: Society, content: bytes, at: dt.datetime) -> PeopleImport:
    """The file, read."""
    return importing.receive_sheet(
        unit=society.chapter, name="ds.xlsx", content=content, by=society.clerk, at=at
    )


def checked(one: PeopleImport, society: Society, on: dt.date, at: dt.datetime) -> None:
    """Every row held against what is kept."""
    columns = proposed(ReadTable.of(one.tables[0]).columns)
    importing.understand(
        one=one, table=0, columns=columns, kind=RoleKind.MEMBER, listed_on=on, by=society.clerk,
        at=at,
    )  # fmt: skip
    importing.check_now(one=one, clock=timezone.now)


def taken(one: PeopleImport, society: Society, at: dt.datetime) -> None:
    """The chosen rows written."""
    importing.take(one=one, by=society.clerk, at=at)
    importing.take_now(one=one, clock=timezone.now)


def undone(one: PeopleImport, society: Society, at: dt.datetime) -> None:
    """All of it taken back."""
    importing.undo(one=one, by=society.clerk, at=at)
    importing.undo_now(one=one, clock=timezone.now)


def pairs(at: dt.datetime) -> int:
    """How many pairs may be of one person."""
    return merging.find_pairs(at=at)


def recorded(records: Iterable[Traits], society: Society, at: dt.datetime) -> None:
    """People with these traits; a citizen number is kept once, as the table asks."""
    taken: set[str] = set()
    rows = []
    for one in records:
        is_new = bool(one.citizen_number) and one.citizen_number not in taken
        taken.add(one.citizen_number)
        rows.append(
            Person(
                full_name=one.name.title(), name_folded=one.name, sort_key="1",
                birth_on=one.birth.on, birth_year=one.birth.year,
                citizen_number=one.citizen_number if is_new else None, phone=one.phone,
                hamlet=one.hamlet, keeper=society.chapter, created_at=at,
            )
        )  # fmt: skip
    with transaction.atomic():
        insert(rows)


def counted() -> str:
    """What is kept now."""
    last = PeopleImport.objects.order_by("pk").values_list("counts", flat=True)
    return (
        f"\n{Person.objects.count():,} people, {PersonRole.objects.count():,} roles; {list(last)}\n"
    )
