"""The way of gifts, told from the entries of their fund."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nhanai.funds.models import Donation, GiftReturn, Spending
from nhanai.funds.rules.ways import Move, NotCovered, Way, ways
from nhanai.ledger.models import Entry, EntryLine, Fund, Voucher
from nhanai.ledger.rules.chart import chart
from nhanai.ledger.vocab import VoucherKind, VoucherState
from nhanai.units.queries import names_on

ANOTHER = Way(0, None, 0)
STANDING = (VoucherState.PROPOSED, VoucherState.APPROVED)
"""A voucher that may still be paid."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a gift: when, what, how much (đồng), where by commune, for how many households.

    It never says for whom.
    """

    day: dt.date
    what: str
    amount: int
    commune: int | None = None
    households: int | None = None
    is_return: bool = False
    of_several: bool = False
    """Whether only a part of what went out was of this gift."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything that is told of one fund: the way of each inflow, by the number of its entry."""

    ways: Mapping[int, Way]
    outflows: Mapping[int, Step]

    def of(self, entry: int | None) -> Way:
        """The way of what that entry brought in."""
        return self.ways.get(entry or 0, ANOTHER)

    def of_campaign(self, campaign: int) -> Way:
        """The ways of everything that came in for a campaign, as one."""
        own = [way for way in self.ways.values() if way.campaign == campaign]
        uses = tuple(use for way in own for use in way.uses)
        return Way(0, campaign, sum(way.received for way in own), uses)

    @property
    def whole(self) -> Way:
        """The ways of everything that came into the fund, as one."""
        uses = tuple(use for way in self.ways.values() for use in way.uses)
        return Way(0, None, sum(way.received for way in self.ways.values()), uses)

    def spendable(self, campaign: int | None) -> int:
        """What there is for a campaign, or for none: its own gifts, and what is for no campaign."""
        return sum(way.remaining for way in self.ways.values() if way.campaign in {None, campaign})

    def steps(self, way: Way) -> list[Step]:
        """Where it went, in the order of the book."""
        found = []
        for use in sorted(way.uses, key=lambda one: one.move):
            out = self.outflows[use.move]
            found.append(
                Step(
                    out.day, out.what, use.amount, out.commune, out.households, use.is_return,
                    use.amount < out.amount,
                )
            )  # fmt: skip
        return found


def telling_of(fund: Fund) -> Telling:
    """Read the fund's entries and tell the way of each inflow; five queries of any fund."""
    moves, outflows = _posted(fund)
    return Telling(ways(moves), outflows)


def spendable(fund: Fund, campaign: int | None) -> int:
    """What may still be promised of the fund for a campaign, or for none, in đồng.

    Every voucher that waits is taken as paid.
    """
    return free_and_tied(fund, campaign)[0]


def free_and_tied(
    fund: Fund, campaign: int | None, *, with_waiting: bool = True
) -> tuple[int, int]:
    """What may be spent for a campaign, or for none, and what is for other campaigns, in đồng.

    `with_waiting` takes every voucher that waits as paid; nothing is left where they are more than
    the fund has.
    """
    moves, _ = _posted(fund)
    if with_waiting:
        moves += _waiting(fund)
    try:
        told = Telling(ways(moves), {})
    except NotCovered:
        return 0, 0
    free = told.spendable(campaign)
    return free, told.whole.remaining - free


def _waiting(fund: Fund) -> Iterator[Move]:
    """The payments that were drafted and are not paid yet, as they would be."""
    rows = Voucher.objects.filter(fund=fund, kind=VoucherKind.PAYMENT, state__in=STANDING)
    spent = dict(Spending.objects.filter(voucher__in=rows).values_list("voucher", "campaign"))
    back = dict(
        GiftReturn.objects.filter(voucher__in=rows).values_list("voucher", "donation__entry")
    )
    for key, amount in rows.order_by("pk").values_list("pk", "amount"):
        yield Move(-key, -amount, spent.get(key), back.get(key))


def _posted(fund: Fund) -> tuple[list[Move], dict[int, Step]]:
    """Every entry that changed the fund, in the order of the book, and what went out with it."""
    changes, used_for, goods = _changes(fund)
    entries = Entry.objects.filter(lines__fund=fund).distinct().order_by("number")
    campaigns = dict(
        Donation.objects.filter(fund=fund, entry__isnull=False).values_list("entry", "campaign")
    )
    spent = {one.entry_id: one for one in Spending.objects.filter(fund=fund, entry__isnull=False)}
    back = dict(
        GiftReturn.objects.filter(donation__fund=fund, entry__isnull=False).values_list(
            "entry", "donation__entry"
        )
    )
    moves, outflows = [], {}
    for entry in (one for one in entries if one.pk in changes):
        key, change = entry.pk, changes[entry.pk]
        spending = spent.get(key)
        campaign = spending.campaign_id if spending else campaigns.get(key)
        moves.append(Move(key, change, campaign, back.get(key), entry.reverses_id, key in goods))
        if change < 0 and entry.reverses_id is None:
            outflows[key] = Step(
                entry.day, _words(spending, used_for.get(key, ""), is_return=key in back), -change,
                spending.commune_id if spending else None,
                spending.households if spending else None,
            )  # fmt: skip
    return moves, outflows


def way_of(donation: Donation) -> Sequence[Step]:
    """What became of a gift, step by step, without a name; the books alone decide."""
    if donation.entry_id is None:
        return []
    told = telling_of(donation.fund)
    return told.steps(told.of(donation.entry_id))


def step_places(steps: Collection[Step], on: dt.date) -> Mapping[int, str]:
    """The names of the communes of these steps."""
    return names_on({one.commune for one in steps if one.commune is not None}, on)


def _changes(fund: Fund) -> tuple[Mapping[int, int], Mapping[int, str], frozenset[int]]:
    """By entry, by how much the fund changed, and the account it was for; which moved goods.

    Entries that only move money within the fund are left out.
    """
    found: dict[int, int] = defaultdict(int)
    used_for: dict[int, str] = {}
    goods = set()
    rows = EntryLine.objects.filter(fund=fund).order_by("pk")
    for entry, account, debit, credit in rows.values_list("entry", "account", "debit", "credit"):
        known = chart()[account]
        if known.is_of_balance:
            found[entry] += debit - credit
            if known.use == "goods":
                goods.add(entry)
        elif debit:
            used_for[entry] = known.name
    changes = {entry: change for entry, change in found.items() if change}
    return changes, used_for, frozenset(goods)


def _words(spending: Spending | None, account: str, *, is_return: bool) -> str:
    if spending is not None:
        return spending.words
    return "Trả lại người ủng hộ" if is_return else account or "Chuyển khỏi quỹ"
