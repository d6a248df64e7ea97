"""Lists are let go when their time is over: files taken out, rows that nobody took in."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

from nhanai.journal.actions import record
from nhanai.people.models import ImportRow, PeopleExport, PeopleImport
from nhanai.people.rules.importing import DROPPABLE, OVER
from nhanai.people.rules.privacy import days_of_lists

KEEPER: Final = "Canh giờ"


@dataclass(frozen=True, slots=True)
class LetGo:
    """How many files of exports, files never taken in, and imports without their spare rows."""

    exports: int
    files: int
    rows: int


@transaction.atomic
def let_go_lists(*, at: dt.datetime) -> LetGo:
    """Let go what is older than `data/privacy.toml` allows; run again, nothing more goes.

    Of an import that was written whom each row became stays, so that it can still be undone; what
    the rows said beside that goes.
    """
    days = days_of_lists()
    old = PeopleExport.objects.filter(
        at__lt=at - dt.timedelta(days=days.exported), dropped_at__isnull=True
    )
    exports = old.update(content=b"", asked={}, dropped_at=at)
    before = at - dt.timedelta(days=days.imported)
    stale = PeopleImport.objects.filter(moved_at__lt=before).defer("content")
    dropped = list(stale.filter(state__in=DROPPABLE).select_related("unit"))
    for one in dropped:
        record(verb="people.sheet_dropped", subject=one, by=KEEPER, at=at, unit_key=one.unit.key)
        one.delete()
    return LetGo(exports, len(dropped), _emptied(before))


def _emptied(before: dt.datetime) -> int:
    """Take away the rows that were not written and what is said of the others; how many rows."""
    rows = ImportRow.objects.filter(of__state__in=OVER, of__moved_at__lt=before)
    spare, _ = rows.filter(is_taken=False).delete()
    told = rows.filter(~Q(name="") | ~Q(reasons=[]))
    return spare + told.update(name="", reasons=[])
