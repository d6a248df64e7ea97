"""Files of lists as people keep them; every name is invented."""

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from nhanai.identity.models import User
from nhanai.people.actions import importing
from nhanai.people.models import PeopleImport
from nhanai.people.reading import ReadTable
from nhanai.people.rules.sheets.columns import proposed
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit

Cell = str | int | float | dt.date
HEAD: Sequence[Cell] = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số CCCD",
    "SĐT",
    "Ngày vào Hội",
)


def a_book(*rows: Sequence[Cell], name: str = "Danh sách") -> bytes:
    """A workbook of one sheet."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(number, at, dt.datetime.combine(cell, dt.time()), day)
                elif cell != "":
                    sheet.write(number, at, cell)
    return kept.getvalue()


def an_import(
    unit: Unit, by: User, content: bytes, *, at: dt.datetime, on: dt.date, table: int = 0,
    kind: RoleKind = RoleKind.MEMBER,
) -> PeopleImport:  # fmt: skip
    """The file received, its columns as proposed, and checked."""
    one = importing.receive_sheet(unit=unit, name="ds.xlsx", content=content, by=by, at=at)
    read = ReadTable.of(one.tables[table])
    importing.understand(
        one=one, table=table, columns=proposed(read.columns), kind=kind, listed_on=on, by=by, at=at
    )
    importing.check_now(one=one, clock=lambda: at)
    one.refresh_from_db()
    return one


def taken(one: PeopleImport, *, at: dt.datetime) -> PeopleImport:
    """The chosen rows written."""
    importing.take(one=one, by=one.by, at=at)
    importing.take_now(one=one, clock=lambda: at)
    one.refresh_from_db()
    return one


def undone(one: PeopleImport, *, at: dt.datetime) -> PeopleImport:
    """Taken back."""
    importing.undo(one=one, by=one.by, at=at)
    importing.undo_now(one=one, clock=lambda: at)
    one.refresh_from_db()
    return one
