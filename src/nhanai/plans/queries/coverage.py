"""Which units below have made a plan's tasks their own, and where nobody has."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans.models import Assignee, Carrying, Occurrence, Plan, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.concerns import PLACES
from nhanai.plans.queries.plans import HEAVY, reach_of
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.coverage import Covered, covered
from nhanai.plans.rules.moves import HANDED_OUT, STANDING
from nhanai.plans.vocab import ProgressState, TaskState
from nhanai.units import queries as units
from nhanai.units.models import Lineage
from nhanai.units.vocab import UnitKind


@dataclass(frozen=True, slots=True)
class TaskCoverage:
    """A task, who holds it, and how far it came below them."""

    task: Task
    holders: tuple[int, ...]
    covered: Covered


def coverage(plan: Plan, *, today: dt.date) -> list[TaskCoverage]:
    """Every task of the plan that has somebody below to reach, in a steady number of queries."""
    tasks = list(plan.tasks.filter(state=TaskState.CHECKED).order_by("start", "end", "pk"))
    holders = _holders(tasks, today=today)
    below = _directly_below({one for some in holders.values() for one in some}, today=today)
    owners = _owners_below(tasks, today=today)
    given_to, given_by = _given(tasks)
    found = []
    for task in tasks:
        judged = covered(
            holders[task.pk],
            below=below,
            own=owners[task.pk],
            given_to=given_to[task.pk],
            given_by=given_by[task.pk],
        )
        if judged is not None:
            found.append(TaskCoverage(task, tuple(holders[task.pk]), judged))
    return found


def _holders(tasks: Iterable[Task], *, today: dt.date) -> Mapping[int, list[int]]:
    """The units that answer for each task; of a group its members."""
    rows = Assignee.objects.filter(
        assignment__task__in=list(tasks), assignment__role__in=DOING, end__isnull=True
    ).select_related("assignment", "unit")
    members: dict[int, list[int]] = {}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows.order_by("pk"):
        unit = row.unit
        if unit.kind == UnitKind.GROUP and unit.pk not in members:
            members[unit.pk] = [one.pk for one in units.members_on(unit, today)]
        standing = members.get(unit.pk, [unit.pk])
        found[row.assignment.task_id] += [
            one for one in standing if one not in found[row.assignment.task_id]
        ]
    return found


def _directly_below(holders: Collection[int], *, today: dt.date) -> Mapping[int, set[int]]:
    rows = Lineage.objects.filter(identity.in_force(today), ancestor__in=holders, depth=1)
    found: defaultdict[int, set[int]] = defaultdict(set)
    living = rows.exclude(descendant__kind__in=PLACES).order_by()
    for above, under in living.values_list("ancestor", "descendant"):
        found[above].add(under)
    return found


def _owners_below(tasks: Iterable[Task], *, today: dt.date) -> Mapping[int, set[int]]:
    """The units whose own plan, or that of one below them, carries each task out."""
    links = Carrying.objects.filter(upper__in=list(tasks), lower__state__in=STANDING)
    pairs = list(links.order_by().values_list("upper", "lower__plan__owner"))
    owners = {owner for _, owner in pairs}
    above: defaultdict[int, set[int]] = defaultdict(set)
    rows = Lineage.objects.filter(identity.in_force(today), descendant__in=owners).order_by()
    for ancestor, owner in rows.values_list("ancestor", "descendant"):
        above[owner].add(ancestor)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for task, owner in pairs:
        found[task] |= {owner} | above[owner]
    return found


def _given(tasks: Iterable[Task]) -> tuple[Mapping[int, set[int]], Mapping[int, set[int]]]:
    """Who was given each task from above, and who gave it."""
    rows = Occurrence.objects.filter(task__in=list(tasks), parent__isnull=False)
    standing = rows.exclude(state=ProgressState.CANCELLED).order_by()
    taken: defaultdict[int, set[int]] = defaultdict(set)
    gave: defaultdict[int, set[int]] = defaultdict(set)
    for task, unit, giver in standing.values_list("task", "unit", "parent__unit"):
        taken[task].add(unit)
        gave[task].add(giver)
    return taken, gave


def followed_by(user: User, *, today: dt.date) -> QuerySet[Plan]:
    """The handed-out plans that are followed in her reach."""
    within = reach_of(user, Permission.VIEW, today=today)
    plans = Plan.objects.filter(owner__in=within, state__in=HANDED_OUT)
    return plans.select_related("document", "owner").defer(*HEAVY).order_by("-started_at", "-pk")
