"""The list of rounds, and one round with its communes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from nhanai.activities.queries import running as running_campaigns
from nhanai.base import numbers
from nhanai.base.findings import Finding
from nhanai.base.text import sort_key
from nhanai.distributions import queries
from nhanai.distributions.forms.rounds import RoundForm
from nhanai.distributions.models import GiftItem, GiftRound, GiftSample, Quota
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.rounds import listed_counts, receiving_units
from nhanai.distributions.rules.balance import Balance
from nhanai.distributions.rules.limits import remark_on_worth
from nhanai.distributions.vocab import GiftRoundState, QuotaState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund
from nhanai.stock.models import Warehouse
from nhanai.units.models import Unit
from nhanai.units.queries import name_on, names_on
from nhanai.web.paging import Page, page_of, page_of_values

TONES: Final = {
    GiftRoundState.OPEN: "run", GiftRoundState.CLOSED: "ok", GiftRoundState.CANCELLED: "",
}  # fmt: skip
LISTS: Final = {
    QuotaState.LISTING: "hand", QuotaState.SUBMITTED: "hand", QuotaState.APPROVED: "run",
    QuotaState.GIVEN: "run", QuotaState.SETTLED: "ok",
}  # fmt: skip
SHOWN: Final = 50
OFFERED: Final = 300


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in the list."""

    round: GiftRound
    unit: str
    units: int
    tone: str


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """Everything that the list shows."""

    rows: Sequence[RoundRow]
    page: Page[GiftRound]
    words: str
    may_run: bool


def rounds_page(user: User, words: str, *, today: dt.date, number: int) -> RoundsPage:
    """Load the list; a steady number of queries."""
    found = queries.rounds_visible_to(user, today=today, words=words)
    page = page_of(found, number=number, noun="đợt trao quà")
    counted = dict(
        Quota.objects.filter(round__in=[one.pk for one in page], gifts__gt=0).order_by()
        .values_list("round").annotate(n=Count("pk"))
    )  # fmt: skip
    units = names_on({one.unit_id for one in page}, today)
    rows = [
        RoundRow(
            one,
            units.get(one.unit_id, ""),
            counted.get(one.pk, 0),
            TONES[GiftRoundState(one.state)],
        )
        for one in page
    ]
    return RoundsPage(rows, page, words, identity.holds(user, Permission.RUN, today=today))


def round_form(user: User, *, today: dt.date, data: Mapping[str, str] | None = None) -> RoundForm:
    """The form of a new round, with the funds and warehouses of the units that she runs."""
    units = queries.runnable_units(user, today=today)
    own = [unit.pk for unit, _ in units[:1]] if len(units) > OFFERED else [u.pk for u, _ in units]
    funds = Fund.objects.filter(book__unit__in=own, closed_on=None).order_by("name_folded", "pk")
    stores = Warehouse.objects.filter(unit__in=own).order_by("name", "pk")
    return RoundForm(
        data, units=units, funds=list(funds[:OFFERED]), warehouses=list(stores[:OFFERED]),
        campaigns=list(running_campaigns(today=today)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One commune of the round; `quota` is None where it has none yet."""

    unit: Unit
    name: str
    quota: Quota | None
    weight: int
    gifts: int
    listed: int
    reserve: int
    balance: Balance
    tone: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round: what there is, and how far each commune is."""

    round: GiftRound
    unit: str
    tone: str
    items: Sequence[GiftItem]
    worth: str
    whole: str
    remark: Finding | None
    rows: Sequence[QuotaRow]
    page: Page[QuotaRow]
    given: int
    free: int
    sums: Balance
    counts: Sequence[tuple[str, int]]
    may_run: bool
    samples: Sequence[GiftSample]
    is_above: bool

    @property
    def is_open(self) -> bool:
        """Whether anything may still be changed."""
        return self.round.state == GiftRoundState.OPEN


def round_page(round_: GiftRound, user: User, *, today: dt.date, number: int) -> RoundPage:
    """Load the page; a steady number of queries. Who runs it sees every commune."""
    may = identity.allowed(user, Permission.RUN, unit=round_.unit, today=today)
    rows = quota_rows(round_, user, today=today)
    page = page_of_values(rows, number=number, noun="đơn vị", size=SHOWN)
    given = sum(one.gifts for one in rows)
    counts = Counter(one.quota.state for one in rows if one.quota and one.gifts)
    return RoundPage(
        round_, name_on(round_.unit, today), TONES[GiftRoundState(round_.state)],
        list(round_.items.all()), numbers.show_dong(round_.worth),
        numbers.show_dong(round_.worth * round_.gifts),
        remark_on_worth(round_.programme, round_.on, round_.worth), page.rows, page, given,
        round_.gifts - given, _sum(one.balance for one in rows),
        [(str(state.label), counts[state]) for state in QuotaState], may,
        list(round_.samples.order_by("pk")),
        identity.allowed(user, Permission.VIEW, unit=round_.unit, today=today),
    )  # fmt: skip


def quota_rows(round_: GiftRound, user: User, *, today: dt.date) -> list[QuotaRow]:
    """The communes of the round that she sees, by name; who runs it sees those without a quota."""
    may = identity.allowed(user, Permission.RUN, unit=round_.unit, today=today)
    seen = queries.quotas_visible_to(user, today=today).filter(round=round_)
    quotas = {one.unit_id: one for one in seen}
    units = {one.unit_id: one.unit for one in quotas.values()}
    if may and round_.state == GiftRoundState.OPEN:
        units |= {one.pk: one for one in receiving_units(round_.unit, today)}
    names = names_on(set(units), round_.on)
    balances = queries.balances_of(list(quotas.values()))
    listed = listed_counts([one.pk for one in quotas.values()])
    rows = [
        _row(unit, names.get(key, unit.key), quotas.get(key), balances, listed)
        for key, unit in units.items()
    ]
    return sorted(rows, key=lambda one: sort_key(one.name))


def _row(
    unit: Unit, name: str, quota: Quota | None, balances: Mapping[int, Balance],
    listed: Mapping[tuple[int, bool], int],
) -> QuotaRow:  # fmt: skip
    if quota is None:
        return QuotaRow(unit, name, None, 0, 0, 0, 0, Balance(0, 0, 0, 0, 0), "")
    return QuotaRow(
        unit, name, quota, quota.weight, quota.gifts, listed.get((quota.pk, False), 0),
        listed.get((quota.pk, True), 0), balances[quota.pk], LISTS[QuotaState(quota.state)],
    )  # fmt: skip


def _sum(balances: Iterable[Balance]) -> Balance:
    listed = list(balances)
    return Balance(
        sum(one.sent for one in listed), sum(one.arrived for one in listed),
        sum(one.handed for one in listed), sum(one.moved for one in listed),
        sum(one.returned for one in listed),
    )  # fmt: skip
