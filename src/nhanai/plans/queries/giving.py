"""What was handed down, to whom it may be, and which tasks of plans above a task carries out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypedDict

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Assignee, Carrying, Concern, Occurrence, Target, Task, Update
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.concerns import PLACES, holding_units, is_handed_out
from nhanai.plans.queries.plans import HEAVY, given_from_above, reach_of
from nhanai.plans.queries.tasks import Filters, narrowed
from nhanai.plans.rules.likeness import Likely, likeliest
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT
from nhanai.plans.vocab import ProgressState, TaskState
from nhanai.units.models import Lineage, Unit

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Beside(TypedDict):
        """What `with_beside` adds to a task."""

        has_target: bool
        has_upper: bool
        has_lower: bool

    TaskBeside = WithAnnotations[Task, Beside]

FOUND: Final = 20
"""Tasks that a search for one above shows; more words find fewer."""


def children_of(occurrences: Iterable[Occurrence]) -> QuerySet[Occurrence]:
    """What was given from these to units below, with what became of it."""
    given = Occurrence.objects.filter(parent__in=list(occurrences))
    return given.select_related("unit", "task").order_by("parent", "unit", "pk")


def may_hand_down(occurrence: Occurrence, user: User, *, today: dt.date) -> bool:
    """Whether she may give this work to units below the one that has it."""
    is_open = occurrence.state not in CLOSED and occurrence.passed_on_at is None
    right = identity.allowed(user, Permission.HAND_DOWN, unit=occurrence.unit, today=today)
    return is_open and right


def takers_of(occurrence: Occurrence, *, today: dt.date) -> QuerySet[Unit]:
    """The units below that do not have the work in this period yet."""
    rows = Lineage.objects.filter(identity.in_force(today), ancestor=occurrence.unit)
    have = Occurrence.objects.filter(task=occurrence.task, start=occurrence.start)
    units = Unit.objects.filter(identity.in_force(today), pk__in=rows.values("descendant"))
    able = units.exclude(pk__in=have.values("unit")).exclude(kind__in=PLACES)
    return able.order_by("pk")


def given_before(occurrence: Occurrence, *, today: dt.date) -> list[Occurrence]:
    """What was given in the last period before to units that can still take it."""
    before = Occurrence.objects.filter(
        parent__task=occurrence.task, parent__unit=occurrence.unit, start__lt=occurrence.start
    ).exclude(state=ProgressState.CANCELLED)
    last = before.order_by("-start").values_list("start", flat=True).first()
    if last is None:
        return []
    able = takers_of(occurrence, today=today).order_by().values("pk")
    same = before.filter(start=last, unit__in=able).select_related("unit")
    return list(same.order_by("unit"))


def is_untouched(occurrence: Occurrence) -> bool:
    """Whether nobody has written anything about it and it has not moved."""
    is_new = occurrence.state == ProgressState.NOT_STARTED and occurrence.moved_at is None
    written = Update.objects.filter(occurrence=occurrence).exists()
    raised = Concern.objects.filter(occurrence=occurrence).exists()
    given = Occurrence.objects.filter(Q(parent=occurrence) | Q(taken_from=occurrence)).exists()
    return is_new and not written and not raised and not given


def uppers_of(task: Task) -> QuerySet[Carrying]:
    """The tasks above that it carries out."""
    links = Carrying.objects.filter(lower=task).select_related("upper__plan", "by")
    return links.order_by("at", "pk")


def lowers_of(task: Task) -> QuerySet[Carrying]:
    """The tasks of plans below that carry it out."""
    links = Carrying.objects.filter(lower__plan__state__in=HANDED_OUT, upper=task)
    return links.select_related("lower__plan__owner").order_by("lower__plan", "lower__start", "pk")


def with_beside(tasks: QuerySet[Task]) -> "QuerySet[TaskBeside]":
    """`tasks` with whether anything stands beside them, so that nothing is asked for in vain."""
    return tasks.annotate(
        has_target=Exists(Target.objects.filter(task=OuterRef("pk"), ended_at=None)),
        has_upper=Exists(Carrying.objects.filter(lower=OuterRef("pk"))),
        has_lower=Exists(Carrying.objects.filter(upper=OuterRef("pk"))),
    )


def carries_out(lower: Task, upper: Task, *, today: dt.date) -> bool:
    """Whether the plan of `lower` stands below that of `upper`, or its owner has `upper` to do."""
    owner = lower.plan.owner
    if lower.plan_id == upper.plan_id or not is_handed_out(upper):
        return False
    above = Lineage.objects.filter(
        identity.in_force(today), ancestor=upper.plan.owner, descendant=owner
    )
    return above.exists() or holding_units(upper).filter(pk=owner.pk).exists()


def uppers_for(lower: Task, *, among: QuerySet[Task], today: dt.date) -> QuerySet[Task]:
    """Those of `among` that it may carry out and is not said to carry out yet."""
    linked = Carrying.objects.filter(lower=lower).values("upper")
    tasks = above_for(lower.plan.owner, among=among, today=today)
    return tasks.exclude(plan=lower.plan_id).exclude(pk__in=linked)


def above_for(owner: Unit, *, among: QuerySet[Task], today: dt.date) -> QuerySet[Task]:
    """Those of `among` that a plan of that unit may carry out."""
    above = Lineage.objects.filter(identity.in_force(today), descendant=owner).values("ancestor")
    named = Assignee.objects.filter(unit=owner, end__isnull=True).values("assignment__task")
    given = given_from_above().filter(unit=owner).values("task")
    may = Q(plan__owner__in=above) | Q(pk__in=named) | Q(pk__in=given)
    return among.filter(may, plan__state__in=HANDED_OUT, state=TaskState.CHECKED)


def has_uppers(lower: Task, *, among: QuerySet[Task], today: dt.date) -> bool:
    """Whether there is anything that it could carry out, or is said to."""
    found = uppers_for(lower, among=among, today=today)
    return found.exists() or Carrying.objects.filter(lower=lower).exists()


def candidates(
    lower: Task, *, among: QuerySet[Task] | None = None, today: dt.date
) -> list[tuple[Task, int]]:
    """The tasks above that sound most like it, with how alike (0 to 100); a person decides."""
    among = Task.objects.all() if among is None else among
    tasks = uppers_for(lower, among=among, today=today).order_by("pk")
    likely = [Likely(pk, text) for pk, text in tasks.values_list("pk", "text_folded")]
    found = likeliest(lower.text_folded, likely)
    by_key = with_plans(Task.objects.all()).in_bulk([pk for pk, _ in found])
    return [(by_key[pk], score) for pk, score in found]


def uppers_named(lower: Task, text: str, *, among: QuerySet[Task], today: dt.date) -> list[Task]:
    """The tasks above whose words have all of these."""
    tasks = uppers_for(lower, among=among, today=today)
    found = narrowed(tasks, Filters(text=text)).order_by("plan", "start", "end", "pk")
    return list(with_plans(found)[:FOUND])


def with_plans(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The same, each with its plan and document but for what is heavy."""
    heavy = [f"plan__{name}" for name in HEAVY]
    return tasks.select_related("plan__document", "group").defer(*heavy)


def touched_among(children: Iterable[Occurrence]) -> set[int]:
    """Those in which somebody below has written or moved something; two queries."""
    children = list(children)
    written = Update.objects.filter(occurrence__in=children).order_by()
    raised = Concern.objects.filter(occurrence__in=children).order_by()
    moved = {
        one.pk
        for one in children
        if one.moved_at is not None or one.state != ProgressState.NOT_STARTED
    }
    return (
        moved
        | set(written.values_list("occurrence", flat=True))
        | {pk for pk in raised.values_list("occurrence", flat=True) if pk is not None}
    )


def takers_among(rows: Iterable[Occurrence]) -> list[tuple[int | None, int]]:
    """Which of these was given down to which units that still have it; the keys of both."""
    given = Occurrence.objects.filter(parent__in=list(rows), passed_on_at=None)
    standing = given.exclude(state=ProgressState.CANCELLED).order_by("parent", "unit")
    return list(standing.values_list("parent", "unit"))


def further_from(children: Iterable[Occurrence]) -> Mapping[int, int]:
    """To how many units each was given further down."""
    given = Occurrence.objects.filter(parent__in=list(children))
    standing = given.exclude(state=ProgressState.CANCELLED).order_by()
    return {
        pk: number
        for pk, number in standing.values_list("parent").annotate(n=Count("pk"))
        if pk is not None
    }


def with_units_below(rows: QuerySet[Occurrence], *, today: dt.date) -> QuerySet[Occurrence]:
    """Those of `rows` whose unit has somebody below it today."""
    above = Lineage.objects.filter(identity.in_force(today)).values("ancestor")
    return rows.filter(unit__in=above)


def visible_work(user: User, *, today: dt.date) -> QuerySet[Occurrence]:
    """Work of units in whose name, or over whom, she gives work down."""
    within = reach_of(user, Permission.HAND_DOWN, today=today)
    rows = Occurrence.objects.filter(unit__in=within, task__plan__state__in=HANDED_OUT)
    heavy = [f"task__plan__{name}" for name in HEAVY]
    related = ("task__plan__document", "task__group", "unit", "parent__unit")
    return rows.select_related(*related).defer(*heavy)
