"""What was sent: frozen versions, for the level above and for whoever builds on them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from nhanai.submissions.models import (
    ReturnRemark,
    Submission,
    SubmissionReminder,
    SubmissionVersion,
)
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.sheets import Sheet, sheet_of
from nhanai.units.models import Lineage, Unit
from nhanai.units.queries import in_force
from nhanai.units.vocab import Line


def sheet_in(version: SubmissionVersion) -> Sheet:
    """The report as that version froze it."""
    return sheet_of(version.content)


def versions_of(submission: Submission) -> list[SubmissionVersion]:
    """Every version sent, the newest first, with what was said of it; two queries.

    Without their content, which is read only where a version is opened.
    """
    remarks = Prefetch("remarks", ReturnRemark.objects.select_related("by").order_by("pk"))
    rows = submission.versions.defer("content").select_related("sent_by", "judged_by")
    return list(rows.prefetch_related(remarks).order_by("-number"))


def reminded_on(slot: Slot) -> dt.date | None:
    """When the level above last asked for this report."""
    rows = SubmissionReminder.objects.filter(
        unit=slot.unit, code=slot.form.code, period_key=slot.period.key
    )
    return rows.order_by("-day").values_list("day", flat=True).first()


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted report of a unit below: the version that stands, and what it says."""

    submission: Submission
    version: SubmissionVersion
    sheet: Sheet


def accepted_below(
    root: Unit, code: str, period_key: str, *, day: dt.date
) -> Mapping[int, Accepted]:
    """The accepted reports of the units below `root` on that day, by unit; one query.

    While a correction is on its way, what was accepted before it stands.
    """
    below = Lineage.objects.filter(in_force(day), ancestor=root, line=Line.RED_CROSS)
    rows = Submission.objects.filter(
        code=code, period_key=period_key, accepted__isnull=False,
        unit__in=below.order_by().values("descendant"),
    ).select_related("accepted", "unit")  # fmt: skip
    return {
        row.unit_id: Accepted(row, row.accepted, sheet_in(row.accepted))
        for row in rows.order_by("unit_id")
        if row.accepted is not None
    }
