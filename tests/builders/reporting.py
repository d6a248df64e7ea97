"""Work that units told of, and reports on it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from tests.builders.identity import a_user, an_appointment
from tests.builders.outgoing import a_paper
from tests.builders.plans import AT, USUAL, Desk, Said, a_confirmed_plan
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.paper.storing import to_json
from nhanai.plans.models import Occurrence, Target, Update
from nhanai.plans.vocab import AssignmentRole, ProgressState
from nhanai.reporting import actions
from nhanai.reporting.models import Opinion, Passage, ReportSection, ResultReport, UrgingLetter
from nhanai.reporting.vocab import ReportKind, SectionOrigin
from nhanai.units.models import Unit

YEAR = "ND09:YEAR:2026"
LATER = AT + dt.timedelta(days=2)


def work(
    desk: Desk,
    address: str = "III.4.-1",
    *,
    by: str = "so-y-te",
    due_on: dt.date | None = None,
    start: dt.date = dt.date(2026, 10, 12),
    role: AssignmentRole = AssignmentRole.LEAD,
) -> Occurrence:
    """The work of one unit on one task, that which was opened already or made now."""
    held, _ = Occurrence.objects.get_or_create(
        task=desk.task(address), unit=unit(by), start=start, defaults={"role": role}
    )
    if due_on is not None:
        held.due_on = due_on
        held.save()
    return held


def tell(
    row: Occurrence,
    text: str,
    *,
    state: ProgressState = ProgressState.IN_PROGRESS,
    quantity: int | None = None,
    by: User,
    at: dt.datetime = AT,
) -> Update:
    """What the unit says of it."""
    row.state, row.moved_at, row.moved_by = state, at, by
    row.save()
    number = None if quantity is None else Decimal(quantity)
    return Update.objects.create(
        occurrence=row, token=uuid.uuid4(), state=state, text=text, quantity=number, by=by, at=at
    )


def a_target(desk: Desk, address: str = "III.4.-1", *, value: int = 20) -> Target:
    """So many classes."""
    return Target.objects.create(
        task=desk.task(address), name="lớp tập huấn sơ cấp cứu", measured_in="lớp",
        value=Decimal(value), by=desk.officer, at=AT,
    )  # fmt: skip


def a_plan_at_work(said: tuple[Said, ...] = USUAL) -> Desk:
    """A handed-out plan; no work stands open besides what a test opens."""
    desk = a_confirmed_plan(said=said)
    Occurrence.objects.filter(task__plan=desk.plan).delete()
    return desk


def a_report(
    desk: Desk, *, kind: ReportKind = ReportKind.PERIODIC, at: dt.datetime = AT,
    unit: Unit | None = None, by: User | None = None,
) -> ResultReport:  # fmt: skip
    """The report of the year, begun and gathered."""
    return actions.start_report(
        plan=desk.plan, unit=unit or desk.office, kind=kind, period_key=YEAR,
        by=by or desk.officer, at=at,
    )  # fmt: skip


def a_ready_report(desk: Desk) -> ResultReport:
    """One that lacks nothing."""
    report = a_report(desk)
    actions.set_frame(
        report=report,
        values={
            "signer": "Giàng A Tủa",
            "addressed_to": "Ủy ban nhân dân tỉnh Lai Châu",
            "place": "Lai Châu",
        },
        by=desk.officer,
        at=AT,
    )
    ahead = Passage.objects.get(section__report=report, key="phuong-huong")
    text = "Tiếp tục thực hiện các nhiệm vụ của kế hoạch trong năm tới."
    actions.write(passage=ahead, text=text, seen="", by=desk.officer, at=AT)
    report.refresh_from_db()
    return report


def a_submitted_report(desk: Desk) -> ResultReport:
    """One that waits for the leader."""
    return actions.submit(report=a_ready_report(desk), by=desk.officer, at=AT)


def a_leader(desk: Desk) -> User:
    """Who approves the reports of the office."""
    user = a_user(full_name="Giàng A Tủa")
    return an_appointment(
        user=user, role=Role.PROVINCE_LEADER, unit=desk.office, start=dt.date(2026, 1, 1)
    ).user


@dataclass(frozen=True, slots=True)
class ReportParts:
    """A report with one of each thing that stands in it."""

    report: ResultReport
    section: ReportSection
    passage: Passage
    opinion: Opinion
    letter: UrgingLetter


def a_bare_report(desk: Desk) -> ReportParts:
    """One of each row, written directly: the plan need not be handed out."""
    by = desk.officer
    report = ResultReport.objects.create(
        plan=desk.plan, unit=desk.office, kind=ReportKind.PERIODIC, period_key=YEAR,
        period_label="năm 2026", start=dt.date(2025, 12, 15), end=dt.date(2026, 12, 15),
        title="Kết quả năm 2026", title_folded="ket qua nam 2026", started_by=by, started_at=AT,
        issuer="Hội Chữ thập đỏ tỉnh", symbol="BC-CTĐ", place="Lai Châu",
    )  # fmt: skip
    section = ReportSection.objects.create(
        report=report, key="I", order=1, level=1, label="I.", heading="Tình hình chung",
        origin=SectionOrigin.OUTLINE,
    )  # fmt: skip
    passage = Passage.objects.create(section=section, key="thuc-hien", order=10)
    opinion = Opinion.objects.create(report=report, text="Nêu rõ số lớp.", by=by, at=AT)
    letter = UrgingLetter.objects.create(
        unit=desk.office, addressee=unit("so-y-te"), report_by=dt.date(2026, 12, 1),
        made_by=by, made_at=AT, paper=to_json(a_paper(kind="CV")),
    )  # fmt: skip
    return ReportParts(report, section, passage, opinion, letter)
