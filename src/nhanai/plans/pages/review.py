"""The review page: the document at left, its tasks at right, one of them open."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.documents.queries import remarks_of
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.actions import CannotConfirm
from nhanai.plans.models import Plan, Task
from nhanai.plans.pages.excerpt import Excerpt, excerpt_of
from nhanai.plans.pages.items import FILTERS, Item, items_of, passes
from nhanai.plans.pages.opened import Asked, Opened, opened
from nhanai.plans.pages.rows import rows_of
from nhanai.plans.vocab import TaskState

LISTED: Final = 40
"""Tasks that the list at right holds around the open one."""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A row of the list; one of them is open."""

    item: Item
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything that the page shows."""

    plan: Plan
    asked: Asked
    items: tuple[ListedItem, ...]
    skipped: int
    """Tasks of the list that stand before the ones shown."""
    hidden_after: int
    counts: Mapping[str, int]
    sure: int
    """Waiting tasks about which nothing is in doubt."""
    opened: Opened | None
    before: Task | None
    after: Task | None
    next_waiting: Task | None
    next_finding: Task | None
    just_done: Task | None
    excerpt: Excerpt
    refusal: Refused | None
    places: Mapping[str, int]
    """Where the refusal's findings lead: address → task."""

    @property
    def base(self) -> str:
        """The page's own address."""
        return reverse("plans:review", args=[self.plan.pk])

    @property
    def keep(self) -> str:
        """What the address of an act must carry so that the list stays filtered."""
        return f"?loc={self.asked.filter}" if self.asked.filter else ""

    @property
    def to(self) -> str:
        """The address of a task on this page, up to the task's key."""
        return f"{self.base}{self.keep}{'&' if self.keep else '?'}muc="

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        """The filters with how many tasks each shows; those that show none stay away."""
        return [
            (key, label, self.counts[key])
            for key, label in FILTERS.items()
            if self.counts[key] or key in {"", self.asked.filter}
        ]

    @property
    def waiting(self) -> int:
        """Tasks that nobody has decided on yet."""
        return self.counts["cho"]

    @property
    def standing(self) -> int:
        """Tasks that count as part of the plan."""
        return self.counts[""]

    @property
    def settled(self) -> int:
        """Tasks on which somebody has decided."""
        return self.standing - self.waiting

    @property
    def progress(self) -> str:
        """How far the review is, in words."""
        return f"{self.settled} trong {self.standing} đoạn đã xong"

    @property
    def refuses_plan(self) -> bool:
        """Whether what was refused is the plan as a whole, with everything that blocks it."""
        return isinstance(self.refusal, CannotConfirm)

    @property
    def last_shown(self) -> int | None:
        """The last task of the list as it is shown."""
        return self.items[-1].item.task.pk if self.items else None

    @property
    def blockers(self) -> list[tuple[str, list[tuple[str, int | None]]]]:
        """What the refusal found, each sentence once, with the tasks that it is about."""
        grouped: dict[str, list[tuple[str, int | None]]] = {}
        for finding in self.refusal.findings if self.refusal else ():
            where = finding.where or ""
            grouped.setdefault(finding.message, []).append((where, self.places.get(where)))
        return list(grouped.items())


def review(
    plan: Plan, asked: Asked, *, user: User, at: dt.datetime, refusal: Refused | None = None
) -> ReviewPage:
    """Load the page; the number of queries does not grow with the tasks."""
    today = localdate(at)
    tasks = list(
        plan.tasks.exclude(state=TaskState.REPLACED)
        .select_related("group")
        .order_by("start", "end", "pk")
    )
    items = items_of(rows_of(tasks, day=today), list(remarks_of(plan.document)))
    chosen = [item for item in items if passes(item, asked.filter)]
    now = _chosen_item(items, chosen, asked)
    walked = _with(chosen, now)
    place = walked.index(now) if now else 0
    first = max(0, min(place - LISTED // 3, len(walked) - LISTED))
    shown = walked[first : first + LISTED]
    return ReviewPage(
        plan=plan,
        asked=asked,
        items=tuple(ListedItem(item, item is now) for item in shown),
        skipped=first,
        hidden_after=len(walked) - first - len(shown),
        counts={key: sum(passes(item, key) for item in items) for key in FILTERS},
        sure=sum(item.waits and item.is_sure for item in items),
        opened=opened(plan, now, items, asked, today=today) if now else None,
        before=walked[place - 1].task if now and place else None,
        after=walked[place + 1].task if now and place + 1 < len(walked) else None,
        next_waiting=_next(items, now, lambda item: item.waits),
        next_finding=_next(items, now, lambda item: item.wants_a_look),
        just_done=_just_done(plan, asked),
        excerpt=excerpt_of(
            plan.document,
            [task for task in tasks if task.state != TaskState.DROPPED],
            now=now.task if now else None,
            at=asked.at,
        ),
        refusal=refusal,
        places={task.address: task.pk for task in tasks},
    )


def next_after(plan: Plan, task: Task) -> Task | None:
    """Where the review goes on after this task: the next that waits, else the first that does."""
    waiting = list(queries.standing(plan).filter(state=TaskState.PROPOSED))
    behind = [
        one for one in waiting if (one.start, one.end, one.pk) > (task.start, task.end, task.pk)
    ]
    return next(iter(behind or waiting), None)


def _chosen_item(items: Sequence[Item], chosen: Sequence[Item], asked: Asked) -> Item | None:
    """The task asked for, else the first that waits, else the first."""
    wanted = next((item for item in items if item.task.pk == asked.task), None)
    waiting = (item for item in chosen if item.waits)
    return wanted or next(waiting, None) or next(iter(chosen), None)


def _with(chosen: Sequence[Item], now: Item | None) -> list[Item]:
    """The list under the tab; a task that has just left it stays while it is open."""
    if now is None or any(item is now for item in chosen):
        return list(chosen)
    return sorted([*chosen, now], key=lambda item: item.place)


def _next(items: Sequence[Item], now: Item | None, wanted: Callable[[Item], bool]) -> Task | None:
    """The next task of that sort, from the open one on and around."""
    place = next((i for i, item in enumerate(items) if item is now), -1)
    around = [*items[place + 1 :], *items[: max(place, 0)]]
    return next((item.task for item in around if wanted(item)), None)


def _just_done(plan: Plan, asked: Asked) -> Task | None:
    """The task on which the last act was done, if it can be taken back."""
    if asked.just_done is None:
        return None
    return plan.tasks.filter(pk=asked.just_done).exclude(state=TaskState.PROPOSED).first()
