"""By what a task is measured, and how much is to be reached."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.plans.models import Target, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.progress import LARGEST
from nhanai.plans.vocab import TaskState


class CannotTarget(Refused):
    """The task cannot be given such a target."""


@transaction.atomic
def set_target(
    *, task: Task, name: str, measured_in: str, value: Decimal, due_on: dt.date | None = None,
    by: User, at: dt.datetime,
) -> Target:  # fmt: skip
    """Say by what the task is measured and how much is to be reached; it replaces the one before.

    What was reported so far counts toward the new one.
    """
    task = _locked_task(task, by=by, at=at)
    name, measured_in = single_spaced(name)[:300], single_spaced(measured_in)[:60]
    findings = []
    if not name:
        findings.append(Finding("name-missing", "Hãy ghi chỉ tiêu là gì.", where="name"))
    if not measured_in:
        findings.append(
            Finding(
                "measure-missing", "Hãy ghi đơn vị tính, ví dụ: lượt người.", where="measured_in"
            )
        )
    if not value.is_finite() or not 0 < value < LARGEST:
        findings.append(Finding("value-wrong", "Mức giao là một số lớn hơn 0.", where="value"))
    if findings:
        raise CannotTarget("Chưa giao được chỉ tiêu.", findings)
    Target.objects.filter(task=task, ended_at=None).update(ended_at=at)
    target = Target.objects.create(
        task=task, name=name, measured_in=measured_in, value=value, due_on=due_on, by=by, at=at
    )
    _record_target("plans.target_set", target, by=by, at=at)
    return target


@transaction.atomic
def end_target(*, target: Target, by: User, at: dt.datetime) -> Target:
    """The task is measured by it no longer; the numbers reported so far stay."""
    task = _locked_task(target.task, by=by, at=at)
    target = Target.objects.get(pk=target.pk, task=task)
    if target.ended_at is not None:
        raise CannotTarget("Chỉ tiêu này đã thôi dùng.")
    target.ended_at = at
    target.save(update_fields=["ended_at"])
    _record_target("plans.target_ended", target, by=by, at=at)
    return target


def _locked_task(task: Task, *, by: User, at: dt.datetime) -> Task:
    rows = Task.objects.select_related("plan__owner").select_for_update(of=("self",))
    task = rows.get(pk=task.pk)
    if not allowed(by, Permission.REVIEW, unit=task.plan.owner, today=localdate(at)):
        raise CannotTarget("Anh, chị chưa được giao quyền giao chỉ tiêu cho nhiệm vụ này.")
    if task.state != TaskState.CHECKED:
        raise CannotTarget("Nhiệm vụ này chưa được xác nhận nên chưa giao chỉ tiêu được.")
    return task


def _record_target(verb: str, target: Target, *, by: User, at: dt.datetime) -> None:
    plan = target.task.plan
    new = {"name": target.name, "value": f"{target.value} {target.measured_in}"}
    record(verb=verb, subject=target.task, by=by, at=at, new=new, unit_key=plan.owner.key)
