"""The steps of an import that a person takes; the work between them is a job's."""

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django_tasks.base import Task

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.models import ColumnChoice, ImportRow, PeopleImport
from nhanai.people.permissions import Permission
from nhanai.people.reading import ReadTable, read_file
from nhanai.people.rules.importing import (
    DROPPABLE,
    KINDS,
    LARGEST_MB,
    STALE_AFTER,
    WORKING,
    is_stale,
    may_move,
)
from nhanai.people.rules.sheets.columns import has_name, labels
from nhanai.people.vocab import ImportState, RoleKind, RowVerdict
from nhanai.units.models import Unit

JOB = "nhanai.people.tasks.go_on_with_import"
"""Named, not imported: jobs are entry points and stand above the acts."""
_LONG_AGO = dt.timedelta(days=1)


class CannotImport(Refused):
    """The import does not go on like this."""


def receive_sheet(
    *, unit: Unit, name: str, content: bytes, by: User, at: dt.datetime
) -> PeopleImport:
    """Read a file of lists in a process apart and keep what it says; nothing is of people yet."""
    if not allowed(by, Permission.RECORD, unit=unit, today=localdate(at)):
        raise CannotImport("Anh, chị không có quyền ghi người của đơn vị này.")
    if len(content) > LARGEST_MB * 2**20:
        raise CannotImport(f"Tệp lớn hơn {LARGEST_MB} MB. Hãy chia danh sách thành nhiều tệp.")
    found = read_file(content)
    with transaction.atomic():
        kept = PeopleImport.objects.create(
            unit=unit, file_name=name[:200], sha256=hashlib.sha256(content).hexdigest(),
            tables=found.tables, content=found.rows, by=by, at=at, moved_at=at,
            counts={"has_macros": True} if found.has_macros else {},
        )  # fmt: skip
        _line("people.sheet_received", kept, by=by, at=at)
    return kept


@transaction.atomic
def understand(
    *, one: PeopleImport, table: int, columns: Mapping[int, str], kind: RoleKind,
    listed_on: dt.date, by: User, at: dt.datetime,
) -> PeopleImport:  # fmt: skip
    """Say which table and what its columns are, remember that for its shape, have it checked."""
    one = _locked(one, by=by, at=at, to=ImportState.CHECKING)
    findings = _faults(one, table, columns, kind, listed_on, today=localdate(at))
    if findings:
        raise CannotImport("Chưa đối chiếu được, còn chỗ cần sửa.", findings)
    said = {str(place): field for place, field in columns.items() if field}
    read = ReadTable.of(one.tables[table])
    ColumnChoice.objects.update_or_create(
        unit=one.unit, shape=read.shape, defaults={"columns": said}
    )
    one.table, one.columns, one.kind, one.listed_on = table, said, kind, listed_on
    one.total, one.done, one.fault = read.end - read.first, 0, ""
    return _begun(one, ImportState.CHECKING, at=at)


def _faults(
    one: PeopleImport, table: int, columns: Mapping[int, str], kind: RoleKind,
    listed_on: dt.date, *, today: dt.date,
) -> list[Finding]:  # fmt: skip
    found = []
    given = [field for field in columns.values() if field]
    if not 0 <= table < len(one.tables):
        found.append(Finding("table-unknown", "Chọn một bảng trong tệp.", where="table"))
    if not has_name(given):
        message = "Chọn cột họ và tên (một cột, hoặc cột họ đệm và cột tên)."
        found.append(Finding("column-name", message, where="columns"))
    for field in sorted(set(given)):
        if field not in labels():
            found.append(Finding("column-unknown", "Chọn nghĩa của cột trong danh sách."))
        elif given.count(field) > 1 and field != "ordinal":
            message = f"“{labels()[field]}” được chọn cho hai cột. Mỗi nghĩa chọn một cột."
            found.append(Finding("column-twice", message, where="columns"))
    if kind not in KINDS:
        found.append(Finding("kind-unfit", "Chọn vai trò trong danh sách.", where="kind"))
    if listed_on > today:
        message = "Ngày của danh sách ở sau hôm nay. Kiểm tra lại."
        found.append(Finding("list-ahead", message, where="listed_on"))
    return found


@transaction.atomic
def choose(
    *, one: PeopleImport, rows: Collection[int], among: Collection[int] | None = None,
    verdict: RowVerdict | None = None, by: User, at: dt.datetime,
) -> int:  # fmt: skip
    """Take the rows of these numbers and not the others of `among`; or all of a verdict.

    Rows with a fault are never taken. How many are chosen now in all.
    """
    one = _locked(one, by=by, at=at)
    if one.state != ImportState.CHECKED:
        raise CannotImport("Lần nhập này không ở bước chọn dòng.")
    open_rows = ImportRow.objects.filter(of=one, is_taken=False).exclude(verdict=RowVerdict.WRONG)
    if verdict is not None:
        open_rows.filter(verdict=verdict).update(is_chosen=bool(rows))
    else:
        wanted = open_rows.filter(number__in=list(among or rows))
        wanted.update(is_chosen=False)
        wanted.filter(number__in=list(rows)).update(is_chosen=True)
    return open_rows.filter(is_chosen=True).count()


@transaction.atomic
def take(*, one: PeopleImport, by: User, at: dt.datetime) -> PeopleImport:
    """Have the chosen rows written, in batches."""
    one = _locked(one, by=by, at=at, to=ImportState.TAKING)
    chosen = ImportRow.objects.filter(of=one, is_chosen=True, is_taken=False).count()
    if not chosen:
        raise CannotImport("Chưa chọn dòng nào. Chọn ít nhất một dòng rồi ghi.")
    one.total, one.done, one.by = chosen, 0, by
    return _begun(one, ImportState.TAKING, at=at)


@transaction.atomic
def undo(*, one: PeopleImport, by: User, at: dt.datetime) -> PeopleImport:
    """Have everything taken away that the import wrote and nobody changed since."""
    one = _locked(one, by=by, at=at, to=ImportState.UNDOING)
    one.total = ImportRow.objects.filter(of=one, is_taken=True).count()
    one.done, one.by = 0, by
    return _begun(one, ImportState.UNDOING, at=at)


@transaction.atomic
def drop(*, one: PeopleImport, by: User, at: dt.datetime) -> None:
    """Throw a file away of which nothing was written."""
    one = _locked(one, by=by, at=at)
    if one.state not in DROPPABLE:
        raise CannotImport("Lần nhập này đã ghi hoặc đang ghi, không bỏ được. Hãy hoàn tác.")
    _line("people.sheet_dropped", one, by=by, at=at)
    one.delete()


@transaction.atomic
def go_on(*, one: PeopleImport, by: User, at: dt.datetime) -> PeopleImport:
    """Set a job going again of which nothing was heard for long."""
    one = _locked(one, by=by, at=at)
    if one.state not in WORKING or not is_stale(one.moved_at, at):
        raise CannotImport("Lần nhập này không dừng giữa chừng.")
    put_in_queue(one)
    return one


def put_in_queue(one: PeopleImport) -> None:
    """Have the next step done by the worker."""
    job: Task[[int], None] = import_string(JOB)
    job.enqueue(one.pk)


def look_again(one: PeopleImport, *, at: dt.datetime) -> None:
    """Have it tried again later, should the worker that is at it be killed."""
    job: Task[[int], None] = import_string(JOB)
    job.using(run_after=at + STALE_AFTER + dt.timedelta(seconds=5)).enqueue(one.pk)


def _begun(one: PeopleImport, state: ImportState, *, at: dt.datetime) -> PeopleImport:
    one.state = state
    one.moved_at = at - _LONG_AGO  # nobody is at it yet
    one.save()
    put_in_queue(one)
    return one


def _locked(
    one: PeopleImport, *, by: User, at: dt.datetime, to: ImportState | None = None
) -> PeopleImport:
    rows = PeopleImport.objects.select_for_update(of=("self",)).defer("content")
    one = rows.select_related("unit").get(pk=one.pk)
    if not allowed(by, Permission.RECORD, unit=one.unit, today=localdate(at)):
        raise CannotImport("Anh, chị không có quyền nhập danh sách của đơn vị này.")
    if to is not None and not may_move(ImportState(one.state), to):
        words = ImportState(one.state).label.lower()
        raise CannotImport(f"Lần nhập này {words}, không làm bước ấy được.")
    return one


def _line(verb: str, one: PeopleImport, *, by: User, at: dt.datetime) -> None:
    record(verb=verb, subject=one, by=by, at=at, unit_key=one.unit.key)
