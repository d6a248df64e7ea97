"""A province's data for benchmarks: plans, tasks, who holds them, what was said of the work.

Rows are written in bulk, not through actions: what is measured is reading, not writing. Words are
drawn from the demo plan, so that searches meet words as common and as rare as in real plans.
"""

import datetime as dt
import random
import uuid
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from nhanai.base.text import fold
from nhanai.documents.models import Document
from nhanai.documents.vocab import ReadingState
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role
from nhanai.plans.models import (
    Assignee,
    Assignment,
    Concern,
    ContentGroup,
    Occurrence,
    Plan,
    Task,
    Update,
)
from nhanai.plans.vocab import (
    AssignmentRole,
    ConcernKind,
    PlanState,
    ProgressState,
    Recurrence,
    TaskState,
)
from nhanai.reminders.models import Visit
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

PLANS, TASKS, UPDATES, CONCERNS = 300, 20_000, 200_000, 4_000
HOLDERS = 3
"""Units that hold a task, on average."""
BATCH = 2_000
_WORDS = Path(__file__).parents[1] / "src/nhanai/project/demo/ke-hoach-nhan-dao-2026-2030.txt"


class Mill:
    """Makes sentences and numbers, the same ones every time."""

    def __init__(self) -> None:
        self.random = random.Random(895)
        self.words = _WORDS.read_text(encoding="utf-8").split()

    def sentence(self, least: int = 12, most: int = 34) -> str:
        """A sentence of real words; every hundredth has a rare one."""
        start = self.random.randrange(len(self.words) - most)
        said = " ".join(self.words[start : start + self.random.randint(least, most)])
        return f"{said} hi{self.random.randrange(90_000)}" if self.random.random() < 0.01 else said


def load() -> None:
    """Fill an empty installation that has its units; takes about a minute."""
    mill, now = Mill(), timezone.now()
    units = list(Unit.objects.filter(end=None).exclude(kind=UnitKind.GROUP).order_by("pk"))
    office = Unit.objects.filter(kind=UnitKind.CHAPTER, end=None).order_by("pk")[0]
    province = Unit.objects.get(kind=UnitKind.PROVINCE, end=None)
    with transaction.atomic():
        people = accounts(office, province, units, now)
        plans = make_plans(mill, office, people["officer"], now)
        tasks = make_tasks(mill, plans)
        occurrences = make_occurrences(mill, tasks, units, now)
        make_updates(mill, occurrences, people["officer"], now)
        make_concerns(mill, occurrences, office, people["officer"], now)


def accounts(office: Unit, province: Unit, units: list[Unit], now: dt.datetime) -> dict[str, User]:
    """Somebody who sees everything, somebody of one agency, somebody of one commune's chapter."""
    agency = next(unit for unit in units if unit.kind == UnitKind.DEPARTMENT)
    chapter = next(unit for unit in reversed(units) if unit.kind == UnitKind.CHAPTER)
    wanted = (
        ("leader", Role.INSPECTOR, province),
        ("officer", Role.PROVINCE_OFFICER, office),
        ("agency", Role.AGENCY_OFFICER, agency),
        ("chapter", Role.CHAPTER_CLERK, chapter),
    )
    made = {}
    for name, role, unit in wanted:
        user = User.objects.create(
            username=name, full_name=name, name_folded=name, sort_key=name, created_at=now
        )
        Appointment.objects.create(user=user, role=role, unit=unit, start=dt.date(2025, 7, 2))
        Visit.objects.create(user=user, seen_at=now, before_at=now - dt.timedelta(days=2))
        made[name] = user
    return made


def make_plans(mill: Mill, office: Unit, officer: User, now: dt.datetime) -> list[Plan]:
    """Confirmed plans, each of a document that was read."""
    documents = Document.objects.bulk_create(
        Document(
            owner=office, kind_code="KH", kind_name="Kế hoạch", number=str(n), symbol="KH-UBND",
            year=2026, title=(title := mill.sentence(8, 14)), search_folded=f" {fold(title)}",
            file="none", file_name=f"{n}.txt", file_size=1, sha256=f"{n:064d}",
            registered_by=officer, registered_at=now - dt.timedelta(days=n),
            reading_state=ReadingState.READ, reading_touched_at=now, read_at=now, text="",
        )
        for n in range(1, PLANS + 1)
    )  # fmt: skip
    plans = Plan.objects.bulk_create(
        Plan(
            document=document, owner=office, title=f"Kế hoạch {document.title}",
            title_folded=fold(document.title), state=PlanState.CONFIRMED,
            started_at=document.registered_at, confirmed_at=now, confirmed_by=officer,
        )
        for document in documents
    )  # fmt: skip
    ContentGroup.objects.bulk_create(
        ContentGroup(plan=plan, order=order, title=f"Nhóm nội dung {order}")
        for plan in plans
        for order in range(1, 6)
    )
    return list(plans)


def make_tasks(mill: Mill, plans: list[Plan]) -> list[Task]:
    """Checked tasks, of which a third comes back every year."""
    groups: dict[int, list[ContentGroup]] = {}
    for group in ContentGroup.objects.order_by("pk"):
        groups.setdefault(group.plan_id, []).append(group)
    rows = []
    for n in range(TASKS):
        plan, text = plans[n % len(plans)], mill.sentence()
        rows.append(
            Task(
                plan=plan, address=f"III.{n // len(plans)}", start=n * 10, end=n * 10 + 5,
                text=text, text_folded=fold(text), state=TaskState.CHECKED,
                group=mill.random.choice(groups[plan.pk]),
                said_recurrence=Recurrence.ANNUAL if n % 3 == 0 else "",
            )
        )  # fmt: skip
    return list(Task.objects.bulk_create(rows, batch_size=BATCH))


def make_occurrences(
    mill: Mill, tasks: list[Task], units: list[Unit], now: dt.datetime
) -> list[Occurrence]:
    """Who holds each task, and how far each of them is."""
    assignments = Assignment.objects.bulk_create(
        (
            Assignment(task=task, order=1, words="Các đơn vị", role=AssignmentRole.ASSIGNED)
            for task in tasks
        ),
        batch_size=BATCH,
    )
    assignees, occurrences, today = [], [], now.date()
    for task, assignment in zip(tasks, assignments, strict=True):
        for unit in mill.random.sample(units, HOLDERS):
            assignees.append(Assignee(assignment=assignment, unit=unit))
            occurrences.append(
                Occurrence(
                    task=task, unit=unit, role=AssignmentRole.ASSIGNED, start=dt.date(2025, 12, 15),
                    label="năm 2026", state=mill.random.choice(ProgressState.values[:4]),
                    due_on=today + dt.timedelta(days=mill.random.randint(-60, 200)),
                )
            )  # fmt: skip
    Assignee.objects.bulk_create(assignees, batch_size=BATCH)
    return list(Occurrence.objects.bulk_create(occurrences, batch_size=BATCH))


def make_updates(
    mill: Mill, occurrences: list[Occurrence], officer: User, now: dt.datetime
) -> None:
    """What was said of the work."""
    rows = []
    for n in range(UPDATES):
        text = mill.sentence()
        rows.append(
            Update(
                occurrence=mill.random.choice(occurrences),
                token=uuid.UUID(int=mill.random.getrandbits(128)), state=ProgressState.IN_PROGRESS,
                text=text, text_folded=fold(text), by=officer, at=now - dt.timedelta(minutes=n),
            )
        )  # fmt: skip
        if len(rows) == BATCH * 10:
            Update.objects.bulk_create(rows, batch_size=BATCH)
            rows = []
    Update.objects.bulk_create(rows, batch_size=BATCH)


def make_concerns(
    mill: Mill, occurrences: list[Occurrence], office: Unit, officer: User, now: dt.datetime
) -> None:
    """What hinders and what is proposed."""
    rows = []
    for n in range(CONCERNS):
        one, text = mill.random.choice(occurrences), mill.sentence()
        rows.append(
            Concern(
                kind=ConcernKind.OBSTACLE, task_id=one.task_id, occurrence=one, unit_id=one.unit_id,
                addressed_to=office, text=text, text_folded=fold(text), by=officer,
                at=now - dt.timedelta(hours=n),
            )
        )  # fmt: skip
    Concern.objects.bulk_create(rows, batch_size=BATCH)
