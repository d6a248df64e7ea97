"""Funds and campaigns with what they hold and by when."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict

from nhanai.banking.models import BankAccount
from nhanai.banking.rules.vietqr import Payment, payload_of
from nhanai.base.days import written
from nhanai.base.numbers import show_dong
from nhanai.funds import queries
from nhanai.funds.actions.following import reference
from nhanai.funds.forms import DescribeForm, SpendForm
from nhanai.funds.models import ContributionCampaign, Donation, GiftReturn, Spending
from nhanai.funds.permissions import Permission
from nhanai.funds.rules import clocks
from nhanai.funds.rules.clocks import Clock
from nhanai.funds.rules.ways import Way
from nhanai.funds.vocab import DonationState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund
from nhanai.units.models import Unit
from nhanai.units.queries import descendants, name_on, names_on
from nhanai.units.vocab import UnitKind
from nhanai.web.paging import Page, number_from, page_of

FUNDS_SHOWN = 60
COMMUNES_SHOWN = 200
ENTRIES_OFFERED = 100


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund, what it holds, and whether she may spend of it."""

    fund: Fund
    unit: str
    held: int
    may_spend: bool


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign, what came in, and what is due next."""

    campaign: ContributionCampaign
    unit: str
    received: int
    gifts: int
    next: Clock | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the first page of the room shows."""

    funds: Sequence[FundRow]
    campaigns: Sequence[CampaignRow]
    page: Page[ContributionCampaign]
    yearly: Sequence[Clock]
    words: str
    may_record: bool
    may_launch: bool
    undoings: int
    """How many gifts wait for her to decide whether they are undone."""


def home_page(user: User, asked: QueryDict, *, today: dt.date) -> HomePage:
    """Load the page in a known number of queries."""
    words = asked.get("q", "")[:200]
    funds = list(queries.funds_of(user, today=today)[:FUNDS_SHOWN])
    found = queries.campaigns_of(user, today=today, words=words)
    page = page_of(found, number=number_from(asked.get("trang")), noun="đợt vận động")
    names = names_on(
        {one.book.unit_id for one in funds} | {one.unit_id for one in page.rows}, today
    )
    records = identity.reached(user, Permission.RECORD, today=today)
    launches = identity.reached(user, Permission.MANAGE, today=today)
    return HomePage(
        [
            FundRow(
                one, names.get(one.book.unit_id, ""), one.balance.amount,
                one.book.unit_id in records,
            )
            for one in funds
        ],
        _rows(page.rows, names, today), page, list(clocks.yearly(today)), words,
        any(one.book.unit_id in records for one in funds),
        any(one.book.unit_id in launches for one in funds),
        queries.undoings_for(user, today=today).count(),
    )  # fmt: skip


def _rows(
    campaigns: Sequence[ContributionCampaign], names: Mapping[int, str], today: dt.date
) -> list[CampaignRow]:
    received = Donation.objects.filter(campaign__in=campaigns, state=DonationState.RECEIVED)
    sums = {
        one["campaign"]: (one["whole"], one["number"])
        for one in received.order_by().values("campaign").annotate(
            whole=Sum("amount"), number=Count("pk")
        )
    }  # fmt: skip
    rows = []
    for one in campaigns:
        ahead = next((clock for clock in one.clocks if clock.due >= today), None)
        whole, number = sums.get(one.pk, (0, 0))
        over = today > one.receives_until
        rows.append(CampaignRow(one, names.get(one.unit_id, ""), whole, number, ahead, over))
    return rows


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """Everything that the page of one campaign shows."""

    campaign: ContributionCampaign
    unit: str
    way: Way
    clocks: Sequence[tuple[Clock, bool]]
    reference: str
    accounts: Sequence[BankAccount]
    account: BankAccount | None
    rows: Sequence["GiftLine"]
    page: Page[Donation]
    may_record: bool
    may_see_donors: bool


@dataclass(frozen=True, slots=True)
class GiftLine:
    """A gift as a list shows it; the name only to who may see donors."""

    gift: Donation
    donor: str


def campaign_page(
    campaign: ContributionCampaign, user: User, asked: QueryDict, *, today: dt.date
) -> CampaignPage:
    """Load the page in a known number of queries."""
    gifts = queries.donations_of(user, today=today).filter(campaign=campaign)
    page = page_of(gifts, number=number_from(asked.get("trang")), noun="khoản ủng hộ")
    accounts = accounts_of(campaign)
    return CampaignPage(
        campaign, name_on(campaign.unit, today),
        queries.telling_of(campaign.fund).of_campaign(campaign.pk),
        [(one, one.due < today) for one in campaign.clocks], reference(campaign), accounts,
        accounts[0] if accounts else None, gift_lines(user, page.rows, today=today), page,
        identity.allowed(user, Permission.RECORD, unit=campaign.unit, today=today),
        queries.may_see_donors(user, campaign.unit, today=today),
    )  # fmt: skip


def gift_lines(user: User, gifts: Sequence[Donation], *, today: dt.date) -> list[GiftLine]:
    """The gifts with who gave, where she may see that."""
    named = identity.reached(user, Permission.DONORS, today=today)
    return [
        GiftLine(
            one,
            (one.donor.called if one.donor else "không để lại tên") if one.unit_id in named else "",
        )
        for one in gifts
    ]


def accounts_of(campaign: ContributionCampaign) -> list[BankAccount]:
    """The accounts in đồng of the campaign's unit that are in use."""
    rows = BankAccount.objects.filter(unit=campaign.unit, currency="VND", closed_on__isnull=True)
    return list(rows.order_by("name", "pk")[:10])


def payload(campaign: ContributionCampaign, account: BankAccount) -> str:
    """What the payment code of a campaign says: the account, and the campaign's reference."""
    return payload_of(Payment(account.bank, account.number, 0, reference(campaign)))


def spend_form(
    fund: Fund, data: QueryDict | None, asked: QueryDict, *, today: dt.date
) -> SpendForm:
    """The form for what a fund pays."""
    campaigns = ContributionCampaign.objects.filter(fund=fund).order_by("-launched_on")[:50]
    initial = {"day": today, "campaign": asked.get("dot", "")}
    return SpendForm(
        data, campaigns=list(campaigns), communes=communes_near(fund.book.unit, today),
        initial=initial,
    )  # fmt: skip


def describe_form(fund: Fund, data: QueryDict | None, *, today: dt.date) -> DescribeForm:
    """The form for what the books alone say left the fund; it offers the newest first."""
    told = Spending.objects.filter(fund=fund, entry__isnull=False).values_list("entry", flat=True)
    back = GiftReturn.objects.filter(donation__fund=fund, entry__isnull=False)
    known = {*told, *back.values_list("entry", flat=True)}
    outflows = queries.telling_of(fund).outflows
    entries = [
        (key, f"{written(one.day)}, {show_dong(one.amount)}: {one.what}")
        for key, one in sorted(outflows.items(), reverse=True)
        if key not in known
    ]
    campaigns = ContributionCampaign.objects.filter(fund=fund).order_by("-launched_on")[:50]
    return DescribeForm(
        data, campaigns=list(campaigns), communes=communes_near(fund.book.unit, today),
        entries=entries[:ENTRIES_OFFERED],
    )  # fmt: skip


def communes_near(unit: Unit, today: dt.date) -> list[tuple[Unit, str]]:
    """The communes that the unit and the chapters below it serve."""
    below = descendants(unit, today)
    served: QuerySet[Unit] = Unit.objects.filter(
        Q(pk__in=below.order_by().values("pk"), kind=UnitKind.COMMUNE)
        | Q(pk__in=below.order_by().values("territory"))
        | Q(pk=unit.territory_id)
    ).filter(kind=UnitKind.COMMUNE)
    rows = list(served.distinct()[:COMMUNES_SHOWN])
    names = names_on({one.pk for one in rows}, today)
    return sorted(((one, names.get(one.pk, one.key)) for one in rows), key=lambda one: one[1])


def called(funds: Sequence[Fund], user: User, *, today: dt.date) -> list[tuple[Fund, str]]:
    """The funds as a form offers them: those of her own units first, with the unit if several."""
    units = {one.book.unit_id for one in funds}
    names = names_on(units, today)
    own = {one.unit_id for one in identity.rights_of(user, today=today).held}
    said = sorted(funds, key=lambda one: one.book.unit_id not in own)
    if len(units) < 2:
        return [(one, one.name) for one in said]
    return [(one, f"{one.name}, {names.get(one.book.unit_id, '')}") for one in said]


def launchable(user: User, *, today: dt.date) -> list[tuple[Fund, str]]:
    """The funds in use for which she may launch a campaign."""
    within = identity.reached(user, Permission.MANAGE, today=today)
    rows = queries.funds_of(user, today=today).filter(book__unit__in=within, closed_on=None)
    return called(list(rows[:FUNDS_SHOWN]), user, today=today)
