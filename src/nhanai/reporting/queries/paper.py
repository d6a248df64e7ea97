"""What the paper of a report is made of."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Count

from nhanai.base.days import written
from nhanai.paper.storing import from_json
from nhanai.paper.values import OfficialPaper
from nhanai.plans import queries as plans
from nhanai.plans.models import Evidence, Task
from nhanai.plans.queries import Agency
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.naming import shortened
from nhanai.plans.vocab import AddedField, AssignmentRole, ProgressState
from nhanai.reporting.models import Passage, ResultReport
from nhanai.reporting.queries.facts import TOLD_STATES, facts_of, rows_of
from nhanai.reporting.rules.composing import Chapter, Head, Row, compose_paper
from nhanai.reporting.rules.facts import Frame, Work
from nhanai.reporting.rules.wording import amount, reached


def paper_of(report: ResultReport, *, today: dt.date) -> OfficialPaper:
    """The frozen paper of an approved report, else what stands in it today."""
    if report.paper is not None:
        return from_json(report.paper)
    facts = facts_of(report, today=today)
    head = Head(
        issuer=report.issuer,
        superior=report.superior,
        symbol=report.symbol,
        place=report.place,
        subject=report.title,
        addressed_to=report.addressed_to,
        recipients=report.recipients,
        signature=report.signature,
        signer=report.signer,
        year=today.year,
    )
    bases = (opening_of(facts.frame),)
    return compose_paper(
        head, chapters_of(report), bases=bases, rows=annex_rows(report, facts.frame, facts.works)
    )


def opening_of(frame: Frame) -> str:
    """The sentence with which such a report begins."""
    named = f"{frame.plan} ({frame.reference})" if frame.reference else frame.plan
    until = f"từ ngày {written(frame.start)} đến ngày {written(_last(frame))}"
    return f"Thực hiện {named}, {frame.unit} báo cáo kết quả {until} như sau:"


def _last(frame: Frame) -> dt.date:
    return min(frame.end - dt.timedelta(days=1), max(frame.today, frame.start))


def chapters_of(report: ResultReport) -> list[Chapter]:
    """The sections with the words that go into the report; two queries."""
    rows = Passage.objects.filter(section__report=report, is_left_out=False).exclude(standing="")
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for section, text in rows.order_by("order", "pk").values_list("section", "standing"):
        texts[section].append(text)
    sections = report.sections.order_by("order")
    return [Chapter(one.level, one.heading, tuple(texts[one.pk])) for one in sections]


def annex_rows(report: ResultReport, frame: Frame, works: Iterable[Work]) -> list[Row]:
    """Every task of the plan, of an agency's report those that it has work in."""
    held: defaultdict[int, list[Work]] = defaultdict(list)
    for work in works:
        held[work.task].append(work)
    tasks = Task.objects.filter(plan=report.plan_id, state__in=TOLD_STATES)
    if report.unit_id != report.plan.owner_id:
        tasks = tasks.filter(pk__in=list(held))
    found = list(tasks.order_by("start", "end", "pk"))
    keys = [task.pk for task in found]
    agencies = plans.agencies_of(keys, day=min(frame.today, frame.end))
    added = plans.current_additions(keys)
    shown = _evidence(report)
    return [
        Row(
            name=_added(added, task.pk, AddedField.SUMMARY) or shortened(task.text, 160),
            address=task.address,
            lead=_names(agencies.get(task.pk, ()), DOING),
            helping=_names(agencies.get(task.pk, ()), {AssignmentRole.COORDINATING}),
            due=_due(task, _added(added, task.pk, AddedField.DUE)),
            state=_state(held[task.pk], frame),
            result=_result(held[task.pk]),
            evidence=shown.get(task.pk, 0),
        )
        for task in found
    ]


def _evidence(report: ResultReport) -> Mapping[int, int]:
    """How many pieces of evidence each task has in the period; one query."""
    rows = Evidence.objects.filter(
        withdrawn_at=None, update__occurrence__in=rows_of(report).values("pk")
    ).order_by("update__occurrence__task")
    return dict(rows.values_list("update__occurrence__task").annotate(n=Count("pk")))


def _added(added: Mapping[int, Mapping[AddedField, object]], key: int, field: AddedField) -> str:
    found = added.get(key, {}).get(field)
    return getattr(found, "value", "")


def _names(agencies: Iterable[Agency], roles: Iterable[str]) -> str:
    wanted = set(roles)
    return "; ".join(agency.name for agency in agencies if agency.role in wanted)


def _due(task: Task, ours: str) -> str:
    return written(dt.date.fromisoformat(ours)) if ours else task.said_due


def _state(works: Iterable[Work], frame: Frame) -> str:
    """By those who answer for it: one word where one unit holds it, else a count."""
    doing = [work for work in works if work.is_doing]
    if not doing:
        return "Chưa có việc trong kỳ"
    late = sum(work.is_late(frame) for work in doing)
    behind = f", quá hạn {late}" if late and len(doing) > 1 else ", quá hạn" if late else ""
    states = {work.state for work in doing}
    if len(states) == 1:
        return f"{ProgressState(states.pop()).label}{behind}"
    done = sum(work.is_done for work in doing)
    return f"Hoàn thành {done}/{len(doing)}{behind}"


def _result(works: Iterable[Work]) -> str:
    counted = [work for work in works if work.counts and work.quantity is not None]
    if not counted:
        return ""
    done = sum((work.quantity or Decimal(0) for work in counted), Decimal(0))
    goal = counted[0].goal
    if goal is None:
        return amount(done)
    said = reached(done, goal.value, goal.measured_in)
    return f"{goal.name}: {said}"
