"""The tree of units as of any day, what a search finds in it, and the life of one unit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django import forms
from django.http import QueryDict

from nhanai.desk.actions.units import may_reorganise
from nhanai.documents import queries as documents
from nhanai.identity import queries as identity
from nhanai.identity.models import Appointment, User
from nhanai.identity.permissions import Permission as Identity
from nhanai.units import queries
from nhanai.units.models import Reorganisation, Unit, UnitName
from nhanai.units.queries import Life
from nhanai.units.vocab import Line, UnitKind
from nhanai.web.paging import Page, number_from, page_of

if TYPE_CHECKING:
    from nhanai.units.queries.days import NamedUnit, PlacedUnit

ROWS: Final = 60
"""The communes of a province stand on one page."""

ACTS: Final = (
    ("doi-ten", "Đổi tên"),
    ("chuyen", "Chuyển đơn vị trên"),
    ("sap-nhap", "Sáp nhập, hợp nhất"),
    ("chia-tach", "Chia, tách"),
    ("ket-thuc", "Kết thúc hoạt động"),
    ("thanh-lap", "Thành lập đơn vị bên dưới"),
)
SHOWN_ACTS: Final = 20


class Asked(forms.Form):
    """Which day and which line; both live in the address, so a wrong one is only pointed out."""

    ngay = forms.DateField(
        label="Vào ngày",
        required=False,
        error_messages={"invalid": "Viết ngày như 01/7/2025. Đang xem theo hôm nay."},
        widget=forms.DateInput(attrs={"data-date": "", "autocomplete": "off"}),
    )
    he = forms.ChoiceField(label="Trong", choices=Line.choices, required=False)

    def day(self, today: dt.date) -> dt.date:
        """The day asked for, else today."""
        self.is_valid()
        return self.cleaned_data.get("ngay") or today

    def line(self) -> str:
        """The line asked for, else the Red Cross line."""
        self.is_valid()
        return self.cleaned_data.get("he") or Line.RED_CROSS


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that a search found; `former` is a name that it no longer bears."""

    unit: "NamedUnit"
    former: UnitName | None


@dataclass(frozen=True, slots=True)
class Tree:
    """One branch of the tree on one day, or what was found."""

    form: Asked
    day: dt.date
    is_today: bool
    line: str
    q: str
    above: Sequence["NamedUnit"]
    parent: "NamedUnit | None"
    below: "Page[PlacedUnit] | None"
    found: Page[Found] | None

    @property
    def lines(self) -> Sequence[tuple[str, str, None]]:
        """The two lines as tabs."""
        return [(value, label, None) for value, label in Line.choices]


def load_tree(asked: QueryDict, *, today: dt.date) -> Tree:
    """The branch or the search that the address asks for."""
    form = Asked(asked)
    day, line, q = form.day(today), form.line(), asked.get("q", "").strip()[:200]
    number = number_from(asked.get("trang"))
    if q:
        return Tree(form, day, day == today, line, q, (), None, None, found(q, day, number))
    parent = branch(asked.get("duoi", ""), line, day)
    if parent is None:
        return Tree(form, day, day == today, line, q, (), None, None, None)
    above = list(queries.ancestors(parent, day, line))
    units = queries.tree(day, line, parent)
    below = page_of(units, number=number, noun="đơn vị", size=ROWS)
    return Tree(form, day, day == today, line, q, above, parent, below, None)


def branch(key: str, line: str, day: dt.date) -> "NamedUnit | None":
    """The unit asked for, else the top; where only one stands below it, that one."""
    if key:
        return queries.named(Unit.objects.filter(key=key), day).first()
    top = queries.top(line, day).first()
    below = list(queries.tree(day, line, top)[:2]) if top else []
    return below[0] if len(below) == 1 else top


def found(q: str, day: dt.date, number: int) -> Page[Found]:
    """What a search finds on a day, the living first."""
    page = page_of(queries.search(q, day), number=number, noun="đơn vị")
    former = queries.former_names([unit.pk for unit in page], day)
    rows = [Found(unit, former.get(unit.pk)) for unit in page]
    return Page(rows, page.number, page.total, page.size, page.noun)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds today a part of what the unit held."""

    unit: Unit
    name: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The life of one unit, seen on one day."""

    life: Life
    name: str
    today: dt.date
    day: dt.date
    below: Mapping[str, int]
    holders: Sequence[Holder]
    members: "Sequence[NamedUnit]"
    people: Sequence[Appointment] | None
    acts: Sequence[Reorganisation]
    may_reorganise: bool
    address: str
    """Where it receives documents by e-mail."""
    may_address: bool

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.life.unit

    @property
    def is_living(self) -> bool:
        """Whether it is at work today."""
        return self.unit.start <= self.today and not self.has_ended

    @property
    def has_ended(self) -> bool:
        """Whether it has ended by today."""
        return self.unit.end is not None and self.unit.end <= self.today

    @property
    def lines(self) -> Sequence[tuple[str, str, int]]:
        """The lines in which somebody stands below it: code, words, how many."""
        words = dict(Line.choices)
        return [(line, words[line], number) for line, number in self.below.items() if number]

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """The acts that may be asked for here."""
        return ACTS if self.may_reorganise and self.is_living else ()


def load_unit(unit: Unit, *, user: User, day: dt.date, today: dt.date) -> UnitPage:
    """Everything that the page of a unit shows, in a known number of queries."""
    life = queries.life(unit)
    has_ended = unit.end is not None and unit.end <= today
    return UnitPage(
        life,
        life.name_on(day),
        today,
        day,
        {line: queries.descendants(unit, today, line).count() for line in Line.values},
        holders(unit, life, today) if has_ended else (),
        list(queries.members_on(unit, day)) if unit.kind == UnitKind.GROUP else (),
        people_at(unit, user, today),
        list(life.acts[:SHOWN_ACTS]),
        may_reorganise(user, [unit.key], today=today),
        documents.address_of(unit),
        documents.may_keep_addresses(user, today=today),
    )


def holders(unit: Unit, life: Life, today: dt.date) -> Sequence[Holder]:
    """Who holds now what an ended unit held, the greatest part first.

    Nothing where they are the direct successors, whom the page names anyway.
    """
    parts = queries.successors_on(unit, today)
    if set(parts) == {one.unit.key for one in life.successors}:
        return ()
    units = queries.named(Unit.objects.filter(key__in=parts), today)
    held = [Holder(one, one.called, parts[one.key]) for one in units]
    return sorted(held, key=lambda holder: (-holder.share, holder.name))


def people_at(unit: Unit, user: User, today: dt.date) -> Sequence[Appointment] | None:
    """Who holds an appointment here today; None for those who may not see people."""
    if not identity.allowed(user, Identity.VIEW, unit=unit, today=today):
        return None
    rows = Appointment.objects.filter(identity.in_force(today), unit=unit, user__is_active=True)
    return list(rows.select_related("user").order_by("role", "user__sort_key"))
