"""What was sent: frozen versions, for the level above and for whoever builds on them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from nhanai.submissions.models import Submission, SubmissionVersion
from nhanai.submissions.rules.sheets import Sheet, sheet_of
from nhanai.units.models import Lineage, Unit
from nhanai.units.queries import in_force
from nhanai.units.vocab import Line


def sheet_in(version: SubmissionVersion) -> Sheet:
    """The report as that version froze it."""
    return sheet_of(version.content)


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
