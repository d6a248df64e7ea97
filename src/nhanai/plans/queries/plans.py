"""Who sees which plans, and finding one among them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nhanai.base.memory import remembered
from nhanai.base.text import fold
from nhanai.documents import queries as documents
from nhanai.documents.models import Document
from nhanai.documents.vocab import ReadingState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Assignee, Occurrence, Plan, Reader, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.moves import HANDED_OUT, STANDING, UNDER_REVIEW
from nhanai.plans.vocab import PlanState, ProgressState, TaskState
from nhanai.search.keys import Keys

HEAVY = ("document__text", "document__reading", "document__search_folded")
"""What may hold megabytes; only the acts that need it ask for it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits for a person."""

    in_review: tuple[tuple[Plan, int], ...]
    """Plans that she may review, each with the tasks that nobody has confirmed yet."""
    handed_to_me: int
    """Tasks that her own units hold, or were given from above."""


def reach_of(user: User, permission: str, *, today: dt.date) -> Keys:
    """The keys of the units at which she may do it, to stand inside a query."""
    return identity.reached(user, permission, today=today)


def owned_keys(user: User, *, today: dt.date) -> Keys:
    """The keys of the plans that are followed in her reach; asked once while a page is read.

    As values they let the database see how few or how many they are.
    """
    return Keys(_owned(user, today))


def followed_keys(user: User, *, today: dt.date) -> Keys:
    """Those of them that agencies have."""
    return Keys(pk for pk, state in _owned(user, today).items() if state in HANDED_OUT)


def _owned(user: User, today: dt.date) -> Mapping[int, str]:
    within = reach_of(user, Permission.VIEW, today=today)
    plans = Plan.objects.filter(owner__in=within).order_by("pk").values_list("pk", "state")
    return remembered(("owned plans", user.pk, today), lambda: dict(plans))


def visible_to(user: User, *, today: dt.date) -> QuerySet[Plan]:
    """Plans followed in her reach; confirmed ones that a unit there has tasks of or was sent."""
    within = reach_of(user, Permission.VIEW, today=today)
    held = Assignee.objects.filter(
        unit__in=within, end__isnull=True, assignment__task__state=TaskState.CHECKED
    )
    there = (
        held.order_by()
        .values("assignment__task__plan")
        .union(
            given_from_above().filter(unit__in=within).values("task__plan"),
            Reader.objects.filter(unit__in=within).order_by().values("dissemination__plan"),
        )
    )
    seen = Q(owner__in=within) | Q(state__in=HANDED_OUT, pk__in=there)
    plans = Plan.objects.filter(seen).select_related("document", "owner")
    return plans.defer(*HEAVY).order_by("-started_at", "-pk")


def given_from_above() -> QuerySet[Occurrence]:
    """What units have because a unit above gave it to them, and not because a plan names them."""
    given = Occurrence.objects.filter(parent__isnull=False, passed_on_at__isnull=True)
    return given.exclude(state=ProgressState.CANCELLED).order_by()


def sent_to(plan: Plan, user: User, *, today: dt.date) -> QuerySet[Reader]:
    """Who in her reach was sent the plan to read it, which then shows her all of it."""
    within = reach_of(user, Permission.VIEW, today=today)
    return Reader.objects.filter(dissemination__plan=plan, unit__in=within)


def was_sent(plan: Plan, user: User, *, today: dt.date) -> bool:
    """Whether the plan was sent to a unit in her reach to be read."""
    return sent_to(plan, user, today=today).exists()


def searched_plans(
    plans: QuerySet[Plan], *, text: str = "", state: str = "", year: int | None = None
) -> QuerySet[Plan]:
    """Those of `plans` that are wanted; words are looked for in titles and in references."""
    for word in fold(text).split():
        plans = plans.filter(
            Q(title_folded__contains=word) | Q(document__search_folded__contains=f" {word}")
        )
    if state in PlanState.values:
        plans = plans.filter(state=state)
    if year is not None:
        plans = plans.filter(document__year=year)
    return plans


def plan_of(document: Document) -> Plan | None:
    """The plan that was made of this document, if any."""
    return Plan.objects.filter(document=document).first()


def startable(document: Document, user: User, *, today: dt.date) -> bool:
    """Whether `user` may begin to review what was read in `document`."""
    is_read = document.reading_state == ReadingState.READ
    return is_read and identity.allowed(user, Permission.REVIEW, unit=document.owner, today=today)


def may_review(plan: Plan, user: User, *, today: dt.date) -> bool:
    """Whether `user` may correct the plan's tasks now."""
    is_open = plan.state in UNDER_REVIEW
    return is_open and identity.allowed(user, Permission.REVIEW, unit=plan.owner, today=today)


def may_confirm(plan: Plan, user: User, *, today: dt.date) -> bool:
    """Whether `user` may confirm the plan, or open it again."""
    return identity.allowed(user, Permission.CONFIRM, unit=plan.owner, today=today)


def in_review_of(user: User, *, today: dt.date) -> tuple[tuple[Plan, int], ...]:
    """The plans that she may review, each with the tasks that nobody has confirmed yet."""
    within = reach_of(user, Permission.REVIEW, today=today)
    waiting = Count("tasks", filter=Q(tasks__state=TaskState.PROPOSED))
    plans = (
        Plan.objects.filter(owner__in=within, state__in=UNDER_REVIEW)
        .select_related("document")
        .defer(*HEAVY)
        .annotate(waiting=waiting)
        .order_by("-started_at", "-pk")
    )
    return tuple((plan, plan.waiting) for plan in plans)


def counts_for(user: User, *, today: dt.date) -> Counts:
    """What waits for `user` in this room; two queries and one for her rights."""
    mine = {one.unit_id for one in identity.rights_of(user, today=today).held}
    held = Assignee.objects.filter(unit__in=mine, end__isnull=True).values("assignment__task")
    given = given_from_above().filter(unit__in=mine).values("task")
    handed = Task.objects.filter(
        Q(pk__in=held) | Q(pk__in=given), plan__state__in=HANDED_OUT, state=TaskState.CHECKED
    ).count()
    return Counts(in_review_of(user, today=today), handed)


def sees_document(plan: Plan, user: User, *, today: dt.date) -> bool:
    """Whether the person may open the plan's document in the register."""
    return documents.shows(plan.document, user, today=today)


def state_counts(plans: QuerySet[Plan]) -> Mapping[str, int]:
    """How many of `plans` are in each state."""
    return dict(plans.order_by("state").values_list("state").annotate(n=Count("pk")))


def with_counts(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Each plan with how many tasks it has, and how many nobody has confirmed yet."""
    return plans.annotate(
        task_count=_count_of(state__in=STANDING), waiting=_count_of(state=TaskState.PROPOSED)
    )


def _count_of(**wanted: object) -> Coalesce:
    """How many such tasks a plan has; counted only for the plans that are shown."""
    tasks = Task.objects.filter(plan=OuterRef("pk"), **wanted).order_by().values("plan")
    return Coalesce(Subquery(tasks.annotate(n=Count("pk")).values("n")), 0)
