"""Brings in the forms of the product, and what changed in them while nobody had sent one."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from nhanai.submissions.models import ReportForm, Submission
from nhanai.submissions.rules.forms import shipped


@transaction.atomic
def load_forms() -> int:
    """Write every version of every form that is new or differs; how many there were.

    A version by which reports were sent stays as it was: what changes after that is a new version.
    """
    known = {(row.code, row.version): row for row in ReportForm.objects.all()}
    written = 0
    for entry in shipped():
        columns = _columns(entry)
        row = known.get((entry["code"], entry["version"]))
        if row is None:
            ReportForm.objects.create(code=entry["code"], version=entry["version"], **columns)
        elif _differs(row, columns) and not _is_used(row):
            ReportForm.objects.filter(pk=row.pk).update(**columns)
        else:
            continue
        written += 1
    return written


def _columns(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "start": entry["start"],
        "end": entry.get("end"),
        "content": json.loads(json.dumps(entry, default=str)),
        "is_verified": entry.get("verified", False),
    }


def _differs(row: ReportForm, columns: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in columns.items())


def _is_used(row: ReportForm) -> bool:
    return Submission.objects.filter(form=row, current__isnull=False).exists()
