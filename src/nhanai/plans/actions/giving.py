"""Giving what a unit has to do to units below it, taking that back, and citing the task above.

A hand-down is for one period. When the next one opens, nothing is given by itself: whoever heads
the unit gives it again, to the same units in one press (`hand_down_as_before`), because what a
period asks of each may differ.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.models import Carrying, Occurrence, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.moves import CLOSED, STANDING
from nhanai.plans.vocab import AssignmentRole, ProgressState
from nhanai.units.models import Unit
from nhanai.units.queries import name_on


class CannotHandDown(Refused):
    """The work may not be given so, or not be taken back."""


class CannotLink(Refused):
    """The task may not be said to carry out that one."""


@transaction.atomic
def hand_down(
    *, occurrence: Occurrence, units: Sequence[Unit], instruction: str, due_on: dt.date | None,
    by: User, at: dt.datetime,
) -> list[Occurrence]:  # fmt: skip
    """Give the unit's work in this period to units below it; without a day its own day holds."""
    today = localdate(at)
    parent = _locked(occurrence)
    _check_giver(parent, by, today=today)
    wanted = _takers(parent, units, today=today)
    if due_on is not None and due_on < today:
        raise CannotHandDown("Hạn giao xuống phải từ hôm nay trở đi.")
    if due_on and parent.due_on and due_on > parent.due_on:
        raise CannotHandDown(
            f"Hạn giao xuống không sau hạn của đơn vị mình ({written(parent.due_on)})."
        )
    given = [
        Occurrence.objects.create(
            task=parent.task, unit=unit, role=AssignmentRole.ASSIGNED, start=parent.start,
            end=parent.end, period_key=parent.period_key, label=parent.label,
            due_on=due_on or parent.due_on, parent=parent, instruction=nfc(instruction).strip(),
        )
        for unit in wanted
    ]  # fmt: skip
    new = {"units": [unit.key for unit in wanted], "due_on": due_on or parent.due_on}
    record(
        verb="plans.handed_down", subject=parent.task, by=by, at=at, new=new,
        note=_names(wanted, today), unit_key=parent.unit.key,
    )  # fmt: skip
    return given


@transaction.atomic
def hand_down_as_before(*, occurrence: Occurrence, by: User, at: dt.datetime) -> list[Occurrence]:
    """Give this period's work to those who had it in the period before and do not have it yet."""
    last = queries.given_before(occurrence, today=localdate(at))
    if not last:
        raise CannotHandDown("Kỳ trước chưa giao xuống đơn vị nào còn thuộc đơn vị mình.")
    return hand_down(
        occurrence=occurrence,
        units=[one.unit for one in last],
        instruction=last[0].instruction,
        due_on=None,
        by=by,
        at=at,
    )


@transaction.atomic
def take_back_handing(
    *, occurrence: Occurrence, reason: str, by: User, at: dt.datetime
) -> Occurrence | None:
    """Take the work back: the row goes while nobody has written, else it is cancelled."""
    child = _locked(occurrence)
    if child.parent is None:
        raise CannotHandDown("Việc này do kế hoạch giao, không phải đơn vị trên giao xuống.")
    if not allowed(by, Permission.HAND_DOWN, unit=child.parent.unit, today=localdate(at)):
        raise CannotHandDown("Anh, chị chưa được giao quyền giao việc thay đơn vị trên.")
    if child.state in CLOSED:
        raise CannotHandDown("Đơn vị dưới đã kết thúc việc này nên không thu lại được nữa.")
    if Occurrence.objects.filter(parent=child).exclude(state=ProgressState.CANCELLED).exists():
        raise CannotHandDown("Đơn vị dưới đã giao tiếp xuống nữa. Hãy thu lại ở dưới trước.")
    reason = single_spaced(reason)
    is_untouched = queries.is_untouched(child)
    if not is_untouched and not reason:
        raise CannotHandDown("Đơn vị dưới đã ghi tiến độ. Hãy ghi một câu vì sao thu lại.")
    new = {"units": [child.unit.key], "state": "" if is_untouched else ProgressState.CANCELLED}
    if is_untouched:
        child.delete()
    else:
        child.state, child.reason = ProgressState.CANCELLED, reason[:400]
        child.moved_at, child.moved_by = at, by
        child.save(update_fields=["state", "reason", "moved_at", "moved_by"])
    record(
        verb="plans.handing_taken_back", subject=child.task, by=by, at=at, new=new, note=reason,
        unit_key=child.parent.unit.key,
    )  # fmt: skip
    return None if is_untouched else child


@transaction.atomic
def link_upper(*, lower_task: Task, upper_task: Task, by: User, at: dt.datetime) -> Carrying:
    """Say which task of a plan above this one carries out."""
    today = localdate(at)
    lower = _lower(lower_task, by, today=today)
    upper = Task.objects.select_related("plan__owner").get(pk=upper_task.pk)
    if not queries.carries_out(lower, upper, today=today):
        raise CannotLink(
            "Chỉ nối được với nhiệm vụ đã giao của kế hoạch cấp trên, hoặc nhiệm vụ đơn vị được"
            " giao."
        )
    if Carrying.objects.filter(lower=lower, upper=upper).exists():
        raise CannotLink("Hai nhiệm vụ này đã nối với nhau rồi.")
    link = Carrying.objects.create(lower=lower, upper=upper, by=by, at=at)
    new = {"upper": f"{upper.plan.pk}/{upper.address}"}
    record(
        verb="plans.upper_linked", subject=lower, by=by, at=at, new=new,
        note=f"{upper.address}: {upper.plan.title}", unit_key=lower.plan.owner.key,
    )  # fmt: skip
    return link


@transaction.atomic
def unlink(*, lower_task: Task, upper_task: Task, by: User, at: dt.datetime) -> Task:
    """Say that this task does not carry out that one after all."""
    lower = _lower(lower_task, by, today=localdate(at))
    link = Carrying.objects.filter(lower=lower, upper=upper_task).select_related("upper__plan")
    found = link.first()
    if found is None:
        raise CannotLink("Hai nhiệm vụ này không nối với nhau.")
    upper = found.upper
    found.delete()
    record(
        verb="plans.upper_unlinked", subject=lower, by=by, at=at,
        old={"upper": f"{upper.plan.pk}/{upper.address}"},
        note=f"{upper.address}: {upper.plan.title}", unit_key=lower.plan.owner.key,
    )  # fmt: skip
    return lower


def _locked(occurrence: Occurrence) -> Occurrence:
    """The work as it is now, held until the act is done."""
    held = Occurrence.objects.select_for_update(of=("self",))
    related = ("task__plan__owner", "unit", "parent__unit")
    found = held.select_related(*related).filter(pk=occurrence.pk).first()
    if found is None:
        raise CannotHandDown("Việc này đã được thu lại.")
    return found


def _check_giver(parent: Occurrence, by: User, *, today: dt.date) -> None:
    if not allowed(by, Permission.HAND_DOWN, unit=parent.unit, today=today):
        raise CannotHandDown("Anh, chị chưa được giao quyền giao việc của đơn vị này xuống dưới.")
    if not queries.is_handed_out(parent.task) or parent.passed_on_at is not None:
        raise CannotHandDown("Nhiệm vụ này không còn do đơn vị thực hiện.")
    if parent.state in CLOSED:
        raise CannotHandDown("Việc này đã kết thúc nên không giao xuống được nữa.")


def _takers(parent: Occurrence, units: Sequence[Unit], *, today: dt.date) -> list[Unit]:
    """The units, each once, if they stand below today and do not have the work yet."""
    wanted = list({unit.pk: unit for unit in units}.values())
    if not wanted:
        raise CannotHandDown("Hãy chọn ít nhất một đơn vị.")
    below = queries.below(parent.unit, today=today)
    outside = [
        unit for unit in wanted
        if unit.pk not in below or (unit.end is not None and unit.end <= today)
    ]  # fmt: skip
    if outside:
        raise CannotHandDown(
            f"{_names(outside, today)} hiện không thuộc {name_on(parent.unit, today)}."
        )
    have = Occurrence.objects.filter(task=parent.task, start=parent.start, unit__in=wanted)
    taken = {one.unit_id for one in have}
    if taken:
        said = _names([unit for unit in wanted if unit.pk in taken], today)
        raise CannotHandDown(f"{said} đã có việc này trong kỳ.")
    return wanted


def _names(units: Sequence[Unit], today: dt.date) -> str:
    names = queries.labels_of([unit.pk for unit in units], today)
    said = [names[unit.pk].name if unit.pk in names else unit.key for unit in units]
    return ", ".join(said) if len(said) <= 3 else f"{', '.join(said[:3])} và {len(said) - 3} đơn vị"


def _lower(task: Task, by: User, *, today: dt.date) -> Task:
    """The task of the plan below, if she may say what it carries out."""
    held = Task.objects.select_for_update(of=("self",)).select_related("plan__owner")
    lower = held.get(pk=task.pk)
    if not allowed(by, Permission.REVIEW, unit=lower.plan.owner, today=today):
        raise CannotLink("Anh, chị chưa được giao quyền rà soát kế hoạch này.")
    if lower.state not in STANDING:
        raise CannotLink(f"Nhiệm vụ {lower.address} không còn trong kế hoạch.")
    return lower
