"""The page of a report: its way, the section that is open, findings, opinions, the frame."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict

from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.documents import queries as documents
from nhanai.identity.models import User
from nhanai.reporting import queries
from nhanai.reporting.forms import FrameForm, PassageForm
from nhanai.reporting.models import Opinion, Passage, PassageSource, ReportSection, ResultReport
from nhanai.reporting.pages.lists import LOOKS
from nhanai.reporting.pages.sent import SentReport, sent_report
from nhanai.reporting.rules.moves import OPEN
from nhanai.reporting.rules.readiness import check
from nhanai.reporting.vocab import ReportState
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, number_from, page_of

WAY: Final = (
    ReportState.DRAFT,
    ReportState.SUBMITTED,
    ReportState.APPROVED,
    ReportState.ISSUED,
)
WAY_UP: Final = (*WAY[:3], ReportState.SENT, ReportState.RECEIVED)
"""The way of a report to who follows the plan."""


@dataclass(frozen=True, slots=True)
class Step:
    """A state on the way of the report."""

    label: str
    icon: str
    is_current: bool
    is_past: bool
    when: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything that the page shows."""

    report: ResultReport
    unit: str
    steps: tuple[Step, ...]
    sections: Sequence[ReportSection]
    section: ReportSection | None
    passages: Page[Passage] | None
    findings: tuple[tuple[Finding, ReportSection | None], ...]
    opinions: tuple[Opinion, ...]
    frame: FrameForm
    adding: PassageForm
    may_write: bool
    may_judge: bool
    may_approve: bool
    may_issue: bool
    may_send: bool
    may_receive: bool
    owner: str
    """Who follows the plan, and gets what is sent up."""
    sendable: tuple[tuple[Unit, str], ...]
    sent: SentReport | None

    @property
    def is_open(self) -> bool:
        """Whether words may be changed now, by this person."""
        return self.may_write and self.report.state in OPEN

    @property
    def last_day(self) -> str:
        """The last day of the period."""
        return written(self.report.end - dt.timedelta(days=1))


def report_page(
    report: ResultReport, query: QueryDict, *, user: User, today: dt.date,
    frame: FrameForm | None = None,
) -> ReportPage:  # fmt: skip
    """Load the page; the number of queries does not grow with sections or passages."""
    sections = list(queries.sections_of(report))
    by_key = {one.key: one for one in sections}
    section = by_key.get(query.get("muc", "")) or _first(sections)
    may_write = queries.may_write(report, user, today=today)
    found: tuple[Finding, ...] = ()
    if report.state in OPEN:
        found = check(*queries.readiness_of(report, sections, today=today))
    may_issue = report.state == ReportState.APPROVED and documents.may_issue(
        user, report.unit, today=today
    )
    judged, sent = report.state == ReportState.SUBMITTED, report.state == ReportState.SENT
    may_approve = judged and queries.may_approve(report, user, today=today)
    may_receive = sent and queries.may_receive(report, user, today=today)
    names = names_on([report.unit_id, report.plan.owner_id], today)
    return ReportPage(
        report=report,
        unit=names.get(report.unit_id, ""),
        owner=names.get(report.plan.owner_id, ""),
        steps=_steps(report),
        sections=sections,
        section=section,
        passages=_passages(section, query),
        findings=tuple((one, by_key.get(one.where or "")) for one in found),
        opinions=_opinions(report),
        frame=frame or _frame(report),
        adding=PassageForm(auto_id="doan-moi-%s"),
        may_write=may_write,
        may_judge=may_approve or may_receive,
        may_approve=may_approve,
        may_issue=may_issue,
        may_send=report.state == ReportState.APPROVED
        and queries.may_send(report, user, today=today),
        may_receive=may_receive,
        sendable=_sendable(report, today) if may_issue else (),
        sent=sent_report(report.issued, today=today),
    )


def _sendable(report: ResultReport, today: dt.date) -> tuple[tuple[Unit, str], ...]:
    """The units that the addressee and the recipients name."""
    named = f"{report.addressed_to}\n{report.recipients}"
    return tuple(queries.named_units(named, today=today))


def _opinions(report: ResultReport) -> tuple[Opinion, ...]:
    """All of them, the newest first."""
    rows = Opinion.objects.filter(report=report).order_by("-at", "-pk")
    return tuple(rows.select_related("by", "settled_by", "passage__section"))


def _first(sections: Sequence[ReportSection]) -> ReportSection | None:
    return sections[0] if sections else None


def _passages(section: ReportSection | None, query: QueryDict) -> Page[Passage] | None:
    if section is None:
        return None
    rows: QuerySet[Passage] = queries.passages_of(section)
    return page_of(rows, number=number_from(query.get("trang")), noun="đoạn")


def _frame(report: ResultReport) -> FrameForm:
    return FrameForm(initial={name: getattr(report, name) for name in FrameForm.base_fields})


def _steps(report: ResultReport) -> tuple[Step, ...]:
    goes_up = report.unit_id != report.plan.owner_id and report.state != ReportState.ISSUED
    way: tuple[ReportState, ...] = WAY_UP if goes_up else WAY
    if report.state == ReportState.RETURNED:
        way = (*way[:2], ReportState.RETURNED, *way[2:])
    at = way.index(ReportState(report.state))
    when = {
        ReportState.DRAFT: report.started_at,
        ReportState.SUBMITTED: report.submitted_at,
        ReportState.APPROVED: report.approved_at,
        ReportState.SENT: report.sent_at,
        ReportState.RECEIVED: report.received_at,
    }
    return tuple(
        Step(str(one.label), LOOKS[one][1], n == at, n < at, when.get(one) if n <= at else None)
        for n, one in enumerate(way)
    )


@dataclass(frozen=True, slots=True)
class Traced:
    """A source with the task that it opens."""

    source: PassageSource
    task: int
    address: str
    unit: str
    words: str
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Where a passage comes from."""

    report: ResultReport
    passage: Passage
    page: Page[PassageSource]
    rows: tuple[Traced, ...]


def sources_page(passage: Passage, query: QueryDict, *, today: dt.date) -> SourcesPage:
    """Load the page."""
    number = number_from(query.get("trang"))
    page = page_of(queries.sources_of(passage), number=number, noun="nguồn")
    units = {key for row in page.rows if (key := _unit_of(row)) is not None}
    names = names_on(units, today)
    return SourcesPage(
        report=passage.section.report,
        passage=passage,
        page=page,
        rows=tuple(_traced(row, names.get(_unit_of(row) or 0, "")) for row in page.rows),
    )


def _unit_of(row: PassageSource) -> int | None:
    if row.concern is not None:
        return row.concern.unit_id
    occurrence = row.update.occurrence if row.update else row.occurrence
    return occurrence.unit_id if occurrence else None


def _traced(row: PassageSource, unit: str) -> Traced:
    if row.concern is not None:
        task, words, at = row.concern.task, row.concern.text, row.concern.at
        return Traced(row, task.pk, task.address, unit, words, at)
    if row.update is not None:
        said = row.update
        task = said.occurrence.task
        return Traced(row, task.pk, task.address, unit, said.text, said.at)
    occurrence = row.occurrence
    assert occurrence is not None  # noqa: S101 (the table holds that one of the three is there)
    words = f"{occurrence.label} {occurrence.get_state_display()}".strip()
    return Traced(row, occurrence.task_id, occurrence.task.address, unit, words, None)
