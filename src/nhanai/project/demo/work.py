"""Some work on the demo's running plan, said by its people, so that no page is empty."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.plans import actions
from nhanai.plans.models import Occurrence, Plan, Target, Task, Update
from nhanai.plans.rules.evidence import Given
from nhanai.plans.vocab import AddedField, AssignmentRole, ProgressState, TaskState

_NAMESPACE: Final = uuid.UUID("6f6b7f2e-6a0e-4a57-8a51-0f3f2f3c9f10")


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says of the unit's work: the first of its tasks, the second, and so on."""

    username: str
    unit: str
    place: int
    state: ProgressState
    text: str
    quantity: int | None = None
    link: str = ""


SAID: Final = (
    Words(
        "soyte",
        "lc-so-y-te",
        0,
        ProgressState.IN_PROGRESS,
        "Đã khám bệnh, cấp thuốc miễn phí cho người dân tại 3 xã biên giới; còn 2 đợt trong quý.",
        quantity=1240,
        link="https://laichau.gov.vn/",
    ),
    Words(
        "soyte",
        "lc-so-y-te",
        1,
        ProgressState.WAITING,
        "Đã gửi dự thảo kế hoạch phối hợp, đang chờ ý kiến của Hội Chữ thập đỏ tỉnh.",
    ),
    Words(
        "sogddt",
        "lc-so-giao-duc-dao-tao",
        0,
        ProgressState.DONE,
        "Đã ban hành hướng dẫn và tập huấn cho cán bộ phụ trách tại các trường.",
    ),
    Words(
        "vanphong",
        "lc-hoi-tinh",
        0,
        ProgressState.IN_PROGRESS,
        "Đã hướng dẫn các xã, phường lập danh sách hộ cần giúp; 24 đơn vị gửi về.",
    ),
)


def late_day(plan: Plan, *, by: User, at: dt.datetime) -> None:
    """Before the plan is confirmed: one task that is done once had to be done last week."""
    task = (
        plan.tasks.filter(said_recurrence="", state=TaskState.CHECKED)
        .order_by("-start", "-pk")
        .first()
    )
    if task is not None:
        due = localdate(at) - dt.timedelta(days=6)
        values = {AddedField.DUE: due.isoformat()}
        actions.set_additions(task=task, values=values, by=by, at=at)


def some_work(plan: Plan, *, by: User, at: dt.datetime) -> None:
    """After it: a target, and what the agencies say; said once however often this runs."""
    people = User.objects.in_bulk({one.username for one in SAID}, field_name="username")
    for words in SAID:
        row = _work_of(plan, words)
        token = uuid.uuid5(_NAMESPACE, f"{plan.pk} {words.unit} {words.place}")
        if row is None or Update.objects.filter(token=token).exists():
            continue
        if words.quantity is not None:
            _measure(row.task, by=by, at=at)
        actions.update(
            occurrence=row,
            state=words.state,
            text=words.text,
            quantity=None if words.quantity is None else Decimal(words.quantity),
            evidence=[Given("Tin trên cổng thông tin", words.link)] if words.link else [],
            token=token,
            by=people[words.username],
            at=at,
        )


def _work_of(plan: Plan, words: Words) -> Occurrence | None:
    rows = Occurrence.objects.filter(task__plan=plan, unit__key=words.unit)
    rows = rows.exclude(role=AssignmentRole.COORDINATING).select_related("task")
    held = list(rows.order_by("task__start", "pk")[words.place : words.place + 1])
    return held[0] if held else None


def _measure(task: Task, *, by: User, at: dt.datetime) -> None:
    if not Target.objects.filter(task=task).exists():
        actions.set_target(
            task=task,
            name="Khám, chữa bệnh nhân đạo",
            measured_in="lượt người",
            value=Decimal(3000),
            by=by,
            at=at,
        )
