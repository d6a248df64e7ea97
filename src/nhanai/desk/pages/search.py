"""Search across everything one may see: documents, plans, tasks, what was done, units."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.documents import queries as documents
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.units import queries as units
from nhanai.units.models import Unit
from nhanai.web.paging import ROWS, Page, page_of

Record = TypeVar("Record", bound=Model)

FEW: Final = 5
"""Rows of each kind while all kinds are shown."""

MOST: Final = 500
"""So many of each kind are counted; who finds more writes one word more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    href: str
    note: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of what was found are shown."""

    number: int
    size: int

    def cut(self, found: QuerySet[Record], noun: str) -> Page[Record]:
        """These rows."""
        return page_of(found, number=self.number, noun=noun, size=self.size, most=MOST)

    def shown(self, hits: Sequence[Hit], page: Page[Record]) -> Page[Hit]:
        """The same page, of what is shown instead of the records."""
        return Page(hits, page.number, page.total, page.size, page.noun, page.is_more)


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    key: str
    label: str
    page: Page[Hit]


@dataclass(frozen=True, slots=True)
class Search:
    """Everything the page shows."""

    q: str
    kind: str
    groups: Sequence[Group]

    @property
    def total(self) -> int:
        """How many things were found, of all kinds."""
        return sum(group.page.total for group in self.groups)

    @property
    def shown(self) -> Sequence[Group]:
        """The kinds that are shown: the one that was asked for, else all that have anything."""
        wanted = [group for group in self.groups if group.key == self.kind]
        return wanted or [group for group in self.groups if group.page.total]

    @property
    def choices(self) -> Sequence[tuple[str, str, int]]:
        """The kinds as tabs, with how many were found of each."""
        kinds = [(group.key, group.label, group.page.total) for group in self.groups]
        return [("", "Tất cả", self.total), *kinds]


def load(user: User, *, q: str, kind: str, number: int, today: dt.date) -> Search:
    """What `user` finds with the words of `q`; the number of queries is the same for any words."""
    if not any(letter.isalnum() for letter in q):
        return Search(q, "", ())
    groups = [
        documents_found(user, q, of(kind, "van-ban", number), today),
        plans_found(user, q, of(kind, "ke-hoach", number), today),
        tasks_found(user, q, of(kind, "nhiem-vu", number), today),
        updates_found(user, q, of(kind, "cap-nhat", number), today),
        concerns_found(user, q, of(kind, "vuong-mac", number), today),
        units_found(q, of(kind, "don-vi", number), today),
    ]
    return Search(q, kind, groups)


def of(wanted: str, kind: str, number: int) -> Part:
    """Which part of one kind is shown: a whole page of what was asked for, else the first few."""
    return Part(number, ROWS) if wanted == kind else Part(1, FEW)


def documents_found(user: User, q: str, part: Part, today: dt.date) -> Group:
    """Documents by their words."""
    page = part.cut(documents.search(user, q, today=today), "văn bản")
    hits = [
        Hit(
            str(document),
            reverse("documents:detail", args=[document.pk]),
            " · ".join(filter(None, [document.reference, document.issuer])),
        )
        for document in page
    ]
    return Group("van-ban", "Văn bản", part.shown(hits, page))


def plans_found(user: User, q: str, part: Part, today: dt.date) -> Group:
    """Plans by their title and reference."""
    visible = plans.visible_to(user, today=today)
    page = part.cut(plans.searched_plans(visible, text=q), "kế hoạch")
    hits = [
        Hit(plan.title, reverse("plans:detail", args=[plan.pk]), plan.get_state_display())
        for plan in page
    ]
    return Group("ke-hoach", "Kế hoạch", part.shown(hits, page))


def tasks_found(user: User, q: str, part: Part, today: dt.date) -> Group:
    """Tasks by the words of the document."""
    page = part.cut(plans.search(user, q, today=today), "nhiệm vụ")
    hits = [
        Hit(
            task.text,
            reverse("plans:task", args=[task.pk]),
            f"{task.address} · {task.plan.title}",
            is_quoted=True,
        )
        for task in page
    ]
    return Group("nhiem-vu", "Nhiệm vụ", part.shown(hits, page))


def updates_found(user: User, q: str, part: Part, today: dt.date) -> Group:
    """What units said of their work."""
    page = part.cut(plans.search_updates(user, q, today=today), "cập nhật")
    hits = [
        Hit(
            update.text,
            reverse("plans:task", args=[update.occurrence.task_id]),
            f"{written(localdate(update.at))} · {update.occurrence.task.plan.title}",
        )
        for update in page
    ]
    return Group("cap-nhat", "Cập nhật tiến độ", part.shown(hits, page))


def concerns_found(user: User, q: str, part: Part, today: dt.date) -> Group:
    """Obstacles and proposals."""
    page = part.cut(plans.search_concerns(user, q, today=today), "vướng mắc, kiến nghị")
    hits = [
        Hit(
            concern.text,
            reverse("plans:task", args=[concern.task_id]),
            f"{concern.get_kind_display()} · {concern.task.plan.title}",
        )
        for concern in page
    ]
    return Group("vuong-mac", "Vướng mắc, kiến nghị", part.shown(hits, page))


def units_found(q: str, part: Part, today: dt.date) -> Group:
    """Units by what they are, were or are also called."""
    page = part.cut(units.search(q, today), "đơn vị")
    names = units.names_on([unit.pk for unit in page], today)
    hits = [
        Hit(
            names.get(unit.pk, unit.key),
            reverse("desk:unit", args=[unit.key]),
            standing_of(unit, today),
        )
        for unit in page
    ]
    return Group("don-vi", "Đơn vị", part.shown(hits, page))


def standing_of(unit: Unit, today: dt.date) -> str:
    """What kind of unit it is, and since when it is no more."""
    kind = unit.get_kind_display()
    if unit.end is None or unit.end > today:
        return kind
    return f"{kind} · đã kết thúc từ {written(unit.end)}"
