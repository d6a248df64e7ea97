"""Many activities at once, from a workbook; the same rows sent again change nothing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from nhanai.activities.actions.recording import CannotRecord, record
from nhanai.activities.models import Activity
from nhanai.activities.queries import found_again
from nhanai.activities.rules.sheet import SheetRow
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.units.models import Unit


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: records made now, and how many were there before."""

    made: tuple[Activity, ...]
    before: int


@transaction.atomic
def import_rows(*, rows: Sequence[tuple[SheetRow, Unit]], by: User, at: dt.datetime) -> Imported:
    """Record every row, or none of them; a row that was imported before is passed over."""
    made: list[Activity] = []
    findings: list[Finding] = []
    for row, unit in rows:
        if found_again(row.key) is not None:
            continue
        try:
            made.append(record(unit=unit, told=row.told, key=row.key, by=by, at=at))
        except Refused as refusal:
            faults = refusal.findings or (Finding("row-refused", refusal.message),)
            where = f"Dòng {row.number}"
            findings += [
                Finding(f.rule, f"{where}: {f.message}", f.severity, where) for f in faults
            ]
    if findings:
        raise CannotRecord("Chưa nhập được; chưa dòng nào được ghi. Hãy sửa trong tệp.", findings)
    return Imported(tuple(made), len(rows) - len(made))
