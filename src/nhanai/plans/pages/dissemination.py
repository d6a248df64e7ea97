"""How far a plan is known: who was asked to read it, who has, and the conferences held."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.forms import ConferenceForm, DisseminationForm
from nhanai.plans.models import Attendance, Conference, Dissemination, Plan, Reader
from nhanai.plans.pages.concerns import named
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import Chosen
from nhanai.units.models import Unit
from nhanai.web.paging import Page, number_from, page_of_values

NOT_ALL, EVERYBODY, NO_ONE = "chua", "du", "khong-nguoi"
TABS = ((NOT_ALL, "Còn người chưa đọc"), (EVERYBODY, "Đã đọc đủ"), (NO_ONE, "Chưa có tài khoản"))


@dataclass(frozen=True, slots=True)
class UnitReading:
    """One unit with its people: who read, and when; who did not."""

    unit: Chosen
    read: tuple[tuple[str, dt.datetime], ...]
    unread: tuple[str, ...]
    persons_at_conferences: int

    @property
    def asked(self) -> int:
        """How many people are asked."""
        return len(self.read) + len(self.unread)

    @property
    def standing(self) -> str:
        """Nobody to ask, somebody missing, or all."""
        if not self.asked:
            return NO_ONE
        return NOT_ALL if self.unread else EVERYBODY


@dataclass(frozen=True, slots=True)
class Held:
    """A conference with how many came."""

    conference: Conference
    unit: str
    came: tuple[tuple[str, int], ...]
    may_withdraw: bool

    @property
    def persons(self) -> int:
        """All who came."""
        return sum(persons for _, persons in self.came)


@dataclass(frozen=True, slots=True)
class DisseminationPage:
    """Everything that the page shows."""

    plan: Plan
    page: Page[UnitReading]
    tabs: list[tuple[str, str, int | None]]
    current: str
    text: str
    sent: tuple[tuple[Dissemination, str], ...]
    conferences: tuple[Held, ...]
    held: int
    """How many of them count."""
    units: int
    read: int
    asked: int
    may_send: bool
    is_asked: bool


def dissemination_page(
    plan: Plan, query: QueryDict, *, user: User, today: dt.date
) -> DisseminationPage:
    """Load the page in a steady number of queries; of other owners' plans only her own reach."""
    within = queries.reach_of(user, Permission.VIEW, today=today)
    conferences = _conferences(plan, user=user, today=today)
    every = _readings(plan, None if plan.owner_id in within else within, today=today)
    text, current = query.get("q", "").strip()[:200], query.get("loc", "")
    found = [one for one in every if fold(text) in fold(one.unit.name)]
    counts = {key: sum(one.standing == key for one in found) for key, _ in TABS}
    current = current if current in counts else ""
    shown = [one for one in found if current in {"", one.standing}]
    sent = list(plan.disseminations.select_related("by"))
    names = queries.labels_of([one.unit_id for one in sent], today)
    return DisseminationPage(
        plan=plan,
        page=page_of_values(shown, number=number_from(query.get("trang")), noun="đơn vị"),
        tabs=[("", "Tất cả", len(found)), *((key, words, counts[key]) for key, words in TABS)],
        current=current,
        text=text,
        sent=tuple((one, names[one.unit_id].name) for one in sent),
        conferences=conferences,
        held=sum(one.conference.withdrawn_at is None for one in conferences),
        units=len(every),
        read=sum(len(one.read) for one in every),
        asked=sum(one.asked for one in every),
        may_send=queries.is_given_out(plan)
        and bool(queries.sending_units(plan, user, today=today)),
        is_asked=queries.asked_to_read(user, today=today).filter(plan=plan).exists(),
    )


def _readings(plan: Plan, within: Collection[int] | None, *, today: dt.date) -> list[UnitReading]:
    """Each unit that was sent the plan, by name; who left does not count, who came does."""
    readers = Reader.objects.filter(dissemination__plan=plan).select_related("user")
    rows: defaultdict[int, dict[int, Reader]] = defaultdict(dict)
    for reader in readers.order_by("-acknowledged_at", "pk"):
        of_unit = rows[reader.unit_id]
        if reader.user_id is not None and not (
            reader.user_id in of_unit and of_unit[reader.user_id].acknowledged_at
        ):
            of_unit[reader.user_id] = reader
    units = [unit for unit in rows if within is None or unit in within]
    people = queries.people_at(units, today=today)
    names = dict(
        User.objects.filter(pk__in={user for some in people.values() for user in some}).values_list(
            "pk", "full_name"
        )
    )
    came = _persons_by_unit(plan)
    labels = queries.labels_of(units, today)
    found = [
        _reading(labels[unit], rows[unit], people.get(unit, ()), names, came.get(unit, 0))
        for unit in units
    ]
    return sorted(found, key=lambda one: fold(one.unit.name))


def _reading(
    unit: Chosen,
    rows: Mapping[int, Reader],
    people: Sequence[int],
    names: Mapping[int, str],
    persons: int,
) -> UnitReading:
    read = [
        (str(row.user), row.acknowledged_at)
        for row in rows.values()
        if row.acknowledged_at is not None
    ]
    done = {pk for pk, row in rows.items() if row.acknowledged_at is not None}
    unread = tuple(names[pk] for pk in people if pk not in done)
    return UnitReading(unit, tuple(read), unread, persons)


def _persons_by_unit(plan: Plan) -> Mapping[int, int]:
    """How many people of each unit came to conferences in all."""
    held = queries.conferences_of(plan).order_by().values("pk")
    rows = Attendance.objects.filter(conference__in=held).values_list("unit", "persons")
    found: defaultdict[int, int] = defaultdict(int)
    for unit, persons in rows:
        found[unit] += persons
    return found


def _conferences(plan: Plan, *, user: User, today: dt.date) -> tuple[Held, ...]:
    """Every one that was recorded; the page tells of those that were withdrawn."""
    held = list(plan.conferences.select_related("by", "withdrawn_by"))
    within = queries.reach_of(user, Permission.DISSEMINATE, today=today)
    came = list(Attendance.objects.filter(conference__in=held).order_by("pk"))
    units = {one.unit_id for one in held} | {one.unit_id for one in came}
    names = queries.labels_of(units, today)
    by_conference: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for one in came:
        by_conference[one.conference_id].append((names[one.unit_id].name, one.persons))
    return tuple(
        Held(
            one,
            names[one.unit_id].name,
            tuple(by_conference[one.pk]),
            may_withdraw=one.withdrawn_at is None and one.unit_id in within,
        )
        for one in held
    )


@dataclass(frozen=True, slots=True)
class SendPage:
    """The form that sends the plan, with the units that were looked for."""

    plan: Plan
    form: DisseminationForm
    text: str
    found: tuple[Chosen, ...]
    chosen: tuple[Chosen, ...]


def send_page(
    plan: Plan,
    *,
    user: User,
    today: dt.date,
    data: QueryDict | None = None,
    text: str = "",
    chosen: Sequence[int] = (),
) -> SendPage | None:
    """The form for who may send the plan; None for others."""
    senders = queries.sending_units(plan, user, today=today)
    if not senders or not queries.is_given_out(plan):
        return None
    groups = queries.receiver_groups(plan, senders[0], today=today)
    form = DisseminationForm(
        data,
        senders=named(senders, today=today),
        groups=[(key, f"{words} ({len(units)})") for key, words, units in groups],
    )
    labels = queries.labels_of(chosen, today)
    found = queries.found_units(text, today=today)
    return SendPage(
        plan=plan,
        form=form,
        text=text,
        found=tuple(one for one in found if one.pk not in labels),
        chosen=tuple(labels.values()),
    )


def receivers(
    plan: Plan, form: DisseminationForm, chosen: Sequence[int], *, today: dt.date
) -> list[Unit]:
    """The units that the form means: those of its groups, and those chosen one by one."""
    groups = queries.receiver_groups(plan, form.cleaned_data["tu"], today=today)
    picked = set(form.cleaned_data["nhom"])
    units = {unit for key, _, some in groups if key in picked for unit in some}
    return queries.chosen_units([*units, *chosen])


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """The form of a conference, with a place for each unit that may have come."""

    plan: Plan
    form: ConferenceForm
    units: tuple[tuple[Chosen, str], ...]

    @property
    def keys(self) -> list[int]:
        """The units of the form."""
        return [unit.pk for unit, _ in self.units]


def conference_page(
    plan: Plan, *, user: User, today: dt.date, data: QueryDict | None = None
) -> ConferencePage | None:
    """The form for who may record it; None for others."""
    holders = queries.sending_units(plan, user, today=today)
    if not holders or not queries.is_given_out(plan):
        return None
    groups = queries.receiver_groups(plan, holders[0], today=today)
    asked = Reader.objects.filter(dissemination__plan=plan).values_list("unit", flat=True)
    near = {unit for key, _, some in groups if key != queries.COMMITTEES for unit in some}
    labels = queries.labels_of({*near, *asked}, today)
    units = sorted(labels.values(), key=lambda one: fold(one.name))
    return ConferencePage(
        plan=plan,
        form=ConferenceForm(data, holders=named(holders, today=today)),
        units=tuple((one, str(data.get(f"du-{one.pk}", "")) if data else "") for one in units),
    )
