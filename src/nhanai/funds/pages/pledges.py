"""Pledges: the list, one with its instalments, a new one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.banking.models import BankAccount
from nhanai.banking.rules.vietqr import Payment, payload_of
from nhanai.funds import actions, queries
from nhanai.funds.actions.pledging import reference
from nhanai.funds.forms.pledges import PledgeForm
from nhanai.funds.models import (
    ContributionCampaign,
    Donation,
    Donor,
    Pledge,
    PledgeChange,
    PledgeInstalment,
)
from nhanai.funds.pages.campaigns import called
from nhanai.funds.permissions import Permission
from nhanai.funds.rules.pledges import Reckoning, Standing
from nhanai.funds.vocab import PledgeState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.queries import name_on, names_on
from nhanai.web.paging import Page, number_from, page_of

DONORS_OFFERED = 400
STATES = (("", "Tất cả"), *PledgeState.choices)


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge and how it stands."""

    pledge: Pledge
    unit: str
    account: Reckoning
    late: int


@dataclass(frozen=True, slots=True)
class PledgesPage:
    """Everything that the list shows; `tabs` are value, label, whether chosen."""

    rows: Sequence[PledgeRow]
    page: Page[Pledge]
    words: str
    state: str
    tabs: Sequence[tuple[str, str, bool]]
    may_record: bool


def pledges_page(user: User, asked: QueryDict, *, today: dt.date) -> PledgesPage:
    """Load the list in a known number of queries."""
    words, state = asked.get("q", "")[:200], asked.get("tinh-trang", "")
    found = queries.pledges_of(user, today=today, words=words)
    if state in PledgeState.values:
        found = found.filter(state=state)
    page = page_of(found, number=number_from(asked.get("trang")), noun="cam kết")
    told = queries.reckonings_of(page.rows)
    names = names_on({one.unit_id for one in page.rows}, today)
    rows = [
        PledgeRow(one, names.get(one.unit_id, ""), told[one.pk], told[one.pk].late(today))
        for one in page.rows
    ]
    may = bool(identity.rights_of(user, today=today).at(Permission.RECORD))
    tabs = [(value, label, value == state) for value, label in STATES]
    return PledgesPage(rows, page, words, state, tabs, may)


@dataclass(frozen=True, slots=True)
class PartRow:
    """An instalment, the code with which it is paid, whether it is late."""

    standing: Standing
    reference: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class PledgePage:
    """Everything that the page of one pledge shows."""

    pledge: Pledge
    unit: str
    account: Reckoning
    parts: Sequence[PartRow]
    gifts: Sequence[Donation]
    changes: Sequence[PledgeChange]
    bank: BankAccount | None
    may_record: bool

    @property
    def next(self) -> PartRow | None:
        """The first instalment that is open; its code is drawn."""
        return next((one for one in self.parts if one.standing.open), None)


def pledge_page(pledge: Pledge, user: User, *, today: dt.date) -> PledgePage:
    """Load the page in a known number of queries."""
    account = queries.reckoning(pledge)
    parts = [
        PartRow(one, reference(one.part.key), one.is_late(today)) for one in account.parts
    ]  # fmt: skip
    gifts = Donation.objects.filter(instalment__pledge=pledge).order_by("day", "pk")
    may = identity.allowed(user, Permission.RECORD, unit=pledge.unit, today=today)
    return PledgePage(
        pledge, name_on(pledge.unit, today), account, parts, list(gifts),
        list(pledge.changes.order_by("pk")), _bank_of(pledge), may,
    )  # fmt: skip


def payload(instalment: PledgeInstalment) -> str | None:
    """What the payment code of an instalment says; None without an account to pay into."""
    bank = _bank_of(instalment.pledge)
    if bank is None:
        return None
    left = max(0, queries.reckoning(instalment.pledge).of(instalment.pk).open)
    return payload_of(Payment(bank.bank, bank.number, left, reference(instalment.pk)))


def _bank_of(pledge: Pledge) -> BankAccount | None:
    rows = BankAccount.objects.filter(unit=pledge.unit, currency="VND", closed_on__isnull=True)
    return rows.order_by("name", "pk").first()


@dataclass(frozen=True, slots=True)
class NewPledgePage:
    """Everything that the form of a new pledge shows."""

    form: PledgeForm
    donors: Sequence[Donor]


def new_page(
    user: User, data: QueryDict | None, asked: QueryDict, *, today: dt.date
) -> NewPledgePage:
    """The form, with the campaign from whose page one came."""
    funds = list(queries.recordable_funds(user, today=today)[:100])
    campaigns = ContributionCampaign.objects.filter(fund__in=funds, receives_until__gte=today)
    initial = {
        "day": today,
        "times": 1,
        "campaign": asked.get("dot", ""),
        "donor": asked.get("nguoi", ""),
    }
    donors = Donor.objects.filter(unit__in={one.book.unit_id for one in funds})
    offered = donors.select_related("person").order_by("-pk")[:DONORS_OFFERED]
    form = PledgeForm(
        data, funds=called(funds, user, today=today),
        campaigns=list(campaigns.select_related("fund__book__unit")), initial=initial,
    )  # fmt: skip
    return NewPledgePage(form, list(offered))


def pledged(page: NewPledgePage, user: User, *, at: dt.datetime) -> Pledge:
    """Write down what the form says."""
    form, fund = page.form, page.form.chosen_fund
    if fund is None:
        raise actions.CannotPledge("Chưa có quỹ để nhận. Hãy mở quỹ ở trang Sổ sách trước.")
    known = next((one for one in page.donors if one.pk == form.known), None)
    return actions.pledge(
        fund=fund, values=form.value, donor=known or form.somebody,
        token=form.cleaned_data["token"], by=user, at=at,
    )  # fmt: skip
