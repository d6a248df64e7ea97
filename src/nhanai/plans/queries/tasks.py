"""Who sees which tasks, finding some among them, and what they hold."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.plans.models import (
    Addition,
    Assignee,
    Assignment,
    Concern,
    Occurrence,
    Plan,
    Reader,
    Task,
    Update,
)
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.concerns import concerns_seen
from nhanai.plans.queries.plans import given_from_above, owned_keys, reach_of
from nhanai.plans.rules.confirming import DOING, Considered, Named
from nhanai.plans.rules.moves import HANDED_OUT, STANDING
from nhanai.plans.vocab import AddedField, TaskState
from nhanai.units.models import Unit


@dataclass(frozen=True, slots=True)
class Filters:
    """Which tasks of a plan are wanted; empty means all of them."""

    text: str = ""
    unit: int | None = None
    words: str = ""
    group: str = ""
    """The key of a content group, or `none` for tasks in no group."""
    role: str = ""
    state: str = ""


def standing(plan: Plan) -> QuerySet[Task]:
    """The tasks that count as part of the plan, in the order of the text."""
    return plan.tasks.filter(state__in=STANDING).order_by("start", "end", "pk")


def visible_tasks(user: User, *, today: dt.date) -> QuerySet[Task]:
    """Tasks of plans followed in her reach or sent there to be read; else what units there have."""
    there = Q(plan__state__in=HANDED_OUT, pk__in=_shown_at(user, today=today))
    seen = Q(plan__in=owned_keys(user, today=today)) | there
    return (
        Task.objects.filter(seen)
        .select_related("plan", "group")
        .order_by("-plan__started_at", "plan", "start", "end", "pk")
    )


def _shown_at(user: User, *, today: dt.date) -> QuerySet[Task, Any]:
    """The keys of what units in her reach have or were sent.

    In one list, so that who follows no plan is shown them without going through all tasks.
    """
    within = reach_of(user, Permission.VIEW, today=today)
    shown = [TaskState.CHECKED, TaskState.ENDED]
    sent = Reader.objects.filter(unit__in=within).values("dissemination__plan")
    read = Task.objects.filter(state__in=[*shown, TaskState.GENERAL], plan__in=sent)
    held = Assignee.objects.filter(unit__in=within, end__isnull=True)
    given = given_from_above().filter(unit__in=within)
    return (
        read.order_by()
        .values("pk")
        .union(
            held.filter(assignment__task__state__in=shown).values("assignment__task"),
            given.filter(task__state__in=shown).values("task"),
            all=True,
        )
    )


def narrowed(tasks: QuerySet[Task], wanted: Filters) -> QuerySet[Task]:
    """Those of `tasks` that are wanted."""
    for word in fold(wanted.text).split():
        tasks = tasks.filter(text_folded__contains=word)
    assignments = Assignment.objects.filter(task=OuterRef("pk"))
    if wanted.role:
        assignments = assignments.filter(role=wanted.role)
    if wanted.words:
        assignments = assignments.filter(words=wanted.words)
    if wanted.unit is not None:
        held = Assignee.objects.filter(
            assignment=OuterRef("pk"), unit=wanted.unit, end__isnull=True
        )
        assignments = assignments.filter(Exists(held))
    if wanted.role or wanted.words or wanted.unit is not None:
        tasks = tasks.filter(Exists(assignments))
    if wanted.group:
        is_none = wanted.group == "none"
        tasks = tasks.filter(group=None) if is_none else tasks.filter(group=int(wanted.group))
    if wanted.state:
        tasks = tasks.filter(state=wanted.state)
    return tasks


def of_units(tasks: QuerySet[Task], units: Iterable[Unit] | QuerySet[Unit]) -> QuerySet[Task]:
    """Those of `tasks` that the units hold, in whatever role."""
    held = Assignee.objects.filter(unit__in=units, end__isnull=True)
    return tasks.filter(pk__in=held.values("assignment__task"))


def handed_out(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Those of `tasks` that have gone to their agencies."""
    return tasks.filter(plan__state__in=HANDED_OUT, state=TaskState.CHECKED)


def in_role(tasks: QuerySet[Task], units: Iterable[Unit], role: str) -> QuerySet[Task]:
    """Those of `tasks` in which the units have that role; all of them for no role."""
    if not role:
        return tasks
    held = Assignee.objects.filter(assignment__role=role, unit__in=units, end__isnull=True)
    return tasks.filter(pk__in=held.values("assignment__task"))


def role_counts(tasks: QuerySet[Task], units: Iterable[Unit]) -> Mapping[str, int]:
    """In how many of `tasks` the units have each role."""
    held = Assignee.objects.filter(
        assignment__task__in=tasks.order_by().values("pk"), unit__in=units, end__isnull=True
    )
    rows = held.order_by().values_list("assignment__role")
    return dict(rows.annotate(n=Count("assignment__task", distinct=True)))


def unassigned_in(plans: Iterable[Plan]) -> QuerySet[Task]:
    """The tasks of these plans that nobody has confirmed and for which no agency answers."""
    doing = Assignment.objects.filter(task=OuterRef("pk"), role__in=DOING)
    tasks = Task.objects.filter(~Exists(doing), plan__in=plans, state=TaskState.PROPOSED)
    return tasks.order_by("plan", "start", "end", "pk")


def unassigned(plan: Plan) -> QuerySet[Task]:
    """The tasks that nobody has confirmed and for which no agency answers."""
    doing = Assignment.objects.filter(task=OuterRef("pk"), role__in=DOING)
    return standing(plan).filter(~Exists(doing), state=TaskState.PROPOSED)


def open_tasks_of(units: Iterable[Unit] | QuerySet[Unit]) -> QuerySet[Task]:
    """The tasks that would need another agency if these units ended."""
    return (
        of_units(Task.objects.filter(state__in=STANDING), units)
        .select_related("plan")
        .order_by("plan", "start", "end", "pk")
    )


def search(user: User, text: str, *, today: dt.date) -> QuerySet[Task]:
    """The tasks that a search across everything finds; nothing for no words.

    The newest plans come first, as their keys tell: an index has that order, so that of common
    words not everything must be sorted.
    """
    visible = visible_tasks(user, today=today).filter(state__in=STANDING)
    found = visible.filter(text_folded__words=fold(text)).defer("text_folded")
    return found.order_by("-plan_id", "start", "end", "pk")


def search_updates(user: User, text: str, *, most: int, today: dt.date) -> list[int]:
    """What units said of their work, by its words: the keys of the newest, no more than so many.

    Common words have so many among what was said lately that nothing older need be looked at. Who
    follows no plan sees the few of her own units: there the words are looked for in the text
    itself, which is quicker than finding them in everybody's first.
    """
    within = reach_of(user, Permission.VIEW, today=today)
    own = Update.objects.filter(occurrence__in=_occurrences_at(within))
    words = fold(text).split()
    if not words:
        return []
    owned = owned_keys(user, today=today)
    if not owned:
        return _newest(own.filter(*(Q(text_folded__contains=word) for word in words)), most)
    seen = Q(occurrence__in=_occurrences_at(within)) | Q(occurrence__task__plan__in=owned)
    found, asked = Update.objects.filter(seen), " ".join(words)
    lately = _newest(found.filter(text_folded__words_lately=asked), most)
    if len(lately) == most:
        return lately
    return _newest(found.filter(text_folded__words=asked), most)


def _newest(updates: QuerySet[Update], most: int) -> list[int]:
    return list(updates.order_by("-pk").values_list("pk", flat=True)[:most])


def updates_at(keys: Iterable[int]) -> QuerySet[Update]:
    """These updates with their plans, the newest first, without what a search does not show."""
    found = Update.objects.filter(pk__in=list(keys)).select_related("occurrence__task__plan")
    return found.defer(
        "text_folded", "occurrence__task__text", "occurrence__task__text_folded"
    ).order_by("-pk")


def _occurrences_at(units: Collection[int]) -> QuerySet[Occurrence, int]:
    return Occurrence.objects.filter(unit__in=units).values_list("pk", flat=True)


def search_concerns(user: User, text: str, *, today: dt.date) -> QuerySet[Concern]:
    """Obstacles and proposals by their words, the newest first; nothing for no words."""
    found = concerns_seen(user, today=today).filter(text_folded__words=fold(text))
    return found.select_related("task__plan").order_by("-pk")


def considered(tasks: Iterable[Task]) -> Mapping[int, Considered]:
    """The tasks as the rules look at them; two queries."""
    tasks = list(tasks)
    counts: defaultdict[int, int] = defaultdict(int)
    current = Assignee.objects.filter(assignment__task__in=tasks, end__isnull=True)
    for assignment in current.values_list("assignment", flat=True):
        counts[assignment] += 1
    named: defaultdict[int, list[Named]] = defaultdict(list)
    for one in Assignment.objects.filter(task__in=tasks).order_by("task_id", "order"):
        named[one.task_id].append(Named(one.words, one.role, counts[one.pk], one.doubt))
    return {task.pk: Considered(task.address, task.state, tuple(named[task.pk])) for task in tasks}


def current_additions(task_ids: Iterable[int]) -> Mapping[int, Mapping[AddedField, Addition]]:
    """For each task the newest addition of each field, with who made it; one query."""
    rows = Addition.objects.filter(task__in=list(task_ids)).select_related("by")
    found: defaultdict[int, dict[AddedField, Addition]] = defaultdict(dict)
    for addition in rows.order_by("at", "pk"):
        found[addition.task_id][AddedField(addition.field)] = addition
    return found
