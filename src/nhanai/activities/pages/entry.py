"""The form of an activity: empty, after a line, as the last time, or of what was recorded."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nhanai.activities import queries
from nhanai.activities.forms import ActivityForm, Choices
from nhanai.activities.models import Activity
from nhanai.activities.rules.kinds import items, kinds
from nhanai.activities.rules.quickline import Field, Piece, Quantity, Reading, Surroundings, read
from nhanai.activities.rules.quickline.pieces import Worth, shown
from nhanai.activities.rules.recording import plain
from nhanai.activities.vocab import CampaignKind
from nhanai.base import numbers
from nhanai.identity.models import User
from nhanai.units import queries as units
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

LABELS: Mapping[Field, str] = {
    Field.DAY: "Ngày", Field.TIME: "Giờ", Field.UNIT: "Đơn vị", Field.WHERE: "Xã, phường",
    Field.PLACE: "Nơi", Field.KIND: "Việc", Field.QUANTITY: "Số lượng", Field.MONEY: "Trị giá",
    Field.EACH: "Mỗi", Field.CAMPAIGN: "Chiến dịch", Field.DONOR: "Người ủng hộ",
    Field.GROUP: "Cho",
}  # fmt: skip
_PEOPLE = {
    "persons": "persons", "services": "services", "households": "households", "joined": "joined"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """One piece of the line: its words, what it fills, how it was read, and a remark."""

    words: str
    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything that the page of the form shows."""

    form: ActivityForm
    line: str = ""
    understood: Sequence[Understood] = ()
    unread: Sequence[tuple[str, str]] = ()
    activity: Activity | None = None
    before: Activity | None = None

    @property
    def templates(self) -> Sequence[tuple[str, str]]:
        """The kinds for which an empty form can be begun with the things that they count."""
        return [(kind.code, kind.name) for kind in kinds().values() if kind.items]

    @property
    def items(self) -> Sequence[str]:
        """The names of everything that can be counted."""
        return [item.name for item in items().values()]


def choices_for(user: User, *, today: dt.date, besides: Activity | None = None) -> Choices:
    """What the form offers her; of a record also what it has already."""
    among = queries.recordable_units(user, today=today)
    if besides is not None:
        name = units.name_on(besides.unit, besides.last_on)
        among = [(besides.unit, name)]
    rows = queries.open_work_of([unit.pk for unit, _ in among[:3]])
    work = [(str(row.pk), f"{row.task.text[:90]} {row.label}".strip()) for row in rows]
    return Choices(
        among, _communes(today), list(queries.running(today=today)), work + _held(besides, work)
    )


def _held(activity: Activity | None, work: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Work to which the record is linked though it is closed by now."""
    if activity is None:
        return []
    known = {key for key, _ in work}
    linked = activity.tasks.select_related("occurrence__task")
    rows = [(str(one.occurrence_id), one.occurrence.task.text[:90]) for one in linked]
    return [row for row in rows if row[0] not in known]


def _communes(today: dt.date) -> list[tuple[Unit, str]]:
    living = units.living(today).filter(kind=UnitKind.COMMUNE)
    return [(unit, unit.called) for unit in living]


def blank(user: User, *, today: dt.date, kind: str = "", like: Activity | None = None) -> EntryPage:
    """The form with what is likely: today, her own unit, and, as the last time, what she chose."""
    choices = choices_for(user, today=today)
    initial: dict[str, Any] = {"key": uuid.uuid4(), "first_on": today, "kind": kind}
    if like is not None:
        initial |= initial_of(like) | {"key": uuid.uuid4(), "first_on": today, "last_on": None}
        initial["version"] = None
    elif kind in kinds():
        for row, item in enumerate(kinds()[kind].items):
            initial[f"item{row}"] = items()[item].name
    before = queries.last_of(user, today=today, kind=kind) if like is None else None
    return EntryPage(ActivityForm(choices=choices, initial=initial), before=before)


def initial_of(activity: Activity) -> dict[str, Any]:
    """What was recorded, as the form holds it."""
    same = (
        *("kind", "first_on", "place", "persons", "services", "households", "joined"),
        *("cash", "goods", "service", "donor", "title", "result", "version"),
    )
    last = activity.last_on if activity.last_on != activity.first_on else None
    found: dict[str, Any] = {name: getattr(activity, name) for name in same}
    found |= {
        "key": activity.client_key, "unit": str(activity.unit_id), "last_on": last,
        "commune": str(activity.commune_id or ""), "campaign": str(activity.campaign_id or ""),
        "field": str(activity.field), "work": [str(t.occurrence_id) for t in activity.tasks.all()],
    }  # fmt: skip
    for row, amount in enumerate(activity.amounts.all()):
        found[f"item{row}"] = items()[amount.item].name
        rough = "khoảng " * amount.is_rough
        found[f"number{row}"] = f"{rough}{numbers.show(plain(amount.number))}"
    return found


def of_line(text: str, user: User, *, today: dt.date) -> EntryPage:
    """The form filled from a line, each piece that was understood marked, the rest told."""
    choices = choices_for(user, today=today)
    own = {one.name: str(one.pk) for one in choices.campaigns}
    index = units.names()
    reading = read(text, Surroundings(today, index.resolve, own))
    initial = initial_from(reading, choices, today=today)
    form = ActivityForm(choices=choices, initial=initial)
    names = {key: name for name, key in own.items()}
    understood = [_understood(piece, reading, names, today) for piece in reading.pieces]
    unread = [(one.text, one.why) for one in reading.unread]
    return EntryPage(form, text, understood, unread)


def initial_from(reading: Reading, choices: Choices, *, today: dt.date) -> dict[str, Any]:
    """What the line fills in; what it does not say stays as likely as in an empty form."""
    days, kind = reading.days, kinds().get(reading.kind)
    found: dict[str, Any] = {
        "key": uuid.uuid4(), "first_on": days.first if days else today,
        "last_on": days.last if days and days.last != days.first else None,
        "kind": reading.kind, "place": reading.place, "donor": reading.donor,
        "result": reading.text.strip(),
    }  # fmt: skip
    unit = queries.unit_for(reading.unit, choices.units) if reading.unit else None
    where = reading.where or (reading.unit if unit is None else "")
    if unit is not None:
        found["unit"] = str(unit.pk)
    commune = next((one for one, _ in choices.communes if one.key == where), None)
    found["commune"] = str(commune.pk) if commune else ""
    found |= _people_and_amounts(reading)
    if reading.worth is not None:
        component = "cash" if reading.worth.is_cash or kind is None else kind.value_as
        found[component] = reading.worth.amount
    if reading.campaign:
        found["campaign"] = _campaign(reading.campaign, found["first_on"], choices)
    return found


def _people_and_amounts(reading: Reading) -> dict[str, Any]:
    """People go into their own fields, everything else into the rows of things."""
    found: dict[str, Any] = {}
    added: dict[str, Quantity] = {}
    for one in reading.quantities:
        role = items()[one.item].role
        if role in _PEOPLE and one.item not in {"ADDRESS", "SURGERY"}:
            found[_PEOPLE[role]] = int(one.number) + int(found.get(_PEOPLE[role], 0))
        else:
            before = added.get(one.item)
            number = one.number + (before.number if before else 0)
            added[one.item] = Quantity(one.item, number, one.is_rough)
    for row, one in enumerate(added.values()):
        found[f"item{row}"] = items()[one.item].name
        found[f"number{row}"] = f"{'khoảng ' * one.is_rough}{numbers.show(one.number)}"
    return found


def _campaign(code: str, day: dt.date, choices: Choices) -> str:
    """The campaign by its number in the table, else the one of that kind that runs on the day."""
    if code.isdecimal():
        return code
    running = queries.campaigns_on(day, code) if code in CampaignKind.values else None
    return str(running.pk) if running else ""


def _understood(
    piece: Piece, reading: Reading, campaigns: Mapping[str, str], today: dt.date
) -> Understood:
    words = reading.text[slice(*piece.span)]
    return Understood(words, LABELS[piece.field], _value(piece, campaigns, today), piece.note)


def _value(piece: Piece, campaigns: Mapping[str, str], today: dt.date) -> str:
    """What was understood, in words."""
    value = piece.value
    if isinstance(value, Quantity):
        said = shown(value, items()[value.item].name)
        return f"{said} (tính ra)" if value.is_computed else said
    if isinstance(value, Worth):
        said = f"{'khoảng ' * value.is_rough}{numbers.show_dong(value.amount)}"
        return f"{said} (tính ra)" if value.is_computed else said
    if piece.field == Field.KIND:
        return kinds()[str(value)].name
    if piece.field in {Field.UNIT, Field.WHERE}:
        return units.names().register.ref(str(value), today).name
    if piece.field == Field.CAMPAIGN:
        labels = dict(CampaignKind.choices)
        return campaigns.get(str(value)) or str(labels.get(str(value), value))
    return str(value)
