"""Taking the list of people out as a sheet: asked for with a purpose, made, fetched, let go."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django_tasks.base import Task

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import holds, rights_of
from nhanai.journal.actions import record
from nhanai.people.models import PeopleExport
from nhanai.people.permissions import Permission
from nhanai.people.queries.exporting import ExportedList, exportable
from nhanai.people.queries.listing import Asked
from nhanai.people.rules.importing import STALE_AFTER, is_stale
from nhanai.people.rules.sheets.writing import Cells, write
from nhanai.people.vocab import SheetFormat

JOB: Final = "nhanai.people.tasks.make_export"
"""Named, not imported: jobs are entry points and stand above the acts."""
AT_ONCE: Final = 1000
"""So many people are written while one waits; more by the worker."""
_LONG_AGO: Final = dt.timedelta(days=1)


class CannotExport(Refused):
    """The list cannot be taken out, or not like this."""


@transaction.atomic
def ask_export(
    *, asked: Asked, kind: SheetFormat, is_full: bool, purpose: str, by: User, at: dt.datetime
) -> PeopleExport:
    """Have the filtered list written as a sheet; the journal keeps why, how many, how much.

    What was filtered by is not told there: the words may be somebody's name.
    """
    today = localdate(at)
    if not holds(by, Permission.RECORD, today=today):
        raise CannotExport("Anh, chị không có quyền kết xuất danh sách người.")
    if is_full and not holds(by, Permission.OPEN, today=today):
        raise CannotExport(
            "Anh, chị không có quyền mở xem số căn cước, dân tộc, loại hộ, sức khỏe. Bỏ chọn"
            " phần ấy rồi kết xuất lại."
        )
    if not purpose:
        message = "Ghi mục đích kết xuất, ví dụ: đối chiếu danh sách với chi hội."
        raise CannotExport(message, [Finding("purpose-missing", message, where="purpose")])
    total = exportable(by, asked, today=today).count()
    if not total:
        raise CannotExport("Không có ai theo điều kiện này để kết xuất.")
    one = PeopleExport.objects.create(
        asked=asked.plain(), kind=kind, is_full=is_full, purpose=purpose, total=total, by=by, at=at,
        moved_at=at - _LONG_AGO,
    )  # fmt: skip
    new = {"people": total, "sensitive": is_full, "purpose": purpose}
    _line("people.list_exported", one, new, by=by, at=at)
    if total > AT_ONCE:
        put_in_queue(one)
    return one


def make_export_now(*, one: PeopleExport, clock: Callable[[], dt.datetime]) -> None:
    """Write the sheet; broken off, it begins anew."""
    found = _taken_up(one, now=clock())
    if found is None:
        return
    with tempfile.TemporaryDirectory(prefix="nhanai-export-") as folder:
        path = Path(folder) / "list"
        write(path, SheetFormat(found.kind), _lines(found), _told(found, clock))
        PeopleExport.objects.filter(pk=found.pk, dropped_at__isnull=True).update(
            content=path.read_bytes(), made_at=clock(), done=found.total
        )


def _told(one: PeopleExport, clock: Callable[[], dt.datetime]) -> Iterator[Cells]:
    """The rows, while it is told how far they are."""
    done = 0
    people = ExportedList(one.by, Asked(**one.asked), one.is_full, localdate(one.at))
    for number, rows in people.batches():
        yield from rows
        done += number
        PeopleExport.objects.filter(pk=one.pk).update(done=min(done, one.total), moved_at=clock())


def _lines(one: PeopleExport) -> tuple[str, ...]:
    full = "" if one.is_full else " Không kèm số căn cước, dân tộc, loại hộ, sức khỏe."
    return (
        "DANH SÁCH NGƯỜI",
        f"Tính đến ngày {written(localdate(one.at))}. Người kết xuất: {one.by}.{full}",
        f"Mục đích: {one.purpose}. Dữ liệu cá nhân: chỉ dùng cho mục đích này.",
    )


@transaction.atomic
def fetch_export(*, one: PeopleExport, by: User, at: dt.datetime) -> bytes:
    """The file, for who asked for it and still may; each fetching has its line."""
    one = PeopleExport.objects.select_for_update().get(pk=one.pk)
    may = holds(by, Permission.RECORD, today=localdate(at))
    may_full = not one.is_full or holds(by, Permission.OPEN, today=localdate(at))
    if one.by_id != by.pk or not may or not may_full:
        raise CannotExport("Anh, chị không có quyền lấy tệp này.")
    if one.made_at is None or one.dropped_at is not None:
        raise CannotExport("Tệp chưa ghi xong hoặc đã bỏ. Hãy kết xuất lại nếu cần.")
    _line("people.export_fetched", one, {"people": one.total}, by=by, at=at)
    return bytes(one.content)


def put_in_queue(one: PeopleExport) -> None:
    """Have it written by the worker."""
    job: Task[[int], None] = import_string(JOB)
    job.enqueue(one.pk)


@transaction.atomic
def _taken_up(one: PeopleExport, *, now: dt.datetime) -> PeopleExport | None:
    """The export, if it is still to be written and no other worker is at it."""
    rows = PeopleExport.objects.select_for_update(of=("self",)).select_related("by")
    found = rows.get(pk=one.pk)
    if found.made_at or found.dropped_at:
        return None
    if found.total > AT_ONCE:
        job: Task[[int], None] = import_string(JOB)
        job.using(run_after=now + STALE_AFTER + dt.timedelta(seconds=5)).enqueue(found.pk)
    if not is_stale(found.moved_at, now):
        return None
    found.moved_at, found.done = now, 0
    found.save(update_fields=["moved_at", "done"])
    return found


def _line(
    verb: str, one: PeopleExport, new: dict[str, object], *, by: User, at: dt.datetime
) -> None:
    places = rights_of(by, today=localdate(at)).places(Permission.RECORD)
    key = places[0][0].key if places else ""
    record(verb=verb, subject=one, by=by, at=at, new=new, unit_key=key)
