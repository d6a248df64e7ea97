"""Acts on a plan as a whole: confirming it, opening it again, giving it a short name."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.actions.opening import open_plan
from nhanai.plans.models import Plan
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.confirming import plan_findings
from nhanai.plans.rules.moves import UNDER_REVIEW, may_move_plan
from nhanai.plans.vocab import PlanState, TaskState


class CannotReview(Refused):
    """The plan's tasks may not be corrected by this person, or not now."""


class CannotConfirm(Refused):
    """The plan may not be confirmed as it stands."""


class CannotReopen(Refused):
    """The plan may not be opened again."""


def locked(plan_id: int) -> Plan:
    """The plan, held until the act is done, so that two people do not correct it at once."""
    return Plan.objects.select_for_update().get(pk=plan_id)


def locked_for_review(plan_id: int, *, by: User, at: dt.datetime) -> Plan:
    """The plan, held, if `by` may correct its tasks now."""
    plan = locked(plan_id)
    if not allowed(by, Permission.REVIEW, unit=plan.owner, today=localdate(at)):
        raise CannotReview("Anh, chị chưa được giao quyền rà soát kế hoạch này.")
    if plan.state not in UNDER_REVIEW:
        raise CannotReview("Kế hoạch đã xác nhận nên chưa sửa được. Hãy mở lại kế hoạch rồi sửa.")
    return plan


@transaction.atomic
def confirm(*, plan: Plan, by: User, at: dt.datetime) -> Plan:
    """Hand the tasks to their agencies, or refuse with everything that blocks."""
    plan = locked(plan.pk)
    if not allowed(by, Permission.CONFIRM, unit=plan.owner, today=localdate(at)):
        raise CannotConfirm("Anh, chị chưa được giao quyền xác nhận kế hoạch này.")
    if not may_move_plan(plan.state, PlanState.CONFIRMED):
        raise CannotConfirm("Kế hoạch này đã được xác nhận rồi.")
    tasks = list(queries.standing(plan))
    findings = plan_findings(queries.considered(tasks).values())
    if findings:
        raise CannotConfirm(
            f"Chưa xác nhận được kế hoạch: còn {len(findings)} chỗ phải xử lý.", findings
        )
    old = plan.state
    plan.state, plan.confirmed_at, plan.confirmed_by = PlanState.CONFIRMED, at, by
    plan.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    opened = open_plan(plan, by=by, at=at)
    counts = {
        "rows": opened,
        "task_count": sum(task.state == TaskState.CHECKED for task in tasks),
        "general_count": sum(task.state == TaskState.GENERAL for task in tasks),
    }
    record(
        verb="plans.confirmed",
        subject=plan,
        by=by,
        at=at,
        old={"state": old},
        new={"state": plan.state, **counts},
        unit_key=plan.owner.key,
    )
    return plan


@transaction.atomic
def reopen(*, plan: Plan, reason: str, by: User, at: dt.datetime) -> Plan:
    """Open a confirmed plan for correction; the agencies keep what they hold meanwhile."""
    plan = locked(plan.pk)
    if not allowed(by, Permission.CONFIRM, unit=plan.owner, today=localdate(at)):
        raise CannotReopen("Anh, chị chưa được giao quyền mở lại kế hoạch này.")
    if not may_move_plan(plan.state, PlanState.REOPENED):
        raise CannotReopen("Kế hoạch này đang được rà soát, không cần mở lại.")
    if not single_spaced(reason):
        raise CannotReopen("Hãy ghi một câu vì sao mở lại kế hoạch, để người sau hiểu.")
    plan.state = PlanState.REOPENED
    plan.save(update_fields=["state"])
    record(
        verb="plans.reopened",
        subject=plan,
        by=by,
        at=at,
        old={"state": PlanState.CONFIRMED},
        new={"state": plan.state},
        note=single_spaced(reason),
        unit_key=plan.owner.key,
    )
    return plan


@transaction.atomic
def rename(*, plan: Plan, title: str, by: User, at: dt.datetime) -> Plan:
    """Give the plan the short name by which people here call it."""
    plan = locked(plan.pk)
    title = single_spaced(title)
    if not allowed(by, Permission.REVIEW, unit=plan.owner, today=localdate(at)):
        raise CannotReview("Anh, chị chưa được giao quyền rà soát kế hoạch này.")
    if not title:
        raise CannotReview("Hãy ghi tên gọn của kế hoạch.")
    old, plan.title, plan.title_folded = plan.title, title, fold(title)
    plan.save(update_fields=["title", "title_folded"])
    record(
        verb="plans.renamed",
        subject=plan,
        by=by,
        at=at,
        old={"title": old},
        new={"title": title},
        unit_key=plan.owner.key,
    )
    return plan
