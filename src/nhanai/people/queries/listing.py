"""The list of people as filtered: what may be asked, and who is found."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.queries.finding import matching
from nhanai.people.queries.people import visible_to
from nhanai.people.vocab import RoleKind

AGES: Final = (
    ("", "Mọi tuổi", 0, 200),
    ("duoi-16", "Dưới 16", 0, 15),
    ("16-30", "16–30", 16, 30),
    ("31-60", "31–60", 31, 60),
    ("tren-60", "Trên 60", 61, 200),
)
STATES: Final = (
    ("", "Đang giữ vai trò"),
    ("thoi", "Không còn vai trò"),
    ("tat-ca", "Tất cả"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; whatever is not known is no filter. `unit` is a key."""

    words: str = ""
    kind: str = ""
    unit: str = ""
    age: str = ""
    state: str = ""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "Asked":
        """The filters of an address."""
        kind = said.get("vai-tro", "")
        return cls(
            said.get("q", "")[:100],
            kind if kind in RoleKind.values else "",
            said.get("don-vi", "")[:50],
            said.get("tuoi", "") if said.get("tuoi") in {one[0] for one in AGES} else "",
            said.get("tinh-trang", "") if said.get("tinh-trang") in dict(STATES) else "",
        )

    def plain(self) -> dict[str, str]:
        """The same as plain values, which `Asked(**…)` takes back."""
        return asdict(self)

    def address(self) -> str:
        """The same as a part of an address, which `of` reads."""
        said = {"q": self.words, "vai-tro": self.kind, "don-vi": self.unit, "tuoi": self.age,
                "tinh-trang": self.state}  # fmt: skip
        return urlencode({name: text for name, text in said.items() if text})

    @property
    def is_filtered(self) -> bool:
        """Whether more than words was asked for."""
        return any((self.kind, self.unit, self.age, self.state))


def listed(user: User, asked: Asked, *, today: dt.date) -> QuerySet[Person]:
    """The people of her units and below, as filtered, by given name."""
    can_record = identity.holds(user, Permission.RECORD, today=today)
    seen = visible_to(user, today=today).filter(erased_at__isnull=True)
    people = matching(seen, asked.words, by_number=can_record)
    held = PersonRole.objects.filter(person=OuterRef("pk"))
    if asked.state == "thoi":
        people = people.exclude(Exists(held.filter(identity.in_force(today))))
    elif asked.state == "":
        within = identity.reach(user, Permission.VIEW, today=today)
        held = held.filter(identity.in_force(today), unit__in=within.order_by().values("pk"))
    if asked.state == "" or asked.kind or asked.unit:
        people = people.filter(Exists(roles_asked(held, asked)))
    return _of_age(people, asked.age, today)


def roles_asked(roles: QuerySet[PersonRole], asked: Asked) -> QuerySet[PersonRole]:
    """Those of the kind and at the unit that were asked for."""
    roles = roles.filter(kind=asked.kind) if asked.kind else roles
    return roles.filter(unit__key=asked.unit) if asked.unit else roles


def _of_age(people: QuerySet[Person], age: str, today: dt.date) -> QuerySet[Person]:
    """Those of that age on that day; where only the year is known, by the year."""
    bounds = next(((least, most) for value, _, least, most in AGES if value == age), None)
    if not age or bounds is None:
        return people
    least, most = bounds
    born_till = _years_before(today, least)
    born_after = _years_before(today, most + 1) if most < 150 else dt.date(1, 1, 1)
    by_day = Q(birth_on__lte=born_till, birth_on__gt=born_after)
    by_year = Q(
        birth_on__isnull=True,
        birth_year__lte=today.year - least,
        birth_year__gte=max(today.year - most, 1),
    )
    return people.filter(by_day | by_year)


def _years_before(day: dt.date, years: int) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)
