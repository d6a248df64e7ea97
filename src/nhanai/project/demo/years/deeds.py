"""What happened, as values, and how each is done: by the acts that a person would use."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch

from nhanai.activities import actions as activities
from nhanai.activities.actions import Links
from nhanai.activities.models import Campaign
from nhanai.activities.rules.recording import Told
from nhanai.activities.vocab import ActivityState, CampaignKind
from nhanai.identity import actions as identity
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.people import actions as people
from nhanai.people.models import Person
from nhanai.people.rules.roles import At, RoleValues, faults_of_role
from nhanai.people.rules.values import PersonValues, faults_of
from nhanai.people.vocab import Employment, EndReason, RoleKind
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that `by` (a name of an account) recorded at a moment."""

    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Opened(Deed):
    """Somebody came into a place with a role from that day, and an account of that name."""

    full_name: str
    role: Role
    unit: str
    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Launched(Deed):
    """The province called for a campaign."""

    name: str
    kind: CampaignKind
    days: tuple[dt.date, dt.date]
    note: str


@dataclass(frozen=True, slots=True)
class Joined(Deed):
    """A person came into the register of a chapter, with her roles there."""

    unit: str
    values: PersonValues
    roles: tuple[RoleValues, ...]


@dataclass(frozen=True, slots=True)
class Carried(Deed):
    """A chapter ended and its people went on at the one that took over."""

    unit: str
    successor: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Carded(Deed):
    """The members of a chapter got their cards."""

    unit: str


@dataclass(frozen=True, slots=True)
class Elected(Deed):
    """A member, known by her citizen number, became an officer."""

    unit: str
    citizen_number: str
    title: str
    start: dt.date


@dataclass(frozen=True, slots=True)
class Left(Deed):
    """A member, known by her citizen number, is one no longer."""

    citizen_number: str
    reason: EndReason
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Did(Deed):
    """A unit did something in the field; `campaign` is a name, `why` is why it was taken back."""

    unit: str
    told: Told
    commune: str
    campaign: str
    key: uuid.UUID
    state: ActivityState = ActivityState.RECORDED
    why: str = ""


class Hands:
    """The rows that the deeds speak of, each asked for once."""

    def __init__(self) -> None:
        self.units: Mapping[str, Unit] = {
            unit.key: unit for unit in Unit.objects.select_related("territory")
        }
        self._users: dict[str, User] = {}
        self._campaigns: dict[str, Campaign] = {}

    def user(self, name: str) -> User:
        """The account of that name."""
        if name not in self._users:
            self._users[name] = User.objects.get(username=name)
        return self._users[name]

    def campaign(self, name: str) -> Campaign | None:
        """The campaign of that name, if one is named."""
        if name and name not in self._campaigns:
            self._campaigns[name] = Campaign.objects.get(name=name)
        return self._campaigns.get(name)


@singledispatch
def do(deed: Deed, hands: Hands) -> None:
    """Do it; in the transaction of the caller."""
    raise TypeError(deed)


@do.register
def _opened(deed: Opened, hands: Hands) -> None:
    identity.add_demo_account(
        username=deed.by,
        full_name=deed.full_name,
        role=deed.role,
        unit=hands.units[deed.unit],
        start=deed.start,
        end=deed.end,
        at=deed.at,
    )


@do.register
def _launched(deed: Launched, hands: Hands) -> None:
    activities.set_campaign(
        name=deed.name,
        kind=deed.kind,
        owner=hands.units["lc-hoi-tinh"],
        days=deed.days,
        note=deed.note,
        by=hands.user(deed.by),
        at=deed.at,
    )


@do.register
def _joined(deed: Joined, hands: Hands) -> None:
    unit, by = hands.units[deed.unit], hands.user(deed.by)
    if unit.end is not None:
        _joined_before(deed, unit, by)
        return
    first, *more = deed.roles
    person = people.add_person(
        values=deed.values, unit=unit, role=first, despite_warnings=True, by=by, at=deed.at
    )
    for role in more:
        people.give_role(
            person=person, unit=unit, values=role, despite_warnings=True, by=by, at=deed.at
        )


def _joined_before(deed: Joined, unit: Unit, by: User) -> None:
    """On that day nobody knew that the chapter would end, so it is asked without its end."""
    there, day = At(unit.key, UnitKind(unit.kind), unit.start), deed.at.date()
    faults = [*faults_of(deed.values, today=day)]
    for role in deed.roles:
        faults += faults_of_role(role, there, birth=deed.values.birth, held=(), today=day)
    if any(fault.blocking for fault in faults):
        raise people.CannotKeepPerson("Dữ liệu minh họa có chỗ sai.", faults)
    person = people.stored_person(values=deed.values, unit=unit, by=by, at=deed.at)
    for role in deed.roles:
        people.stored_role(person=person, unit=unit, values=role, by=by, at=deed.at)


@do.register
def _carried(deed: Carried, hands: Hands) -> None:
    people.hand_over(
        unit=hands.units[deed.unit],
        successors=[hands.units[deed.successor]],
        on=deed.on,
        by=hands.user(deed.by),
        at=deed.at,
    )


@do.register
def _carded(deed: Carded, hands: Hands) -> None:
    people.number_cards(unit=hands.units[deed.unit], by=hands.user(deed.by), at=deed.at)


@do.register
def _elected(deed: Elected, hands: Hands) -> None:
    until = deed.start.replace(year=deed.start.year + 5)
    people.appoint_officer(
        person=Person.objects.get(citizen_number=deed.citizen_number),
        unit=hands.units[deed.unit],
        values=people.PostValues(deed.title, Employment.PART_TIME, deed.start, until),
        by=hands.user(deed.by),
        at=deed.at,
    )


@do.register
def _left(deed: Left, hands: Hands) -> None:
    person = Person.objects.get(citizen_number=deed.citizen_number)
    people.end_role(
        role=person.roles.get(kind=RoleKind.MEMBER, end=None),
        last_day=deed.last_day,
        reason=deed.reason,
        by=hands.user(deed.by),
        at=deed.at,
    )


@do.register
def _did(deed: Did, hands: Hands) -> None:
    by = hands.user(deed.by)
    activity = activities.record(
        unit=hands.units[deed.unit],
        told=deed.told,
        links=Links(hands.units.get(deed.commune), hands.campaign(deed.campaign)),
        key=deed.key,
        is_draft=deed.state == ActivityState.DRAFT,
        by=by,
        at=deed.at,
    )
    if deed.state == ActivityState.WITHDRAWN:
        activities.withdraw(activity=activity, reason=deed.why, by=by, at=deed.at)


__all__ = [
    "Carded",
    "Carried",
    "Deed",
    "Did",
    "Elected",
    "Hands",
    "Joined",
    "Launched",
    "Left",
    "Opened",
    "do",
]
