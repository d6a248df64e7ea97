"""The people named in an activity, and those of the register who may be."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.activities import queries
from nhanai.activities.models import Activity, ActivityPerson
from nhanai.activities.vocab import PersonPart
from nhanai.identity.models import User
from nhanai.people import queries as people

SHOWN: Final = 30
_FIELD: Final = "nguoi-"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: how a list names her, and her part, if she has one."""

    pk: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everything that the page shows."""

    activity: Activity
    words: str
    named: Sequence[PersonRow]
    found: Sequence[PersonRow]
    is_more: bool
    may_change: bool
    parts: Sequence[tuple[str, str]]


def people_page(activity: Activity, words: str, user: User, *, today: dt.date) -> PeoplePage:
    """Load the page; names show only to those who see these people in the register."""
    seen = people.visible_to(user, today=today)
    rows = ActivityPerson.objects.filter(activity=activity, person__in=seen.order_by().values("pk"))
    rows = rows.select_related("person").order_by("person__sort_key", "pk")
    named = [PersonRow(row.person_id, people.shown_as(row.person), row.part) for row in rows]
    others = people.matching(seen, words) if words.strip() else seen.none()
    others = others.exclude(pk__in=[row.pk for row in named])[: SHOWN + 1]
    found = [PersonRow(one.pk, people.shown_as(one), "") for one in others]
    return PeoplePage(
        activity, words, named, found[:SHOWN], len(found) > SHOWN,
        queries.may_change(user, activity, today=today), PersonPart.choices,
    )  # fmt: skip


def chosen(data: Mapping[str, str]) -> dict[int, PersonPart | None]:
    """The part that was chosen for each person; none means that she is named no longer."""
    found: dict[int, PersonPart | None] = {}
    for name, part in data.items():
        key = name.removeprefix(_FIELD)
        if name.startswith(_FIELD) and key.isdecimal() and len(key) < 12:
            found[int(key)] = PersonPart(part) if part in PersonPart.values else None
    return found
