"""What follows when an entry is posted or reversed, and what a bank statement is told to expect."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Max
from django.urls import reverse

from nhanai.banking import queries as banking
from nhanai.banking.rules.matching import Expected
from nhanai.banking.rules.references import reference_of
from nhanai.base.days import written
from nhanai.funds import facts
from nhanai.funds.actions import donors, giving
from nhanai.funds.actions.pledging import keep_state
from nhanai.funds.actions.pledging import reference as reference_of_instalment
from nhanai.funds.actions.spending import RETURN, SPENDING, against_purpose
from nhanai.funds.actions.undoing import check_two_persons
from nhanai.funds.facts import DONATION
from nhanai.funds.models import ContributionCampaign, Donation, GiftReturn, Pledge, Spending
from nhanai.funds.queries import reckonings_of
from nhanai.funds.vocab import DonationState, PledgeState
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry
from nhanai.ledger.vocab import BookSource
from nhanai.people.rules.forgetting import forget_with
from nhanai.units.models import Unit

MOST = 2000
"""Open pledges of one unit that lines of its statements are held against."""

CAMPAIGN = "funds.campaign"
INSTALMENT = "funds.instalment"


def begin() -> None:
    """Follow the books, and tell banking what is waited for."""
    ledger.follow(DONATION, donation_posted)
    ledger.follow(SPENDING, spending_posted)
    ledger.follow(RETURN, return_posted)
    ledger.follow_everything("funds", balance_moved)
    ledger.judge_payments("funds", against_purpose)
    ledger.name_foreign(DONATION, giving.foreign_of)
    forget_with("funds", donors.forget)
    banking.expect(CAMPAIGN, expected)
    banking.expect(INSTALMENT, expected_of_pledges)


def donation_posted(entry: Entry) -> None:
    """A gift stands in the books, or stands there no more; its facts go with it."""
    donation = Donation.objects.select_for_update().get(pk=entry.record or 0)
    if entry.reverses_id is not None:
        check_two_persons(donation)
        donation.state = DonationState.UNDONE
    else:
        same = Donation.objects.filter(unit=donation.unit_id, year=entry.day.year)
        donation.year = entry.day.year
        donation.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
        donation.state, donation.entry = DonationState.RECEIVED, entry
    donation.save(update_fields=["state", "entry", "year", "number"])
    facts.write_donation(donation)
    if donation.instalment is not None:
        keep_state(donation.instalment.pledge)


def spending_posted(entry: Entry) -> None:
    """The money was handed out."""
    if entry.reverses_id is None:
        Spending.objects.filter(pk=entry.record or 0).update(entry=entry)


def return_posted(entry: Entry) -> None:
    """The money went back."""
    if entry.reverses_id is None:
        GiftReturn.objects.filter(pk=entry.record or 0).update(entry=entry)


def balance_moved(entry: Entry) -> None:
    """The balance of the funds is a fact too, whatever moved it."""
    if entry.book.source == BookSource.FUND:
        facts.write_balances(entry.book, entry.day)


def reference(campaign: ContributionCampaign) -> str:
    """What who pays for this campaign writes into the transfer."""
    return reference_of(campaign.pk)


def expected(unit: Unit, codes: Sequence[str], first: dt.date, last: dt.date) -> Iterable[Expected]:
    """The campaigns of that unit whose code a payer may have written; one query."""
    rows = ContributionCampaign.objects.filter(
        unit=unit, launched_on__lte=last, receives_until__gte=first
    )
    for one in rows.order_by("pk"):
        href = f"{reverse('funds:new')}?dot={one.pk}"
        yield Expected(CAMPAIGN, one.pk, f"Ủng hộ {one.name}", reference(one), href=href)


def expected_of_pledges(
    unit: Unit, codes: Sequence[str], first: dt.date, last: dt.date
) -> Iterable[Expected]:
    """The open instalments of pledges to that unit, without who pledged; four queries."""
    pledges = list(Pledge.objects.filter(unit=unit, state=PledgeState.OPEN).order_by("pk")[:MOST])
    told = reckonings_of(pledges)
    for pledge in pledges:
        for one in told[pledge.pk].parts:
            if one.open:
                words = f"Cam kết số {pledge.pk}, hẹn {written(one.part.due_on)}"
                href = f"{reverse('funds:new')}?lan={one.part.key}"
                code = reference_of_instalment(one.part.key)
                yield Expected(
                    INSTALMENT, one.part.key, words, code, one.open, one.part.due_on, href
                )
