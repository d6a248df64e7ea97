"""The list of sponsors, and the promises to one address."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q

from nhanai.aid import queries
from nhanai.aid.forms.support import CommitmentForm, SponsorForm
from nhanai.aid.models import Address, Commitment, Delivery, Sponsor
from nhanai.aid.permissions import Permission
from nhanai.aid.vocab import STANDING, DeliveryState
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.identity.models import User
from nhanai.people import queries as people
from nhanai.people.models import Person
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of

OFFERED: Final = 200
SHOWN: Final = 12
"""Instalments that the page of an address lists of one promise."""


@dataclass(frozen=True, slots=True)
class SponsorRow:
    """One sponsor as `user` may name it."""

    sponsor: Sponsor
    name: str
    unit: str
    running: int


@dataclass(frozen=True, slots=True)
class SponsorsPage:
    """Everything that the list shows."""

    rows: Sequence[SponsorRow]
    page: Page[Sponsor]
    form: SponsorForm | None
    words: str
    person: Person | None = None
    """Of the register, who is about to be written down as a sponsor."""


def person_of(user: User, key: str, *, today: dt.date) -> Person | None:
    """The person of the register with that key, if she may see her."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return people.visible_to(user, today=today).filter(key=wanted).first()


def sponsors_page(
    user: User, words: str, *, today: dt.date, number: int, form: SponsorForm | None = None,
    person: Person | None = None,
) -> SponsorsPage:  # fmt: skip
    """Load the list; a steady number of queries."""
    runs = Q(commitments__start__lte=today) & (
        Q(commitments__end__isnull=True) | Q(commitments__end__gt=today)
    )
    found = queries.sponsors_of(user, today=today, words=words)
    page = page_of(found.annotate(running=Count("commitments", filter=runs)),
                   number=number, noun="nhà đỡ đầu")  # fmt: skip
    names = queries.sponsor_names(user, page.rows, today=today)
    units = names_on({one.unit_id for one in page.rows}, today)
    rows = [
        SponsorRow(one, names[one.pk], units.get(one.unit_id, ""), int(getattr(one, "running", 0)))
        for one in page.rows
    ]
    form = form or sponsor_form(user, None, today=today)
    return SponsorsPage(rows, page, form, words, person)


def sponsor_form(
    user: User, data: Mapping[str, Any] | None, *, today: dt.date
) -> SponsorForm | None:
    """The form for another sponsor; None where she keeps none."""
    units = queries.recordable_units(user, today=today, permission=Permission.DELIVER)
    return SponsorForm(data, units=units) if units else None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise with what came of it and what is late."""

    commitment: Commitment
    sponsor: str
    words: str
    done: int
    due: Sequence[str]
    late: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class GotRow:
    """One thing that the household got, from whomever."""

    words: str
    state: str
    batch: int | None


@dataclass(frozen=True, slots=True)
class SupportPart:
    """What stands by one address: promises, what it got, and the form for another promise."""

    promises: Sequence[PromiseRow]
    got: Sequence[GotRow]
    form: CommitmentForm | None


def support_of(
    address: Address, user: User, *, today: dt.date, form: CommitmentForm | None = None
) -> SupportPart:
    """Load what stands by the address; a steady number of queries."""
    rows = list(Commitment.objects.filter(address=address).select_related("sponsor__person"))
    names = queries.sponsor_names(user, [one.sponsor for one in rows], today=today)
    several = queries.instalments_of(rows, until=today)
    promises = []
    for one in rows:
        parts = several[one.pk]
        due = [part for part in parts if not part.is_done]
        told = [f"{numbers.show_dong(part.amount)} kỳ {written(part.on)}" for part in due[:SHOWN]]
        promises.append(
            PromiseRow(
                one, names[one.sponsor_id], promise_words(one), len(parts) - len(due), told,
                sum(part.is_late(today) for part in due), one.end is None or one.end > today,
            )
        )  # fmt: skip
    may = queries.may(user, Permission.DELIVER, address, today=today)
    if may and address.state in STANDING:
        form = form or commitment_form(address, user, None, today=today)
    return SupportPart(promises, _got(address), form)


def commitment_form(
    address: Address, user: User, data: Mapping[str, Any] | None, *, today: dt.date
) -> CommitmentForm:
    """The form for a promise, with the sponsors she may choose."""
    sponsors = list(queries.sponsors_of(user, today=today)[:OFFERED])
    names = queries.sponsor_names(user, sponsors, today=today)
    named = [(one, names[one.pk]) for one in sponsors]
    return CommitmentForm(data, sponsors=named, initial={"start": today})


def promise_words(one: Commitment) -> str:
    """`300.000 đ hằng tháng, từ 01/9/2026 đến 31/8/2027`."""
    cycle = str(one.get_cycle_display()).lower()
    last = f" đến {written(one.end - dt.timedelta(days=1))}" if one.end else ""
    what = f"; {one.what}" if one.what else ""
    return f"{numbers.show_dong(one.amount)} {cycle}, từ {written(one.start)}{last}{what}"


def _got(address: Address) -> list[GotRow]:
    """What came here and what is on its way, then what the household got from others."""
    rows = Delivery.objects.filter(address=address).select_related("batch").order_by("-pk")[:40]
    own = [
        GotRow(
            f"{one.batch.what}, {numbers.show_dong(one.worth)}, ngày"
            f" {written(one.on or one.batch.on)}",
            str(one.get_state_display()), one.batch_id,
        )
        for one in rows
    ]  # fmt: skip
    since = dt.date(2000, 1, 1)
    got = queries.received_by_household([address.household_key], since=since)
    other = [
        GotRow(one.words, str(DeliveryState.DELIVERED.label), None)
        for one in got.get(address.household_key, ())[:40]
        if not one.key.startswith("aid.delivery:")
    ]
    return [*own, *other]
