"""Issuing: the frozen paper gets its number and its files, and goes to whom it is sent."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.documents import actions as documents
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.paper.fingerprint import hash_of
from nhanai.paper.storing import from_json
from nhanai.reporting.actions.holding import held
from nhanai.reporting.models import ResultReport
from nhanai.reporting.rules.moves import may_move
from nhanai.reporting.vocab import ReportState
from nhanai.units.models import Unit


class CannotIssueReport(Refused):
    """The report may not be issued as it stands."""


@transaction.atomic
def issue_report(
    *, report: ResultReport, to: Sequence[Unit], by: User, at: dt.datetime
) -> ResultReport:
    """Issue the approved paper as it was frozen; the number is the next of its series."""
    report = held(report.pk)
    if not may_move(report.state, ReportState.ISSUED):
        state = report.get_state_display().lower()
        raise CannotIssueReport(f"Báo cáo đang ở tình trạng “{state}” nên chưa ban hành được.")
    if report.paper is None or hash_of(report.paper) != report.paper_sha256:
        raise CannotIssueReport(
            "Nội dung không còn đúng bản đã duyệt. Hãy báo người quản trị trước khi ban hành."
        )
    paper = from_json(report.paper)
    document = documents.issue(owner=report.unit, paper=paper, to=to, by=by, at=at)
    report.issued, report.state = document, ReportState.ISSUED
    report.save(update_fields=["issued", "state"])
    record(
        verb="reporting.issued", subject=report, by=by, at=at,
        old={"state": ReportState.APPROVED},
        new={"state": report.state, "reference": document.reference}, unit_key=report.unit.key,
    )  # fmt: skip
    return report
