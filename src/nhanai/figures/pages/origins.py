"""The records that figures come from: what each is called, and its page for who sees it.

Never whom a record is about: an address by its code, a person by what she is to the society.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Model, QuerySet
from django.urls import reverse

from nhanai.activities import facts as activities
from nhanai.activities import queries as activity_queries
from nhanai.aid import facts as aid
from nhanai.aid import queries as aid_queries
from nhanai.aid.models import Address, Delivery
from nhanai.banking import facts as banking
from nhanai.banking import queries as banking_queries
from nhanai.banking.models import BoxOpening, CashBox
from nhanai.distributions import facts as distributions
from nhanai.distributions import queries as distribution_queries
from nhanai.distributions.models import Quota, Recipient
from nhanai.facts.models import Fact
from nhanai.figures import facts as typed
from nhanai.funds import facts as funds
from nhanai.funds import queries as fund_queries
from nhanai.funds.models import Donation
from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.ledger import queries as ledger_queries
from nhanai.people import facts as people
from nhanai.people import queries as people_queries
from nhanai.people.models import PersonRole
from nhanai.people.permissions import Permission as People
from nhanai.units.models import Unit
from nhanai.units.queries import names_by_day

Tell = Callable[[User, set[int], dt.date], "Mapping[int, Origin]"]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a fact comes from; no address where she does not see it."""

    words: str
    href: str = ""


OTHER: Final = Origin("Bản ghi khác")


def records_of(
    user: User, several: Iterable[Fact], *, today: dt.date
) -> Mapping[tuple[str, int], Origin]:
    """The records of these facts, in a query or two for each register."""
    by_source: dict[str, set[int]] = {}
    for fact in several:
        by_source.setdefault(fact.source, set()).add(fact.record)
    found: dict[tuple[str, int], Origin] = {}
    for source, tell in TELLERS.items():
        if source in by_source:
            told = tell(user, by_source[source], today)
            found |= {(source, record): one for record, one in told.items()}
    return found


def _activities(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    rows = activity_queries.visible_to(user, today=today).filter(pk__in=numbers)
    seen = dict(rows.order_by().values_list("pk", "title"))
    return {
        pk: Origin(seen[pk], reverse("activities:activity", args=[pk]))
        if pk in seen
        else Origin("Hoạt động")
        for pk in numbers
    }


def _typed(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    return {pk: Origin("Số liệu nhập tay", reverse("figures:figure", args=[pk])) for pk in numbers}


def _roles(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    """Never whose role it is; only the way there, for who may see the person."""
    rows = list(PersonRole.objects.filter(pk__in=numbers).select_related("person"))
    seen: set[int] = set()
    if holds(user, People.VIEW, today=today):
        people_seen = people_queries.visible_to(user, today=today)
        whose = people_seen.filter(pk__in=[role.person_id for role in rows])
        seen = set(whose.order_by().values_list("pk", flat=True))
    return {
        role.pk: Origin(
            str(role.get_kind_display()),
            reverse("people:person", args=[role.person.key]) if role.person_id in seen else "",
        )
        for role in rows
    }


def _units(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    keys = dict(Unit.objects.filter(pk__in=numbers).values_list("pk", "key"))
    names = names_by_day((pk, today) for pk in numbers)
    return {
        pk: Origin(names[pk, today], reverse("desk:unit", args=[key])) for pk, key in keys.items()
    }


def _addresses(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    codes = dict(Address.objects.filter(pk__in=numbers).values_list("pk", "code"))
    seen = _seen(aid_queries.visible_to(user, today=today), codes)
    return {
        pk: Origin(f"Địa chỉ nhân đạo {code or ''}".strip(), _href("aid:address", pk in seen, code))
        for pk, code in codes.items()
    }


def _deliveries(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    rows = Delivery.objects.filter(pk__in=numbers).select_related("batch")
    batches = {one.pk: one.batch for one in rows}
    seen = _seen(aid_queries.batches_of(user, today=today), {one.pk for one in batches.values()})
    return {
        pk: Origin(f"Đợt trao {batch}", _href("aid:batch", batch.pk in seen, batch.pk))
        for pk, batch in batches.items()
    }


def _standing(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    href = reverse("aid:board")
    return {pk: Origin("Sổ địa chỉ nhân đạo", href) for pk in numbers}


def _gifts(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    codes = dict(Donation.objects.filter(pk__in=numbers).values_list("pk", "code"))
    seen = _seen(fund_queries.donations_of(user, today=today), codes)
    return {
        pk: Origin(f"Khoản ủng hộ {code}", _href("funds:gift", pk in seen, pk))
        for pk, code in codes.items()
    }


def _balances(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    books = {number: funds.book_of(number) for number in numbers}
    seen = _seen(ledger_queries.books_of(user, today=today), set(books.values()))
    return {
        number: Origin("Số dư các quỹ, theo sổ", _href("ledger:book", book in seen, book))
        for number, book in books.items()
    }


def _boxes(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    codes = dict(CashBox.objects.filter(pk__in=numbers).values_list("pk", "code"))
    seen = _seen(banking_queries.boxes_visible_to(user, today=today), codes)
    return {
        pk: Origin(f"Hòm quỹ {code}", _href("banking:box", pk in seen, pk))
        for pk, code in codes.items()
    }


def _openings(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    rows = list(BoxOpening.objects.filter(pk__in=numbers).select_related("box"))
    seen = _seen(banking_queries.boxes_visible_to(user, today=today), {one.box_id for one in rows})
    return {
        one.pk: Origin(
            f"Biên bản mở hòm quỹ {one.box.code} lần {one.number}",
            _href("banking:box", one.box_id in seen, one.box_id),
        )
        for one in rows
    }


def _recipients(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    quotas = dict(Recipient.objects.filter(pk__in=numbers).values_list("pk", "quota"))
    told = _quotas(user, set(quotas.values()), today)
    return {pk: told[quota] for pk, quota in quotas.items()}


def _quotas(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    rows = list(Quota.objects.filter(pk__in=numbers).select_related("round"))
    seen = _seen(
        distribution_queries.quotas_visible_to(user, today=today), {one.pk for one in rows}
    )
    return {
        one.pk: Origin(
            f"Danh sách {one.round}", _href("distributions:quota", one.pk in seen, one.pk)
        )
        for one in rows
    }


def _emergencies(user: User, numbers: set[int], today: dt.date) -> Mapping[int, Origin]:
    return {pk: Origin("Trợ giúp khẩn cấp") for pk in numbers}


def _seen(rows: "QuerySet[Model]", wanted: Iterable[int]) -> set[int]:
    """Those of the wanted rows that are among these."""
    return set(rows.filter(pk__in=list(wanted)).order_by().values_list("pk", flat=True))


def _href(name: str, is_seen: bool, key: object) -> str:
    """The page, for who sees the record."""
    return reverse(name, args=[key]) if is_seen and key else ""


TELLERS: Final[Mapping[str, Tell]] = {
    activities.SOURCE: _activities, typed.SOURCE: _typed, people.ROLE: _roles, people.UNIT: _units,
    aid.ADDRESS: _addresses, aid.DELIVERY: _deliveries, aid.UNIT: _standing,
    funds.DONATION: _gifts, funds.BALANCE: _balances, banking.BOX: _boxes,
    banking.OPENING: _openings, distributions.GIFT: _recipients, distributions.PLACE: _quotas,
    distributions.EMERGENCY: _emergencies,
}  # fmt: skip
"""By the source of facts, who tells what its records are."""
