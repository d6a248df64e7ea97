"""The way of a report: handed in, returned with opinions, or approved and frozen."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import nfc
from nhanai.documents.rules.outgoing import Facts, check_facts
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.paper.fingerprint import hash_of
from nhanai.paper.storing import to_json
from nhanai.paper.values import Signature
from nhanai.reporting import queries
from nhanai.reporting.actions.holding import CannotEdit, held, held_open
from nhanai.reporting.models import Opinion, Passage, ResultReport
from nhanai.reporting.queries.paper import paper_of
from nhanai.reporting.rules.composing import KIND, lines_of
from nhanai.reporting.rules.moves import may_move
from nhanai.reporting.rules.readiness import blocking, check
from nhanai.reporting.vocab import ReportState

SELF_APPROVED: Final = "Người nộp tự duyệt."


class CannotHandIn(Refused):
    """The report may not be handed in as it stands."""


class CannotJudge(Refused):
    """The report may not be returned or approved so."""


@transaction.atomic
def submit(*, report: ResultReport, by: User, at: dt.datetime) -> ResultReport:
    """Hand the report to the leader, or refuse with every finding at once."""
    today = localdate(at)
    report = held(report.pk)
    if not queries.may_write(report, by, today=today):
        raise CannotHandIn("Anh, chị chưa được giao quyền nộp báo cáo của đơn vị này.")
    if not may_move(report.state, ReportState.SUBMITTED):
        raise CannotHandIn("Báo cáo này đã nộp rồi.")
    sections = list(queries.sections_of(report))
    findings = check(*queries.readiness_of(report, sections, today=today))
    faults = [*blocking(findings), *frame_faults(report)]
    if faults:
        raise CannotHandIn("Báo cáo chưa nộp được.", faults)
    old = report.state
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, at, by
    report.save(update_fields=["state", "submitted_at", "submitted_by"])
    _told("reporting.submitted", report, old, by=by, at=at)
    return report


def frame_faults(report: ResultReport) -> list[Finding]:
    """What would keep the paper from getting its number later: said now, while it can be mended."""
    signature = Signature(lines_of(report.signature), report.signer)
    facts = Facts(KIND, report.symbol, report.title, signature, lines_of(report.recipients))
    return [one for one in check_facts(facts) if one.where in {"symbol", "subject"}]


@transaction.atomic
def give_back(
    *, report: ResultReport, text: str, passage: Passage | None = None, by: User, at: dt.datetime
) -> ResultReport:
    """Return the report with an opinion that has to be met, or with those on its passages.

    Who follows the plan may return what was sent up to her: it is open again, no longer approved.
    """
    report = _judged(report, ReportState.RETURNED, by=by, at=at)
    text = nfc(text).strip()
    if not text and not Opinion.objects.filter(report=report, settled_at=None).exists():
        raise CannotJudge("Hãy ghi ý kiến để người soạn biết sửa gì.")
    if passage is not None and passage.section.report_id != report.pk:
        raise CannotJudge("Đoạn này không thuộc báo cáo.")
    if text:
        Opinion.objects.create(report=report, passage=passage, text=text, by=by, at=at)
    old, report.state = report.state, ReportState.RETURNED
    report.paper, report.paper_sha256 = None, ""
    report.approved_at = report.approved_by = report.sent_at = report.sent_by = None
    approval = ("paper", "paper_sha256", "approved_at", "approved_by", "sent_at", "sent_by")
    report.save(update_fields=["state", *approval])
    _told("reporting.returned", report, old, by=by, at=at, note=text)
    return report


@transaction.atomic
def remark(*, passage: Passage, text: str, by: User, at: dt.datetime) -> Opinion:
    """Say what is to be mended in one passage, while the report waits to be judged."""
    report = _judged(passage.section.report, ReportState.RETURNED, by=by, at=at)
    text = nfc(text).strip()
    if not text:
        raise CannotJudge("Hãy ghi ý kiến về đoạn này.")
    opinion = Opinion.objects.create(report=report, passage=passage, text=text, by=by, at=at)
    record(
        verb="reporting.remarked", subject=report, by=by, at=at, new={"text": passage.standing},
        note=text, unit_key=report.unit.key,
    )  # fmt: skip
    return opinion


@transaction.atomic
def settle_opinion(
    *, opinion: Opinion, answer: str = "", by: User, at: dt.datetime
) -> Opinion:  # fmt: skip
    """Say that an opinion was met, and how."""
    report = held_open(opinion.report_id, by=by, at=at)
    opinion = Opinion.objects.get(pk=opinion.pk)
    if opinion.settled_at is not None:
        raise CannotEdit("Ý kiến này đã tiếp thu rồi.")
    opinion.settled_at, opinion.settled_by = at, by
    opinion.answer = nfc(answer).strip()
    opinion.save(update_fields=["settled_at", "settled_by", "answer"])
    new = {"answer": opinion.answer} if opinion.answer else None
    record(
        verb="reporting.opinion_settled", subject=report, by=by, at=at, note=opinion.text, new=new,
        unit_key=report.unit.key,
    )  # fmt: skip
    return opinion


@transaction.atomic
def approve(*, report: ResultReport, by: User, at: dt.datetime) -> ResultReport:
    """Approve what stands: from now on it is frozen, and its hash is kept.

    What she remarked on passages meanwhile counts as met: she approves them as they stand.
    """
    report = _judged(report, ReportState.APPROVED, by=by, at=at)
    Opinion.objects.filter(report=report, settled_at=None).update(settled_at=at, settled_by=by)
    note = SELF_APPROVED if report.submitted_by_id == by.pk else ""
    report.paper = to_json(paper_of(report, today=localdate(at)))
    report.paper_sha256 = hash_of(report.paper)
    old, report.state = report.state, ReportState.APPROVED
    report.approved_at, report.approved_by = at, by
    report.save(update_fields=["paper", "paper_sha256", "state", "approved_at", "approved_by"])
    _told("reporting.approved", report, old, by=by, at=at, sha256=report.paper_sha256, note=note)
    return report


@transaction.atomic
def send_up(*, report: ResultReport, by: User, at: dt.datetime) -> ResultReport:
    """Send an approved report to the unit that follows the plan."""
    report = held(report.pk)
    if not queries.may_send(report, by, today=localdate(at)):
        raise CannotHandIn("Anh, chị chưa được giao quyền gửi báo cáo của đơn vị này.")
    if not may_move(report.state, ReportState.SENT):
        raise CannotHandIn("Báo cáo được duyệt rồi mới gửi lên.")
    old, report.state = report.state, ReportState.SENT
    report.sent_at, report.sent_by = at, by
    report.save(update_fields=["state", "sent_at", "sent_by"])
    _told("reporting.sent_up", report, old, by=by, at=at)
    return report


@transaction.atomic
def receive(*, report: ResultReport, by: User, at: dt.datetime) -> ResultReport:
    """Receive the report of another unit for who follows the plan."""
    report = held(report.pk)
    if not queries.may_receive(report, by, today=localdate(at)):
        raise CannotJudge("Anh, chị chưa được giao quyền nhận báo cáo của kế hoạch này.")
    if not may_move(report.state, ReportState.RECEIVED):
        raise CannotJudge("Báo cáo này chưa gửi lên, hoặc đã nhận rồi.")
    old, report.state = report.state, ReportState.RECEIVED
    report.received_at, report.received_by = at, by
    report.save(update_fields=["state", "received_at", "received_by"])
    _told("reporting.received", report, old, by=by, at=at)
    return report


def _judged(report: ResultReport, to: ReportState, *, by: User, at: dt.datetime) -> ResultReport:
    report = held(report.pk)
    is_above = report.state == ReportState.SENT
    may = queries.may_receive if is_above else queries.may_approve
    if not may(report, by, today=localdate(at)):
        raise CannotJudge("Anh, chị chưa được giao quyền duyệt báo cáo của đơn vị này.")
    if not may_move(report.state, to):
        state = report.get_state_display().lower()
        raise CannotJudge(f"Báo cáo đang ở tình trạng “{state}” nên chưa duyệt, trả lại được.")
    return report


def _told(
    verb: str, report: ResultReport, old: str, *, by: User, at: dt.datetime, note: str = "",
    sha256: str = "",
) -> None:  # fmt: skip
    new = {"state": report.state} | ({"sha256": sha256} if sha256 else {})
    record(
        verb=verb, subject=report, by=by, at=at, old={"state": old}, new=new, note=note,
        unit_key=report.unit.key,
    )  # fmt: skip
