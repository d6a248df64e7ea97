"""Search across all one may see: documents, issued ones, plans, tasks, what was done, units."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.documents import queries as documents
from nhanai.documents.models import Document, OutgoingDocument
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Concern, Plan, Task, Update
from nhanai.units import queries as units
from nhanai.units.models import Unit
from nhanai.web.paging import ROWS, Page, totals_of

if TYPE_CHECKING:
    from nhanai.units.queries.days import NamedUnit

Record = TypeVar("Record", bound=Model)

FEW: Final = 5
"""Rows of each kind while all kinds are shown."""

MOST: Final = 500
"""So many of the kind that is shown alone are counted; who finds more writes one word more."""

GLANCE: Final = 100
"""So many of each kind are counted while all are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    href: str
    note: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of what was found are shown, of how many."""

    number: int
    size: int
    most: int
    counted: int = 0

    def cut(self, found: QuerySet[Record], noun: str) -> Page[Record]:
        """These rows; nothing is asked where nothing was found."""
        total = min(self.counted, self.most)
        number = min(max(1, self.number), max(1, -(-total // self.size)))
        first = (number - 1) * self.size
        rows = list(found[first : first + self.size]) if total else []
        return Page(rows, number, total, self.size, noun, self.counted > total)

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
    """What `user` finds with the words of `q`; at most one query more for rare words.

    What is found is counted in one query, each kind only as far as it is told. Of what was said,
    which is most of all, the newest are found once, and counted by that.
    """
    if not any(letter.isalnum() for letter in q):
        return Search(q, "", ())
    found: dict[str, QuerySet[Any]] = {
        "van-ban": documents.search(user, q, today=today),
        "van-ban-di": documents.search_outgoing(user, q, today=today),
        "ke-hoach": plans.searched_plans(plans.visible_to(user, today=today), text=q),
        "nhiem-vu": plans.search(user, q, today=today),
        "vuong-mac": plans.search_concerns(user, q, today=today),
        "don-vi": units.search(q, today),
    }
    parts = {key: of(kind, key, number) for key in KINDS}
    most = {key: part.most + 1 for key, part in parts.items()}
    said = plans.search_updates(user, q, most=most["cap-nhat"], today=today)
    totals = {**totals_of(found, most=most), "cap-nhat": len(said)}
    found["cap-nhat"] = plans.updates_at(said)
    cut = {key: replace(part, counted=totals.get(key, 0)) for key, part in parts.items()}
    groups = [show(found[key], cut[key], today) for key, show in KINDS.items()]
    return Search(q, kind, groups)


def of(wanted: str, kind: str, number: int) -> Part:
    """Which part of one kind is shown: a whole page of what was asked for, else the first few."""
    return Part(number, ROWS, MOST) if wanted == kind else Part(1, FEW, GLANCE)


def documents_found(found: QuerySet[Document], part: Part, today: dt.date) -> Group:
    """Documents by their words."""
    page = part.cut(found, "văn bản")
    hits = [
        Hit(
            str(document),
            reverse("documents:detail", args=[document.pk]),
            " · ".join(filter(None, [document.reference, document.issuer])),
        )
        for document in page
    ]
    return Group("van-ban", "Văn bản", part.shown(hits, page))


def issued_found(found: QuerySet[OutgoingDocument], part: Part, today: dt.date) -> Group:
    """What was issued, or sent to where she works, by its words."""
    page = part.cut(found, "văn bản đi")
    hits = [
        Hit(
            document.subject,
            reverse("documents:outgoing", args=[document.pk]),
            f"{document.reference} · {written(document.day)}",
        )
        for document in page
    ]
    return Group("van-ban-di", "Văn bản đã phát hành", part.shown(hits, page))


def plans_found(found: QuerySet[Plan], part: Part, today: dt.date) -> Group:
    """Plans by their title and reference."""
    page = part.cut(found, "kế hoạch")
    hits = [
        Hit(plan.title, reverse("plans:detail", args=[plan.pk]), plan.get_state_display())
        for plan in page
    ]
    return Group("ke-hoach", "Kế hoạch", part.shown(hits, page))


def tasks_found(found: QuerySet[Task], part: Part, today: dt.date) -> Group:
    """Tasks by the words of the document."""
    page = part.cut(found, "nhiệm vụ")
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


def updates_found(found: QuerySet[Update], part: Part, today: dt.date) -> Group:
    """What units said of their work."""
    page = part.cut(found, "cập nhật")
    hits = [
        Hit(
            update.text,
            reverse("plans:task", args=[update.occurrence.task_id]),
            f"{written(localdate(update.at))} · {update.occurrence.task.plan.title}",
        )
        for update in page
    ]
    return Group("cap-nhat", "Cập nhật tiến độ", part.shown(hits, page))


def concerns_found(found: QuerySet[Concern], part: Part, today: dt.date) -> Group:
    """Obstacles and proposals."""
    page = part.cut(found, "vướng mắc, kiến nghị")
    hits = [
        Hit(
            concern.text,
            reverse("plans:task", args=[concern.task_id]),
            f"{concern.get_kind_display()} · {concern.task.plan.title}",
        )
        for concern in page
    ]
    return Group("vuong-mac", "Vướng mắc, kiến nghị", part.shown(hits, page))


def units_found(found: "QuerySet[NamedUnit]", part: Part, today: dt.date) -> Group:
    """Units by what they are, were or are also called."""
    page = part.cut(found, "đơn vị")
    names = units.names_on([unit.pk for unit in page], today) if page.total else {}
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


KINDS: Final[Mapping[str, Callable[[Any, Part, dt.date], Group]]] = {
    "van-ban": documents_found,
    "van-ban-di": issued_found,
    "ke-hoach": plans_found,
    "nhiem-vu": tasks_found,
    "cap-nhat": updates_found,
    "vuong-mac": concerns_found,
    "don-vi": units_found,
}
"""What shows each kind, in the order of the page."""
