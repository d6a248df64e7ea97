"""What hinders the work and what is proposed: who sees it, whom it waits for, whom to ask."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.timezone import get_current_timezone

from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Answer, Assignee, Concern, Occurrence, Plan, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.plans import HEAVY, owned_keys, reach_of
from nhanai.plans.rules.answering import CLOSED, REPLIED, SILENT
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.plans.vocab import ConcernKind, ProgressState, TaskState
from nhanai.units.models import Lineage, Unit
from nhanai.units.vocab import UnitKind

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Stands(TypedDict):
        """What `with_states` adds to a concern."""

        standing: str

    StandingConcern = WithAnnotations[Concern, Stands]

PLACES: Final = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.GROUP)
"""What is a place or a name for many, and so answers nobody."""

ADDRESSES: Final = 60
"""Units that are offered to write to; a task of every commune names more of them than help."""


@dataclass(frozen=True, slots=True)
class ConcernFilters:
    """Which concerns are wanted; empty means all of them."""

    text: str = ""
    kind: str = ""
    state: str = ""
    plan: int | None = None
    unit: int | None = None
    addressed_to: int | None = None


def visible_concerns(user: User, *, today: dt.date) -> "QuerySet[StandingConcern]":
    """What was raised in her reach, is addressed into it, or is about a plan followed there."""
    return with_states(concerns_seen(user, today=today))


def concerns_seen(user: User, *, today: dt.date) -> QuerySet[Concern]:
    """The same without where they stand, the newest first."""
    within = reach_of(user, Permission.VIEW, today=today)
    seen = Q(unit__in=within) | Q(addressed_to__in=within)
    if owned := owned_keys(user, today=today):
        seen |= Q(task__plan__in=owned)
    return Concern.objects.filter(seen).order_by("-at", "-pk")


def with_states(concerns: QuerySet[Concern]) -> "QuerySet[StandingConcern]":
    """`concerns` with `standing` (no answer yet, answered but open, settled), newest first."""
    heavy = [f"task__plan__{name}" for name in HEAVY]
    replied = Exists(Answer.objects.filter(concern=OuterRef("pk")))
    standing = Case(
        When(settled_at__isnull=False, then=Value(CLOSED)),
        When(replied, then=Value(REPLIED)),
        default=Value(SILENT),
        output_field=CharField(),
    )
    related = ("task__plan__document", "unit", "addressed_to", "by", "settled_by")
    found = concerns.annotate(standing=standing).select_related(*related).defer(*heavy)
    return found.order_by("-at", "-pk")


def narrowed_concerns(
    concerns: "QuerySet[StandingConcern]", wanted: ConcernFilters
) -> "QuerySet[StandingConcern]":
    """Those of `concerns` that are wanted."""
    if wanted.text:
        concerns = concerns.filter(text_folded__words=fold(wanted.text))
    if wanted.kind in ConcernKind.values:
        concerns = concerns.filter(kind=wanted.kind)
    if wanted.state:
        concerns = concerns.filter(standing=wanted.state)
    if wanted.plan is not None:
        concerns = concerns.filter(task__plan=wanted.plan)
    if wanted.unit is not None:
        concerns = concerns.filter(unit=wanted.unit)
    if wanted.addressed_to is not None:
        concerns = concerns.filter(addressed_to=wanted.addressed_to)
    return concerns


def standing_counts(concerns: "QuerySet[StandingConcern]") -> Mapping[str, int]:
    """How many of `concerns` wait, were answered, and are settled."""
    return dict(concerns.order_by("standing").values_list("standing").annotate(n=Count("pk")))


def open_for(user: User, *, today: dt.date) -> QuerySet[Concern]:
    """What waits for an answer from the units at which she is appointed; the oldest first."""
    at = _own(user, Permission.ANSWER, today=today)
    found = Concern.objects.filter(addressed_to__in=at, settled_at__isnull=True)
    return found.order_by("at", "pk")


def of_plan(plan: Plan, start: dt.date, end: dt.date) -> "QuerySet[StandingConcern]":
    """What a report on the days from `start` to before `end` tells: raised then, or open then."""
    first, after = (_midnight(day) for day in (start, end))
    told = Q(at__gte=first) | Q(settled_at__isnull=True) | Q(settled_at__gte=first)
    found = Concern.objects.filter(told, task__plan=plan, at__lt=after)
    return with_states(found).order_by("kind", "at", "pk")


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=get_current_timezone())


def _own(user: User, permission: str, *, today: dt.date) -> frozenset[int]:
    """The units at which she is appointed herself with that right."""
    return identity.rights_of(user, today=today).at(permission)


def holding_units(task: Task) -> QuerySet[Unit, int]:
    """The units that have the task: named for it, or given it from above."""
    named = Assignee.objects.filter(assignment__task=task, end__isnull=True).values("unit")
    given = Occurrence.objects.filter(task=task, passed_on_at__isnull=True)
    given = given.exclude(state=ProgressState.CANCELLED)
    units = Unit.objects.filter(Q(pk__in=named) | Q(pk__in=given.values("unit")))
    return units.order_by().values_list("pk", flat=True)


def has_at_or_below(task: Task, unit: Unit, *, today: dt.date) -> bool:
    """Whether the unit, or one below it today, has the task."""
    holding = holding_units(task)
    below = Lineage.objects.filter(identity.in_force(today), ancestor=unit)
    return holding.filter(pk=unit.pk).exists() or below.filter(descendant__in=holding).exists()


def is_handed_out(task: Task) -> bool:
    """Whether agencies have the task to do."""
    return task.state == TaskState.CHECKED and task.plan.state in HANDED_OUT


def raising_units(task: Task, user: User, *, today: dt.date) -> list[Unit]:
    """The units for which she may raise something about the task, her own before those below."""
    if not is_handed_out(task):
        return []
    may = raising_keys(task, user, holding=frozenset(holding_units(task)), today=today)
    own = _own(user, Permission.UPDATE, today=today)
    units = Unit.objects.filter(pk__in=may).order_by("pk")
    return sorted(units, key=lambda unit: unit.pk not in own)


def raising_keys(
    task: Task, user: User, *, holding: frozenset[int], today: dt.date
) -> frozenset[int]:
    """Their keys, where it is known which units have the task: those in her reach, hers above
    them; for who follows the plan her own, and all that have it for who may write for them.
    """
    if not is_handed_out(task):
        return frozenset()
    rights = identity.rights_of(user, today=today)
    own = rights.at(Permission.UPDATE)
    if not identity.allowed(user, Permission.FOLLOW, unit=task.plan.owner, today=today):
        own = frozenset(at for at in own if not holding.isdisjoint({at, *rights.below[at]}))
    leads = identity.allowed(user, Permission.REVIEW, unit=task.plan.owner, today=today)
    return own | (holding if leads else rights.within(Permission.UPDATE) & holding)


def answerable_at(concern: Concern, user: User, *, today: dt.date) -> list[Unit]:
    """The units in whose name she may answer: the one asked, one above it, the plan's owner."""
    within = identity.reached(user, Permission.ANSWER, today=today)
    above = Lineage.objects.filter(identity.in_force(today), descendant=concern.addressed_to)
    may = Q(pk__in=[concern.addressed_to_id, concern.task.plan.owner_id])
    may |= Q(pk__in=above.values("ancestor"))
    units = Unit.objects.filter(may, pk__in=within).exclude(kind__in=PLACES)
    first = concern.addressed_to_id
    return sorted(units.order_by("pk"), key=lambda unit: unit.pk != first)


def addressable(task: Task, *, asking: list[Unit], today: dt.date) -> list[Unit]:
    """Whom one may write to about the task: who follows it, who does it, who stands above."""
    above = Lineage.objects.filter(identity.in_force(today), descendant__in=asking)
    may = Q(pk=task.plan.owner_id) | Q(pk__in=holding_units(task))
    may |= Q(pk__in=above.values("ancestor"))
    living = Q(end__isnull=True) | Q(end__gt=today)
    units = Unit.objects.filter(may & living).exclude(kind__in=PLACES)
    if len(asking) == 1:
        units = units.exclude(pk=asking[0].pk)
    found = sorted(units.order_by("pk"), key=lambda unit: unit.pk != task.plan.owner_id)
    return found[:ADDRESSES]


def speaks_for(concern: Concern, user: User, *, today: dt.date) -> bool:
    """Whether she may move it on for the unit that raised it."""
    return identity.allowed(user, Permission.UPDATE, unit=concern.unit, today=today)
