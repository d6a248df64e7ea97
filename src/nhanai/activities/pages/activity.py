"""The page of one activity."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhanai.activities import facts, queries
from nhanai.activities.models import Activity, ActivityTask, Photo
from nhanai.activities.pages.rows import Row, rows_of
from nhanai.activities.vocab import ActivityState, StatutoryField
from nhanai.base import numbers
from nhanai.facts.rules.catalogue import shipped
from nhanai.identity.models import User
from nhanai.journal.queries import key_of, of_subject
from nhanai.journal.vocab import VERBS
from nhanai.units.queries import name_on

PAST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure for which the activity counts, as it is printed."""

    code: str
    name: str
    quantity: str


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Everything that the page shows."""

    row: Row
    field: str
    commune: str
    worth: Sequence[tuple[str, str]]
    photos: Sequence[Photo]
    tasks: Sequence[ActivityTask]
    people: int
    figures: Sequence[Figure]
    past: Sequence[tuple[dt.datetime, str, str]]
    may_change: bool

    @property
    def one(self) -> Activity:
        """The activity itself."""
        return self.row.activity

    @property
    def is_withdrawn(self) -> bool:
        """Whether it counts no longer."""
        return self.one.state == ActivityState.WITHDRAWN


def activity_page(activity: Activity, user: User, *, today: dt.date) -> ActivityPage:
    """Load the page, of an activity with everything that hangs on it."""
    lines = of_subject(key_of(activity))[:PAST_SHOWN]
    commune = name_on(activity.commune, activity.last_on) if activity.commune else ""
    return ActivityPage(
        row=rows_of([activity])[0],
        field=str(StatutoryField(activity.field).label),
        commune=commune,
        worth=list(_worth(activity)),
        photos=list(activity.photos.filter(withdrawn_at=None).order_by("pk")),
        tasks=list(activity.tasks.select_related("occurrence__task").order_by("pk")),
        people=activity.people.values("person").distinct().count(),
        figures=[
            Figure(
                fact.measure, shipped()[fact.measure].name, _printed(fact.measure, fact.quantity)
            )
            for fact in facts.facts_of(activity)
        ],
        past=[(line.at, line.by, VERBS.get(line.verb, line.verb)) for line in lines],
        may_change=queries.may_change(user, activity, today=today),
    )


def _worth(activity: Activity) -> Sequence[tuple[str, str]]:
    """Each component that is there, and both totals."""
    parts = (
        ("Tiền mặt", activity.cash),
        ("Hiện vật quy tiền", activity.goods),
        ("Công, dịch vụ quy tiền", activity.service),
    )
    found = [(label, numbers.show_dong(amount)) for label, amount in parts if amount]
    if len(found) > 1 or activity.blood:
        found.append(("Cộng, không tính máu", numbers.show_dong(activity.worth)))
    if activity.blood and activity.blood_rate:
        rate = activity.blood_rate
        basis = rate.basis or "chưa có căn cứ"
        sure = "" if rate.is_verified else "; mức quy đổi chưa kiểm chứng"
        each = numbers.show_dong(rate.amount)
        found.append(
            (f"Máu quy đổi, mức {each} ({basis}{sure})", numbers.show_dong(activity.blood))
        )
        found.append(("Cộng cả máu quy đổi", numbers.show_dong(activity.whole_worth)))
    return found


def _printed(measure: str, quantity: object) -> str:
    unit = shipped()[measure].unit_of_measure
    number = quantity if isinstance(quantity, int) else Decimal(str(quantity))
    return f"{numbers.show(number)} {unit}"
