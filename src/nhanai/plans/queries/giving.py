"""What was handed down, to whom it may be, and which tasks of plans above a task carries out."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Carrying, Concern, Occurrence, Task, Update
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.concerns import holding_units, is_handed_out
from nhanai.plans.queries.plans import HEAVY
from nhanai.plans.rules.likeness import Likely, likeliest
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT
from nhanai.plans.vocab import ProgressState, TaskState
from nhanai.units.models import Lineage, Unit


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
    return units.exclude(pk__in=have.values("unit")).order_by("pk")


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


def carries_out(lower: Task, upper: Task, *, today: dt.date) -> bool:
    """Whether the plan of `lower` stands below that of `upper`, or its owner has `upper` to do."""
    owner = lower.plan.owner
    if lower.plan_id == upper.plan_id or not is_handed_out(upper):
        return False
    above = Lineage.objects.filter(
        identity.in_force(today), ancestor=upper.plan.owner, descendant=owner
    )
    return above.exists() or holding_units(upper).filter(pk=owner.pk).exists()


def candidates(lower: Task, *, today: dt.date) -> list[tuple[Task, int]]:
    """The tasks above that sound most like it, with how alike (0 to 100); a person decides."""
    owner = lower.plan.owner
    above = Lineage.objects.filter(identity.in_force(today), descendant=owner).values("ancestor")
    named = Q(assignments__assignees__unit=owner, assignments__assignees__end__isnull=True)
    tasks = Task.objects.filter(
        Q(plan__owner__in=above) | named, plan__state__in=HANDED_OUT, state=TaskState.CHECKED
    ).exclude(plan=lower.plan)
    linked = Carrying.objects.filter(lower=lower).values("upper")
    rows = tasks.exclude(pk__in=linked).distinct().order_by("pk").values_list("pk", "text_folded")
    found = likeliest(lower.text_folded, [Likely(pk, text) for pk, text in rows])
    heavy = [f"plan__{name}" for name in HEAVY]
    loaded = Task.objects.select_related("plan__document").defer(*heavy)
    by_key = loaded.in_bulk([pk for pk, _ in found])
    return [(by_key[pk], score) for pk, score in found]
