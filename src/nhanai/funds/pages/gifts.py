"""Gifts: the list, one with its way, a new one, what waits in statements."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.banking import queries as banking
from nhanai.banking.models import StatementLine
from nhanai.banking.permissions import Permission as Banking
from nhanai.banking.vocab import MatchKind
from nhanai.base.days import written
from nhanai.funds import actions, queries
from nhanai.funds.actions import GiftValues
from nhanai.funds.actions.following import CAMPAIGN, INSTALMENT
from nhanai.funds.actions.undoing import may_decide
from nhanai.funds.forms import GiftForm
from nhanai.funds.models import (
    ContributionCampaign,
    Donation,
    Donor,
    GiftReturn,
    GiftUndoing,
    PledgeInstalment,
)
from nhanai.funds.pages.campaigns import GiftLine, called, gift_lines
from nhanai.funds.permissions import Permission
from nhanai.funds.queries import Step
from nhanai.funds.rules.ways import Way
from nhanai.funds.vocab import DonationState, DonationWay, UndoingState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.queries import name_on
from nhanai.web.paging import Page, number_from, page_of

DONORS_OFFERED = 400
LINES_SHOWN = 200
MOST_EXPORTED = 20_000


@dataclass(frozen=True, slots=True)
class GiftsPage:
    """Everything that the list shows."""

    rows: Sequence[GiftLine]
    page: Page[Donation]
    words: str
    may_record: bool


def gifts_page(user: User, asked: QueryDict, *, today: dt.date) -> GiftsPage:
    """Load the list in a known number of queries."""
    words = asked.get("q", "")[:200]
    found = queries.donations_of(user, today=today, words=words)
    if asked.get("cho-huy"):
        found = queries.waiting_to_be_undone(found)
    page = page_of(found, number=number_from(asked.get("trang")), noun="khoản ủng hộ")
    may = bool(identity.rights_of(user, today=today).at(Permission.RECORD))
    return GiftsPage(gift_lines(user, page.rows, today=today), page, words, may)


HEADS = (
    "Ngày", "Mã", "Số biên nhận", "Người ủng hộ", "Bằng", "Trị giá (đồng)", "Hiện vật", "Đợt",
    "Quỹ", "Tình trạng",
)  # fmt: skip


def cells_of(user: User, asked: QueryDict, *, today: dt.date) -> list[list[str | int]]:
    """The found gifts as the cells of a workbook."""
    rows = queries.donations_of(user, today=today, words=asked.get("q", "")[:200])
    return [
        [
            written(line.gift.day), line.gift.code, line.gift.receipt, line.donor,
            line.gift.get_way_display(), line.gift.amount, line.gift.goods,
            line.gift.campaign.name if line.gift.campaign else "", line.gift.fund.name,
            line.gift.get_state_display(),
        ]
        for line in gift_lines(user, list(rows[:MOST_EXPORTED]), today=today)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in words."""

    step: Step
    commune: str


@dataclass(frozen=True, slots=True)
class GiftPage:
    """Everything that the page of one gift shows."""

    gift: Donation
    unit: str
    donor: str
    may_see_donor: bool
    way: Way
    steps: Sequence[StepRow]
    returns: Sequence[GiftReturn]
    undoings: Sequence[GiftUndoing]
    may_decide: bool
    may_record: bool
    may_return: bool


def gift_page(gift: Donation, user: User, *, today: dt.date) -> GiftPage:
    """Load the page in a known number of queries."""
    told = queries.telling_of(gift.fund)
    way = told.of(gift.entry_id)
    steps = told.steps(way)
    places = queries.step_places(steps, today)
    [line] = gift_lines(user, [gift], today=today)
    may = identity.allowed(user, Permission.RECORD, unit=gift.unit, today=today)
    undoings = list(gift.undoings.select_related("by", "decided_by", "donation__unit"))
    open_ones = [one for one in undoings if one.state == UndoingState.PROPOSED]
    back = gift.returns.select_related("voucher").order_by("pk")
    is_money = gift.state == DonationState.RECEIVED and gift.way != DonationWay.GOODS
    return GiftPage(
        gift, name_on(gift.unit, today), line.donor,
        queries.may_see_donors(user, gift.unit, today=today), way,
        [StepRow(one, places.get(one.commune or 0, "")) for one in steps], list(back),
        undoings, any(may_decide(user, one, today=today) for one in open_ones),
        may and not open_ones and gift.state != DonationState.UNDONE,
        may and not open_ones and is_money and way.remaining > 0,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewPage:
    """Everything that the form of a new gift shows."""

    form: GiftForm
    donors: Sequence[Donor]
    line: StatementLine | None
    instalment: PledgeInstalment | None
    open: int
    """What is open of the instalment, in đồng."""


def new_page(
    user: User, data: QueryDict | None, asked: QueryDict, *, remembered: str, today: dt.date
) -> NewPage:
    """The form: the last campaign is remembered, a line of a statement says amount and day."""
    line = line_of(user, asked.get("dong", ""), today=today)
    part = instalment_of(user, asked.get("lan", ""), today=today)
    left = max(0, queries.reckoning(part.pledge).of(part.pk).open) if part else 0
    funds = list(queries.recordable_funds(user, today=today)[:100])
    if line is not None:
        funds = [one for one in funds if one.book.unit_id == line.account.unit_id]
    campaigns = list(
        ContributionCampaign.objects.filter(
            fund__in=funds, receives_until__gte=today - dt.timedelta(days=60)
        ).select_related("fund__book__unit")
    )
    chosen = asked.get("dot", remembered)
    initial = {
        "day": today, "campaign": chosen if chosen in {str(one.pk) for one in campaigns} else "",
        "donor": line.party if line else asked.get("nguoi", ""), "amount": left or None,
        "way": DonationWay.GOODS if part and part.pledge.goods else DonationWay.CASH,
        "goods": part.pledge.goods if part else "", "purpose": part.pledge.purpose if part else "",
    }  # fmt: skip
    donors = Donor.objects.filter(unit__in={one.book.unit_id for one in funds})
    offered = donors.select_related("person").order_by("-pk")[:DONORS_OFFERED]
    form = GiftForm(
        data,
        funds=called(funds, user, today=today),
        campaigns=campaigns,
        initial=initial,
        from_bank=line.account.currency if line else "",
        of_pledge=part is not None,
    )
    return NewPage(form, list(offered), line, part, left)


def instalment_of(user: User, key: str, *, today: dt.date) -> PledgeInstalment | None:
    """The instalment of a pledge that a gift keeps, of a unit for which she writes down gifts."""
    if not key.isdecimal() or len(key) > 12:
        return None
    within = identity.reached(user, Permission.RECORD, today=today)
    rows = PledgeInstalment.objects.filter(pledge__unit__in=within)
    return rows.select_related(
        "pledge__fund__book__unit", "pledge__campaign", "pledge__donor__person"
    ).filter(pk=int(key)).first()  # fmt: skip


def line_of(user: User, key: str, *, today: dt.date) -> StatementLine | None:
    """The line of a statement from which a gift is taken; money that came in alone."""
    if not key.isdecimal() or len(key) > 12:
        return None
    rows = banking.visible_to(user, today=today).filter(amount__gt=0)
    return rows.select_related("account__unit").filter(pk=int(key)).first()


def given(page: NewPage, user: User, *, at: dt.datetime) -> Donation:
    """Write down what the form says."""
    form, part = page.form, page.instalment
    values, token = _values(page), form.cleaned_data["token"]
    if part is not None:
        fund, donor = part.pledge.fund, part.pledge.donor
        return actions.give(fund=fund, values=values, donor=donor, token=token, by=user, at=at)
    if form.chosen_fund is None:
        raise actions.CannotGive("Chưa có quỹ để nhận. Hãy mở quỹ ở trang Sổ sách trước.")
    known = next((one for one in page.donors if one.pk == form.known), None)
    return actions.give(
        fund=form.chosen_fund, values=values, donor=known or form.somebody, token=token, by=user,
        at=at,
    )  # fmt: skip


def _values(page: NewPage) -> GiftValues:
    """What is given, as the statement or the form says."""
    form, line, part = page.form, page.line, page.instalment
    told = form.cleaned_data
    foreign = form.foreign_told(line.amount if line else None)
    amount = int(line.amount) if line else told["amount"]
    return GiftValues(
        DonationWay.BANK if line else DonationWay(told["way"]), line.day if line else told["day"],
        foreign.dong if foreign else amount,
        part.pledge.campaign if part else form.chosen_campaign, told.get("goods", ""),
        told["purpose"] if "purpose" in told or part is None else part.pledge.purpose, line,
        foreign, part,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A line of a statement that nobody explained, and the campaign, or the instalment of a pledge,
    whose code it has.
    """

    line: StatementLine
    campaign: ContributionCampaign | None
    instalment: PledgeInstalment | None

    @property
    def meant(self) -> ContributionCampaign | PledgeInstalment | None:
        """What the payer said that it is for."""
        return self.instalment or self.campaign


@dataclass(frozen=True, slots=True)
class StatementPage:
    """What came to the bank and waits to be taken as gifts."""

    rows: Sequence[WaitingLine]

    @property
    def matched(self) -> dict[StatementLine, ContributionCampaign | PledgeInstalment]:
        """The lines that say themselves what they are for."""
        return {one.line: one.meant for one in self.rows if one.meant is not None}

    def chosen(self, key: str) -> dict[StatementLine, ContributionCampaign | PledgeInstalment]:
        """Of these the line with that number; all of them without one."""
        return {
            line: meant for line, meant in self.matched.items() if not key or str(line.pk) == key
        }


def statement_page(user: User, *, today: dt.date) -> StatementPage:
    """Load what waits, the oldest first; a known number of queries for each unit."""
    records = identity.reached(user, Permission.RECORD, today=today)
    explains = identity.reached(user, Banking.EXPLAIN, today=today)
    rows = banking.open_of(banking.visible_to(user, today=today)).filter(
        amount__gt=0, account__unit__in=records
    )
    rows = rows.filter(account__unit__in=explains).select_related("account__unit")
    lines = list(rows.order_by("day", "pk")[:LINES_SHOWN])
    wanted: dict[str, dict[int, int]] = {CAMPAIGN: {}, INSTALMENT: {}}
    for unit in {one.account.unit for one in lines}:
        own = [
            one for one in lines
            if one.account.unit_id == unit.pk and one.account.currency == "VND"
        ]  # fmt: skip
        for key, match in banking.proposals_for(unit, own).items():
            if match.expected.source in wanted and match.kind != MatchKind.AMOUNT_AND_DAY:
                wanted[match.expected.source][key] = match.expected.record
    for_campaign, for_pledge = wanted[CAMPAIGN], wanted[INSTALMENT]
    campaigns = ContributionCampaign.objects.select_related("fund__book__unit").in_bulk(
        list(for_campaign.values())
    )
    parts = PledgeInstalment.objects.select_related(
        "pledge__fund__book__unit", "pledge__campaign", "pledge__donor__person"
    ).in_bulk(list(for_pledge.values()))
    told = [
        WaitingLine(
            one, campaigns.get(for_campaign.get(one.pk, 0)),
            parts.get(for_pledge.get(one.pk, 0)),
        )
        for one in lines
    ]  # fmt: skip
    return StatementPage(told)
