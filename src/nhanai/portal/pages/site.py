"""The pages of the site: the first one, one release, and the lists."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.timezone import localdate

from nhanai.base.wording import day_in
from nhanai.paper.cards import qr_for_a_page
from nhanai.portal.pages.money import Money, money_of, received_for
from nhanai.portal.pages.tiles import Tile, tiles_of
from nhanai.portal.rules.words import words_in
from nhanai.publishing.models import PublicEntry, Release
from nhanai.publishing.queries import latest_of_each, newest, published
from nhanai.publishing.vocab import ReleaseKind
from nhanai.web.paging import Page, page_of

FEW: Final = 3
_PERCENT: Final = 100
LISTS: Final[Mapping[str, ReleaseKind]] = {
    "bao-cao": ReleaseKind.REPORT, "phan-bo": ReleaseKind.ROUND, "ke-hoach": ReleaseKind.PLAN,
    "dot": ReleaseKind.APPEAL, "guong": ReleaseKind.STORY,
}  # fmt: skip
"""Lists of one kind, by their addresses."""
OF_ONE: Final[Mapping[ReleaseKind, str]] = {
    ReleaseKind.ROUND: "phan-bo", ReleaseKind.PLAN: "ke-hoach", ReleaseKind.APPEAL: "dot",
}  # fmt: skip
"""Kinds that are about one thing with an address of its own."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """A release of addresses: a table by commune, the same as tiles, by group, totals."""

    release: Release
    communes: Sequence[Mapping[str, Any]]
    groups: Sequence[Mapping[str, Any]]
    tiles: Sequence[Tile]
    total: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class AppealPage:
    """A campaign: how to give while it receives, its clocks, and what came in as published."""

    about: Mapping[str, Any]
    is_open: bool
    launched: str
    until: str
    clocks: Sequence[Mapping[str, Any]]
    qr: str
    received: Mapping[str, Any] | None
    counted_until: str
    number: int | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan and its groups, each with what its bar needs."""

    about: Mapping[str, Any]
    day: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A release as the public sees it: one of these is there, by its kind."""

    release: Release
    day: str
    money: Money | None = None
    addresses: Addresses | None = None
    appeal: AppealPage | None = None
    plan: PlanPage | None = None
    round: Mapping[str, Any] | None = None
    story: Mapping[str, Any] | None = None
    feedback: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    money: Money | None
    addresses: Addresses | None
    appeals: Sequence[AppealPage]
    reports: Sequence[Release]
    rounds: Sequence[Release]
    plans: Sequence[PlanPage]
    stories: Sequence[Release]
    feedback: Sequence[Mapping[str, Any]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was published yet."""
        return not any(
            (self.money, self.addresses, self.appeals, self.reports, self.rounds, self.plans,
             self.stories, self.feedback)
        )  # fmt: skip


def home(language: str, *, today: dt.date) -> Home:
    """The newest of each kind."""
    money, addresses = newest(ReleaseKind.MONEY), newest(ReleaseKind.ADDRESSES)
    feedback = newest(ReleaseKind.FEEDBACK)
    told = feedback_of(feedback, language) if feedback else []
    plans = latest_of_each(ReleaseKind.PLAN).defer(None)[:FEW]
    return Home(
        money_of(money) if money else None,
        addresses_of(addresses, language) if addresses else None,
        appeals_now(language, money, today=today),
        list(published().filter(kind=ReleaseKind.REPORT)[:FEW]),
        list(latest_of_each(ReleaseKind.ROUND)[:FEW]), [plan_of(one, language) for one in plans],
        list(latest_of_each(ReleaseKind.STORY)[:FEW]),
        told if any(one["came"] is not None for one in told) else (),
    )  # fmt: skip


def appeals_now(language: str, money: Release | None, *, today: dt.date) -> list[AppealPage]:
    """The campaigns that still receive, the newest first."""
    rows = latest_of_each(ReleaseKind.APPEAL).defer(None)[:20]
    return [
        one for one in (appeal_of(row, language, money, today=today, draws=False) for row in rows)
        if one.is_open
    ]  # fmt: skip


def shown(release: Release, language: str, *, today: dt.date) -> Shown:
    """A release with what the pages of its kind need; also one that is not published yet."""
    content, kind = release.content, ReleaseKind(release.kind)
    found = Shown(release, day_in(language, day_of(release)) if release.published_at else "")
    match kind:
        case ReleaseKind.MONEY:
            found = replace(found, money=money_of(release))
        case ReleaseKind.ADDRESSES:
            found = replace(found, addresses=addresses_of(release, language))
        case ReleaseKind.APPEAL:
            money = newest(ReleaseKind.MONEY)
            found = replace(found, appeal=appeal_of(release, language, money, today=today))
        case ReleaseKind.PLAN:
            found = replace(found, plan=plan_of(release, language))
        case ReleaseKind.ROUND:
            how = words_in(language)[f"objective_{content['round']['objective'].lower()}"]
            found = replace(found, round={**content["round"], "how": how})
        case ReleaseKind.STORY:
            found = replace(found, story=content["story"])
        case ReleaseKind.FEEDBACK:
            found = replace(found, feedback=feedback_of(release, language))
        case ReleaseKind.REPORT:
            pass
    return found


def addresses_of(release: Release, language: str) -> Addresses:
    """The tables and the tiles of a release of addresses."""
    content, t = release.content, words_in(language)
    communes = content["communes"]
    tiles = tiles_of(
        {one["code"]: one["name"] for one in communes},
        {one["code"]: one["helped"] for one in communes},
    )
    groups = [
        {**one, "name": t[f"group_{one['key'].lower()}"]} for one in content.get("groups", ())
    ]
    is_drawn = any(one.number is not None for one in tiles)
    return Addresses(release, communes, groups, tiles if is_drawn else (), content["total"])


def appeal_of(
    release: Release, language: str, money: Release | None, *, today: dt.date, draws: bool = True
) -> AppealPage:
    """A campaign as it was published; how to give is left out once it stopped receiving."""
    about, t = release.content["campaign"], words_in(language)
    until = dt.date.fromisoformat(about["until"])
    is_open = today <= until
    way = about["way"]
    clocks = [
        {**one, "words": t.get(f"clock_{one.get('key', '')}", one["words"]),
         "due": day_in(language, dt.date.fromisoformat(one["due"]))}
        for one in about["clocks"]
    ]  # fmt: skip
    counted = money.end - dt.timedelta(days=1) if money and money.end else None
    said_until = day_in(language, counted) if counted else ""
    return AppealPage(
        about if is_open else {**about, "way": {}}, is_open,
        day_in(language, dt.date.fromisoformat(about["launched"])), day_in(language, until), clocks,
        mark_safe(qr_for_a_page(way["payload"])) if way and is_open and draws else "",  # noqa: S308 (drawn here)
        received_for(money, about["code"]), said_until, release.number,
    )  # fmt: skip


def plan_of(release: Release, language: str) -> PlanPage:
    """A plan's groups as bars: done, in time, late, in hundredths of the group's tasks."""
    about = release.content["plan"]
    rows = []
    for one in (*about["groups"], about):
        done, late = (_PERCENT * one[what] / max(1, one["tasks"]) for what in ("done", "late"))
        rows.append({**one, "done_part": f"{done:.1f}%", "late_at": f"{_PERCENT - late:.1f}%",
                     "late_part": f"{late:.1f}%"})  # fmt: skip
    return PlanPage(rows[-1], day_in(language, dt.date.fromisoformat(about["day"])), rows[:-1])


def feedback_of(release: Release, language: str) -> list[Mapping[str, Any]]:
    """Feedback by what it was about, in the words of the language; the sum comes last."""
    t = words_in(language)
    return [
        {**one, "name": t[f"feedback_{one['key'].lower()}"]} for one in release.content["feedback"]
    ]


def releases(number: int, words: str) -> Page[Release]:
    """All that was published, the newest first."""
    return page_of(published(words), number=number, noun="bản công khai", size=20)


def listed(kind: ReleaseKind, number: int) -> Page[Release]:
    """The last release of each thing of that kind."""
    return page_of(latest_of_each(kind), number=number, noun="bản công khai", size=20)


def entries_of(release: Release, number: int) -> Page[PublicEntry]:
    """The entries of a release in their order."""
    return page_of(release.entries.order_by("index"), number=number, noun="mục", size=50)


def day_of(release: Release) -> dt.date:
    """The day on which it was published."""
    if release.published_at is None:
        raise ValueError("what is shown to the public was published")
    return localdate(release.published_at)
