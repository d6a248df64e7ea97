"""All of one kind of what the first page shows the first of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from nhanai.desk.pages import home
from nhanai.desk.pages import work as pages_of_work
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Concern, Update
from nhanai.web.paging import Page, page_of

CONCERNS, SAID = "kien-nghi", "moi"
TITLES: Final[Mapping[str, str]] = {
    CONCERNS: "Kiến nghị chờ trả lời",
    SAID: "Cập nhật mới của các đơn vị",
    **{
        anchor: f"{words[:1].upper()}{words[1:]}" for words, anchor in pages_of_work.OTHERS.values()
    },
}
"""What can be shown whole, by its word in the address, with its title."""

WEEK: Final = dt.timedelta(days=7)
MOST: Final = 500
"""So many updates are gone through; what was said before stands on the pages of its tasks."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One page of all of one kind; the others are None."""

    title: str
    work: Page[pages_of_work.Row] | None = None
    concerns: Page[Concern] | None = None
    said: Page[Update] | None = None
    since: dt.datetime | None = None


def load(
    kind: str, user: User, *, number: int, since: str, at: dt.datetime, today: dt.date
) -> Whole | None:
    """It, in three queries and those of her rights; None for what is none of her business."""
    mine = home.part_of(user, today=today)
    title = TITLES.get(kind)
    if title is None:
        return None
    if kind == CONCERNS:
        waiting = plans.open_for(user, today=today).select_related("task")
        return Whole(title, concerns=page_of(waiting, number=number, noun="kiến nghị"))
    if kind == SAID:
        start = moment(since) or at - WEEK
        found = home.said_since(user, start, mine, today=today)
        page = page_of(found, number=number, noun="cập nhật", most=MOST)
        return Whole(title, said=page, since=start)
    if not (mine.reviews or mine.watches):
        return None
    others = pages_of_work.others_of(user, units=mine.units, today=today)
    return Whole(title, work=pages_of_work.whole(others, kind, number=number, today=today))


def moment(text: str) -> dt.datetime | None:
    """The moment that an address names, if it names one."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and is_aware(found) else None
