"""The page of one report: live while the unit writes, the frozen version once it is sent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity
from nhanai.identity.models import User
from nhanai.submissions.models import ReturnRemark, Submission, SubmissionVersion
from nhanai.submissions.pages.issuing import Out, out_of
from nhanai.submissions.pages.parts import (
    Doors,
    Field,
    Fields,
    Found,
    Group,
    Row,
    Sending,
    remarks_by_label,
)
from nhanai.submissions.queries.preparing import Prepared, figures_now, prepared
from nhanai.submissions.queries.sent import reminded_on, sheet_in, versions_of
from nhanai.submissions.queries.slots import (
    Slot,
    due_on,
    is_on_behalf,
    may_fill,
    may_judge,
    may_submit,
)
from nhanai.submissions.rules.answering import SCORE, TEXT, Said
from nhanai.submissions.rules.checks import reply_key
from nhanai.submissions.rules.moves import OPEN
from nhanai.submissions.rules.sheets import Difference, FigureLine, Sheet, differences
from nhanai.submissions.rules.together import TOGETHER
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.queries import name_on

State = SubmissionState


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything the page shows."""

    slot: Slot
    unit_name: str
    row: Submission | None
    due: dt.date | None
    sheet: Sheet
    groups: Sequence[Group]
    findings: Sequence[Found]
    versions: Sequence[Sending]
    remarks: Sequence[ReturnRemark]
    late: Sequence[Difference]
    doors: Doors
    shows_all: bool
    hidden: int
    reminded: dt.date | None
    today: dt.date
    remark_fields: Sequence[Field]
    out: Out
    marks: Sequence[Field]
    """Every field with the mark of what stands, for a page that saves as it is typed."""

    @property
    def state(self) -> str:
        """The state, "" where nothing was written yet."""
        return self.row.state if self.row else State.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether the unit writes."""
        return self.state in OPEN

    @property
    def current(self) -> SubmissionVersion | None:
        """The newest version sent."""
        return self.row.current if self.row else None

    @property
    def steps(self) -> Sequence[tuple[str, str, bool, bool, dt.datetime | None]]:
        """The way of a report: icon, words, whether past, whether now, when."""
        row, now = self.row, self.state
        sent = self.current.sent_at if self.current else None
        judged = self.current.judged_at if self.current and now != State.SUBMITTED else None
        order = [State.DRAFT, State.SUBMITTED, State.ACCEPTED, State.LOCKED]
        place = {State.RETURNED: 1, State.CORRECTING: 2}.get(State(now), 0)
        at = order.index(State(now)) if now in order else place
        steps = [
            ("draft", "Nháp", at > 0, now == State.DRAFT, row.begun_at if row else None),
            ("half", "Đã nộp", at > 1 or now == State.RETURNED, now == State.SUBMITTED, sent),
        ]
        if now == State.RETURNED:
            steps.append(("back", "Trả lại, đang sửa", False, True, judged))
        steps.append(("tick", "Duyệt", at > 2 or now == State.CORRECTING, now == State.ACCEPTED,
                      judged if at > 1 else None))  # fmt: skip
        if now == State.CORRECTING:
            steps.append(("pen", "Đang đính chính", False, True, None))
        steps.append(("lock", "Khóa", False, now == State.LOCKED, row.locked_at if row else None))
        return steps

    @property
    def blocking(self) -> int:
        """How many findings keep it from being sent."""
        return sum(
            1
            for one in self.findings
            if one.finding.severity is Severity.ERROR
            or (one.finding.severity is Severity.WARNING and not one.reply)
        )

    @property
    def counts(self) -> str:
        """`1 phải sửa, 2 cần một câu, 1 để biết`."""
        words = {
            Severity.ERROR: "phải sửa", Severity.WARNING: "cần một câu", Severity.NOTE: "để biết",
        }  # fmt: skip
        counted = {
            severity: sum(one.finding.severity is severity for one in self.findings)
            for severity in words
        }
        return ", ".join(f"{n} {words[severity]}" for severity, n in counted.items() if n)

    @property
    def days_late(self) -> int:
        """How many days it is late, or was when it was first sent."""
        first = self.row.first_sent_at if self.row else None
        day = localdate(first) if first else self.today
        return max(0, (day - self.due).days) if self.due else 0

    @property
    def kind(self) -> str:
        """The period without its days."""
        return self.slot.period.label.partition(" (")[0]

    @property
    def span(self) -> str:
        """Its first and last day."""
        return self.slot.period.span

    @property
    def figures_total(self) -> int:
        """How many figures the form has."""
        return len(self.sheet.figures)

    @property
    def lines(self) -> Sequence[FigureLine]:
        """The lines to which a remark may be written: those that say something."""
        held = self.sheet.figures.values()
        return [one for one in held if one.now is not None or one.before is not None]

    @property
    def council_total(self) -> Decimal | None:
        """The council's points together; None before it gave any."""
        given = self.current.council if self.current else {}
        if not given:
            return None
        return sum((Decimal(one["points"]) for one in given.values()), Decimal(0))


def report_page(
    slot: Slot, row: Submission | None, *, user: User, today: dt.date, shows_all: bool = False,
    said: Sequence[Said] = (), refusal: Refused | None = None,
) -> ReportPage:  # fmt: skip
    """Load the page; `said` are words that could not be saved and stay in their fields."""
    is_open = row is None or row.state in OPEN
    ready = prepared(slot, row) if is_open else None
    sheet = ready.sheet if ready else _frozen(row)
    late = () if ready else differences(sheet, figures_now(slot), words=False)
    versions = versions_of(row) if row and row.current_id else []
    remarks = _remarks(row, versions)
    typed = {one.key: one for one in said}
    fields = Fields(ready.answers if ready else {}, typed, _faults(refusal), remarks)
    council = row.current.council if row and row.current else {}
    groups, hidden = _groups(sheet, slot, fields, council, shows_all=shows_all, is_open=is_open)
    return ReportPage(
        slot=slot,
        unit_name=name_on(slot.unit, min(today, slot.cut_off)),
        row=row,
        due=row.due_on if row else due_on(slot),
        sheet=sheet,
        groups=groups,
        findings=_findings(ready, sheet, fields),
        versions=[Sending(one, remarks_by_label(one.remarks.all(), sheet)) for one in versions],
        remarks=[one for one in remarks if not one.line] if is_open else (),
        late=late,
        doors=_doors(slot, row, user, today),
        shows_all=shows_all,
        hidden=hidden,
        reminded=reminded_on(slot) if is_open and today > slot.cut_off else None,
        today=today,
        remark_fields=fields.remarks_of(sheet),
        out=out_of(slot, row, user, today),
        marks=[Field(key, "", "", held.mark) for key, held in fields.answers.items()],
    )


def _frozen(row: Submission | None) -> Sheet:
    if row is None or row.current is None:
        raise ValueError("what was sent has a version")
    return sheet_in(row.current)


def _remarks(
    row: Submission | None, versions: Sequence[SubmissionVersion]
) -> Sequence[ReturnRemark]:
    """What was said of the version that was returned, while it is being mended."""
    if row is None or row.state != State.RETURNED:
        return ()
    return [
        one for version in versions if version.pk == row.current_id for one in version.remarks.all()
    ]


def _faults(refusal: Refused | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in refusal.findings if refusal else ():
        found.setdefault(one.where or "", []).append(one.message)
    return found


def _groups(
    sheet: Sheet, slot: Slot, fields: Fields, council: Mapping[str, Mapping[str, str]], *,
    shows_all: bool,
    is_open: bool,
) -> tuple[list[Group], int]:  # fmt: skip
    """The blocks, and how many lines without any figure are not shown."""
    groups, hidden = [], 0
    lines = slot.form.lines
    for block in sheet.blocks:
        rows = [Row(line, said=fields.said_of(line.key)) for line in block.figures]
        shown = [row for row in rows if shows_all or _says_something(row)]
        hidden += len(rows) - len(shown)
        texts = [
            fields.of(
                f"{TEXT}:{one.key}", one.label, is_required=one.is_required,
                hint=lines[one.key].hint if one.key in lines else "",
                frozen="" if is_open else one.text,
            )
            for one in block.texts
            if is_open or one.text
        ]  # fmt: skip
        scores = [
            (one, fields.of(f"{SCORE}:{one.key}", one.label), council.get(one.key, {}))
            for one in block.scores
        ]
        groups.append(Group(block.label, block.title, shown, texts, scores))
    return groups, hidden


def _says_something(row: Row) -> bool:
    line = row.line
    held = (line.now, line.before, line.cumulative, line.planned)
    return any(one is not None for one in held) or bool(line.remark or row.said)


def _findings(ready: Prepared | None, sheet: Sheet, fields: Fields) -> list[Found]:
    """Live ones with a field each; of a version those that went with it, with their answers."""
    if ready is None:
        return [
            Found(
                Finding(one.rule, one.message, Severity(one.severity), one.where), None, one.reply
            )
            for one in sheet.findings
        ]
    return [_found(one, ready, fields) for one in ready.findings]


def _found(one: Finding, ready: Prepared, fields: Fields) -> Found:
    where, sheet = one.where or "", ready.sheet
    asks = one.severity is Severity.WARNING
    return Found(
        one,
        fields.of(reply_key(one), "Giải trình") if asks else None,
        ready.replies.get(reply_key(one), ""),
        where if where in sheet.figures else "",
        f"l-{TEXT}:{where}" if where in sheet.texts else f"l-{where}" * (where in sheet.scores),
        where == TOGETHER,
    )


def _doors(slot: Slot, row: Submission | None, user: User, today: dt.date) -> Doors:
    fills = may_fill(user, slot.unit, today=today)
    state = State(row.state) if row else State.DRAFT
    is_open, has_begun = state in OPEN, slot.period.period.start <= today
    judges = may_judge(user, slot.unit, slot.cut_off, today=today)
    return Doors(
        writes=fills and is_open and has_begun,
        sends=is_open and today >= slot.cut_off and may_submit(user, slot.unit, today=today),
        judges=judges and state is State.SUBMITTED,
        locks=judges and state is State.ACCEPTED,
        corrects=fills and state in {State.ACCEPTED, State.LOCKED},
        drops=fills and is_open and row is not None and row.accepted_id is not None,
        is_on_behalf=fills and is_open and is_on_behalf(user, slot.unit, today=today),
    )
