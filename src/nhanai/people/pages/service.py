"""The lists of officers, of clubs and teams, and of members on a day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Q

from nhanai.base.text import sort_key
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import MembersMove, Person, PersonRole, Training
from nhanai.people.pages.people import permissions_of
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered, own_unit
from nhanai.people.queries.people import roles_on, roll_of
from nhanai.people.vocab import Employment, RoleKind, TrainingKind
from nhanai.units.models import Placement, Unit, UnitName
from nhanai.units.queries import names_on
from nhanai.units.vocab import BELOW_CHAPTER, BRANCH_KINDS, TEAM_KINDS, Line, UnitKind
from nhanai.web.paging import Page, page_of

MEMBERS: Final = 50
"""Rows of a roll on a page: short ones."""
_MOST_HAMLETS: Final = 60
_MOVES: Final = 5
GROUP_TABS = (
    ("", "Tất cả", BELOW_CHAPTER),
    ("cau-lac-bo", "Câu lạc bộ", frozenset({UnitKind.CLUB})),
    ("doi", "Đội", TEAM_KINDS),
    ("chi-hoi", "Chi hội, tổ hội", BRANCH_KINDS),
)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer of today."""

    person: Person
    title: str
    employment: str
    place: str
    start: dt.date
    term_last_day: dt.date | None
    trained: str


@dataclass(frozen=True, slots=True)
class Officers:
    """The officers of one's units and below."""

    rows: Sequence[OfficerRow]
    page: Page[PersonRole]
    employment: str
    tabs: Sequence[tuple[str, str, int | None]]


def officers(user: User, *, employment: str, number: int, today: dt.date) -> Officers:
    """Who holds an office today, by given name; in six queries."""
    within = identity.reach(user, Permission.VIEW, today=today).order_by().values("pk")
    everybody = roles_on(today, RoleKind.OFFICER).filter(
        unit__in=within, person__erased_at__isnull=True
    )
    counted = everybody.order_by().aggregate(
        all=Count("pk"), full=Count("pk", filter=Q(post__employment=Employment.FULL_TIME))
    )
    shown = everybody.filter(post__employment=employment) if employment else everybody
    page = page_of(shown.select_related("person", "post"), number=number, noun="cán bộ")
    names = names_on({role.unit_id for role in page.rows}, today)
    trained = _trainings([role.person_id for role in page.rows])
    rows = [_officer(role, names.get(role.unit_id, ""), trained) for role in page.rows]
    part_time = counted["all"] - counted["full"]
    tabs = (
        ("", "Tất cả", counted["all"]),
        (Employment.FULL_TIME.value, Employment.FULL_TIME.label, counted["full"]),
        (Employment.PART_TIME.value, Employment.PART_TIME.label, part_time),
    )
    return Officers(rows, page, employment, tabs)


def _officer(role: PersonRole, place: str, trained: dict[int, list[str]]) -> OfficerRow:
    post = getattr(role, "post", None)
    until = post.term_until if post else None
    return OfficerRow(
        role.person,
        post.title if post else role.office,
        post.get_employment_display() if post else "",
        place,
        role.start,
        until - dt.timedelta(days=1) if until else None,
        "; ".join(trained.get(role.person_id, ())),
    )


def _trainings(people: Sequence[int]) -> dict[int, list[str]]:
    """What matters of officers' training, by person."""
    kinds = (TrainingKind.POLITICAL, TrainingKind.STATE_MANAGEMENT, TrainingKind.PROFESSIONAL)
    found: dict[int, list[str]] = {}
    rows = Training.objects.filter(person__in=people, kind__in=kinds).order_by("kind", "pk")
    for row in rows:
        found.setdefault(row.person_id, []).append(row.title)
    return found


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One club, team or branch."""

    key: str
    name: str
    kind: str
    chapter: str
    start: dt.date
    members: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The clubs, teams and branches of one's units and below."""

    rows: Sequence[GroupRow]
    page: Page[UnitName]
    tab: str
    tabs: Sequence[tuple[str, str, int | None]]
    can_organise: bool


def groups(user: User, *, tab: str, number: int, today: dt.date) -> Groups:
    """Those at work today, by name, each with the number of its people."""
    kinds = next((some for key, _, some in GROUP_TABS if key == tab), BELOW_CHAPTER)
    names = names_within(user, Permission.VIEW, today=today, kinds=kinds)
    page = page_of(names, number=number, noun="tổ chức")
    units = [one.unit_id for one in page.rows]
    parents = dict(
        Placement.objects.filter(identity.in_force(today), unit__in=units, line=Line.RED_CROSS)
        .order_by("start")
        .values_list("unit", "parent")
    )
    called = names_on(set(parents.values()), today)
    members = dict(
        roles_on(today)
        .filter(unit__in=units)
        .order_by()
        .values("unit")
        .annotate(number=Count("person", distinct=True))
        .values_list("unit", "number")
    )
    rows = [
        GroupRow(
            one.unit.key,
            one.name,
            one.unit.get_kind_display(),
            called.get(parents.get(one.unit_id, 0), ""),
            one.unit.start,
            members.get(one.unit_id, 0),
        )
        for one in page.rows
    ]
    may = permissions_of(user, today=today)
    tabs = [(key, words, None) for key, words, _ in GROUP_TABS]
    return Groups(rows, page, tab, tabs, Permission.ORGANISE in may)


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One club, team or branch with its people."""

    unit: Unit
    name: str
    chapter: str
    page: Page[PersonRole]
    can_close: bool
    can_record: bool


def group(unit: Unit, user: User, *, number: int, today: dt.date) -> GroupPage:
    """Its people of today, who holds an office first."""
    held = roles_on(today).filter(unit=unit).select_related("person")
    page = page_of(held.order_by("-office", "person__sort_key", "pk"), number=number, noun="người")
    parent = Placement.objects.filter(
        identity.in_force(today), unit=unit, line=Line.RED_CROSS
    ).values_list("parent", flat=True)
    names = names_on({unit.pk, *parent}, today)
    return GroupPage(
        unit,
        names.get(unit.pk, unit.key),
        next((names[one] for one in parent if one in names), ""),
        page,
        identity.allowed(user, Permission.ORGANISE, unit=unit, today=today) and not unit.end,
        identity.allowed(user, Permission.RECORD, unit=unit, today=today),
    )


@dataclass(frozen=True, slots=True)
class Members:
    """The members of one unit on a day."""

    unit: UnitName | None
    units: Sequence[UnitName]
    day: dt.date
    page: Page[PersonRole] | None
    without_card: int
    can_record: bool
    hamlet: str = ""
    hamlets: Sequence[str] = ()
    can_move: bool = False
    moves: Sequence[MembersMove] = ()
    places: Mapping[int, str] = field(default_factory=dict)

    @property
    def moved(self) -> list[tuple[MembersMove, str]]:
        """The last moves away, each with the name of the other unit."""
        return [(one, self.places.get(one.to_id, "")) for one in self.moves]


def members(
    user: User, *, unit_key: str, day: dt.date, hamlet: str, number: int, today: dt.date
) -> Members:
    """The roll of the unit that is asked for, else of her own, else of the first."""
    names = list(names_within(user, Permission.VIEW, today=today))
    asked = next((one for one in names if one.unit.key == unit_key), None)
    unit = asked or own_unit(user, names, today=today) or (names[0] if names else None)
    if unit is None:
        return Members(None, (), day, None, 0, False)
    held = roll_of(unit.unit, day)
    hamlets = held.order_by().values_list("person__hamlet", flat=True).distinct()
    listed = sorted(filter(None, hamlets), key=sort_key)[:_MOST_HAMLETS]
    shown = held.filter(person__hamlet=hamlet) if hamlet else held
    page = page_of(shown, number=number, noun="hội viên", size=MEMBERS)
    without = held.filter(card_number="", end__isnull=True).count() if day == today else 0
    may = identity.allowed(user, Permission.RECORD, unit=unit.unit, today=today)
    moves = list(MembersMove.objects.filter(unit=unit.unit)[:_MOVES]) if may else []
    return Members(
        unit, offered(names), day, page, without, may, hamlet, listed,
        may and day == today and bool(page.rows), moves,
        names_on({one.to_id for one in moves}, today),
    )  # fmt: skip
