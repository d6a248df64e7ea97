"""The page on which several tasks without an agency are settled at once."""

import datetime as dt
from dataclasses import dataclass

from nhanai.plans import queries
from nhanai.plans.models import ContentGroup, Plan, Task
from nhanai.plans.pages.rows import TaskRow, rows_of
from nhanai.plans.queries import Chosen


@dataclass(frozen=True, slots=True)
class Block:
    """A content group with its tasks for which no agency answers."""

    group: ContentGroup | None
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class ManyPage:
    """What the page shows."""

    plan: Plan
    blocks: tuple[Block, ...]
    total: int
    owner: Chosen | None
    words: str
    found: tuple[Chosen, ...]


def many(plan: Plan, *, words: str, today: dt.date) -> ManyPage:
    """The tasks that wait without an agency, by content group; six queries."""
    rows = rows_of(queries.unassigned(plan).select_related("group"), day=today)
    groups: dict[int | None, list[TaskRow]] = {}
    for row in rows:
        groups.setdefault(row.task.group_id, []).append(row)
    found = queries.found_units(words, today=today)
    return ManyPage(
        plan=plan,
        blocks=tuple(Block(some[0].task.group, tuple(some)) for some in groups.values()),
        total=len(rows),
        owner=queries.labels_of([plan.owner_id], today).get(plan.owner_id),
        words=words,
        found=found,
    )


def chosen_tasks(plan: Plan, keys: set[int]) -> list[Task]:
    """Those of the plan's tasks that were ticked."""
    return list(plan.tasks.filter(pk__in=keys).order_by("start", "pk"))
