"""Issuing what was accepted: as it was frozen, under a number; the reports in it are locked."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.documents import actions as documents
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.submissions.actions.holding import held_row
from nhanai.submissions.models import IssuedReport, Submission, SubmissionVersion
from nhanai.submissions.queries.issued import issuable
from nhanai.submissions.queries.paper import issued_before, version_paper
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.moves import may_move
from nhanai.submissions.rules.sheets import fingerprint
from nhanai.submissions.rules.together import Together
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.models import Unit


class CannotIssueReport(Refused):
    """The report may not be issued as it stands."""


@transaction.atomic
def issue_report(
    *, slot: Slot, submission: Submission, to: Sequence[Unit], by: User, at: dt.datetime
) -> IssuedReport:
    """Issue the accepted version as it was frozen; the reports in it are locked.

    A correction replaces the issued report that it corrects.
    """
    row = held_row(submission.pk)
    version = issuable(row)
    if version is None:
        raise CannotIssueReport("Báo cáo được duyệt rồi, chưa ban hành, thì mới ban hành được.")
    if fingerprint(version.content) != version.sha256:
        raise CannotIssueReport(
            "Nội dung không còn đúng bản đã duyệt. Hãy báo người quản trị trước khi ban hành."
        )
    paper = version_paper(slot, version, today=localdate(at))
    earlier = issued_before(version)
    document = (
        documents.replace(document=earlier.document, paper=paper, to=to, by=by, at=at)
        if earlier
        else documents.issue(owner=row.unit, paper=paper, to=to, by=by, at=at)
    )
    issued = IssuedReport.objects.create(version=version, document=document)
    together = sheet_in(version).together
    locked = _lock_below(together, by=by, at=at) if together else 0
    old = row.state
    _lock(row, by=by, at=at)
    record(
        verb="submissions.issued", subject=row, by=by, at=at, old={"state": old},
        new={"state": row.state, "reference": document.reference, "number": version.number,
             "locked": locked},
        unit_key=row.unit.key,
    )  # fmt: skip
    return issued


def _lock(row: Submission, *, by: User, at: dt.datetime) -> None:
    if may_move(row.state, SubmissionState.LOCKED):
        row.state = SubmissionState.LOCKED
    row.locked_at, row.locked_by = row.locked_at or at, row.locked_by or by
    row.save(update_fields=["state", "locked_at", "locked_by"])


def _lock_below(together: Together, *, by: User, at: dt.datetime) -> int:
    """Lock the reports that went in; one that is being corrected is locked as that is accepted."""
    versions = [one.version for one in together.shares]
    rows = Submission.objects.filter(
        pk__in=SubmissionVersion.objects.filter(pk__in=versions).values("submission"),
        locked_at__isnull=True,
    ).select_for_update(of=("self",))
    held = list(rows.select_related("unit").order_by("pk"))
    for row in held:
        old = row.state
        if row.state == SubmissionState.ACCEPTED:
            row.state = SubmissionState.LOCKED
        row.locked_at, row.locked_by = at, by
        record(
            verb="submissions.locked", subject=row, by=by, at=at, old={"state": old},
            new={"state": row.state}, unit_key=row.unit.key,
        )  # fmt: skip
    Submission.objects.bulk_update(held, ["state", "locked_at", "locked_by"])
    return len(held)
