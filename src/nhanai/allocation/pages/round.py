"""One round: what there is, who asks, what came out, and what may be done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.aid.permissions import Permission as Aid
from nhanai.allocation import queries
from nhanai.allocation.models import (
    AllocationOutflow,
    AllocationPot,
    AllocationRound,
    AllocationRun,
)
from nhanai.allocation.pages.rows import (
    TONES,
    ClaimantRow,
    Figures,
    claimant_rows,
    figures_of,
    kept_figures,
)
from nhanai.allocation.permissions import Permission
from nhanai.allocation.queries.rounds import Totals
from nhanai.allocation.rules import measuring
from nhanai.allocation.rules.explaining import percent
from nhanai.allocation.rules.moves import RoundState
from nhanai.allocation.rules.papers import read
from nhanai.allocation.rules.values import SHORT
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.units.queries import name_on, names_on
from nhanai.web.paging import Page, page_of, page_of_values


@dataclass(frozen=True, slots=True)
class OutflowRow:
    """What goes from a pot to a unit, and how far it is."""

    outflow: AllocationOutflow
    unit: str


@dataclass(frozen=True, slots=True)
class Outflows:
    """How an approved round is carried out."""

    rows: Sequence[OutflowRow]
    page: Page[AllocationOutflow]
    may_draft_vouchers: bool
    may_draft_batches: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round as one person sees it."""

    round: AllocationRound
    unit: str
    tone: str
    icon: str
    pots: Sequence[AllocationPot]
    totals: Totals
    run: AllocationRun | None
    figures: Figures | None
    runs: Sequence[AllocationRun]
    rows: Sequence[ClaimantRow]
    page: Page[object]
    words: str
    may_prepare: bool
    may_approve: bool
    out: "Outflows | None"

    @property
    def there_is(self) -> int:
        """What all pots hold together."""
        return sum(pot.amount for pot in self.pots)

    @property
    def is_outdated(self) -> bool:
        """Whether facts were changed since the last computation."""
        return self.run is not None and self.run.version != self.round.version

    @property
    def is_preparing(self) -> bool:
        """Whether it may still be changed by her."""
        return self.may_prepare and self.round.state == RoundState.PREPARING

    @property
    def may_submit(self) -> bool:
        """Whether it is ready to be handed in."""
        return self.is_preparing and self.run is not None and not self.is_outdated

    @property
    def may_compute(self) -> bool:
        """Whether there is something to divide among somebody."""
        return self.is_preparing and bool(self.pots) and bool(self.totals.claimants)

    @property
    def waits_for_her(self) -> bool:
        """Whether she may approve or give back."""
        return self.may_approve and self.round.state == RoundState.SUBMITTED

    @property
    def may_cancel(self) -> bool:
        """Whether she may give it up."""
        return self.may_prepare and self.round.state in {
            RoundState.PREPARING, RoundState.SUBMITTED,
        }  # fmt: skip


def shown(
    round_: AllocationRound, user: User, *, words: str, number: int, out: int = 1, today: dt.date
) -> RoundPage:
    """The page of a round."""
    is_out = round_.state == RoundState.APPROVED
    runs = list(
        AllocationRun.objects.filter(round=round_).defer("document").select_related("by")
        .order_by("-number")[:10]
    )  # fmt: skip
    run = runs[0] if runs else None
    found = queries.claimants_of(round_, run, words=words)
    page = page_of(found, number=number, noun="hồ sơ")
    tone, icon = TONES[round_.state]
    return RoundPage(
        round=round_, unit=name_on(round_.unit, today), tone=tone, icon=icon,
        pots=list(AllocationPot.objects.filter(round=round_).order_by("pk")),
        totals=queries.totals_of(round_), run=run, figures=kept_figures(run) if run else None,
        runs=runs, rows=claimant_rows(page.rows, user, today=today), page=page, words=words,
        may_prepare=queries.may(user, Permission.PREPARE, round_, today=today),
        may_approve=queries.may(user, Permission.APPROVE, round_, today=today),
        out=outflows(round_, user, number=out, today=today) if is_out else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group's share of need met under each objective."""

    name: str
    claimants: int
    met: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The objectives side by side."""

    round: AllocationRound
    options: Sequence[Figures]
    groups: Sequence[GroupRow]
    may_choose: bool


def outflows(round_: AllocationRound, user: User, *, number: int, today: dt.date) -> Outflows:
    """What goes out of an approved round."""
    found = queries.outflows_of(round_)
    page = page_of(found, number=number, noun="khoản")
    names = names_on({one.unit_id for one in page}, today)
    books = identity.allowed(user, Ledger.RECORD, unit=round_.unit, today=today)
    within = identity.reached(user, Aid.DELIVER, today=today)
    return Outflows(
        [OutflowRow(one, names.get(one.unit_id, "")) for one in page], page,
        books and found.filter(voucher=None, pot__fund__isnull=False).exists(),
        found.filter(batch=None, is_for_addresses=True, unit__in=within).exists(),
    )  # fmt: skip


def compared(round_: AllocationRound, user: User, *, today: dt.date) -> Comparison:
    """Each objective's result in figures; raises `CannotDivide` where there is none."""
    found = [each for _, each in measuring.compared(queries.as_value(round_)).values()]
    names = sorted({name for each in found for name in each.by_group})
    groups = [
        GroupRow(
            name, found[0].by_group[name].claimants,
            [(SHORT[one.objective], percent(one.by_group[name].met)) for one in found],
        )
        for name in names
    ]  # fmt: skip
    may = queries.may(user, Permission.PREPARE, round_, today=today)
    return Comparison(
        round_, [figures_of(each) for each in found], groups,
        may and round_.state == RoundState.PREPARING,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """Who gains or loses against the computation before."""

    name: str
    code: str
    before: int
    after: int
    change: int


@dataclass(frozen=True, slots=True)
class RunPage:
    """One computation, and what it changed."""

    round: AllocationRound
    run: AllocationRun
    figures: Figures
    before: AllocationRun | None
    gained: int
    lost: int
    page: Page[Changed]


def computed(run: AllocationRun, user: User, *, number: int, today: dt.date) -> RunPage:
    """The page of a computation: its changes against the one before, who loses most first."""
    before = AllocationRun.objects.filter(round=run.round, number=run.number - 1).first()
    found = _differences(before, run) if before else []
    chosen = page_of_values(found, number=number, noun="hồ sơ")
    codes = [one.code for one in chosen]
    claimants = list(queries.claimants_of(run.round).filter(code__in=codes))
    names = queries.names_of(user, claimants, today=today)
    by_code = {one.code: names[one.pk] for one in claimants}
    rows = [
        Changed(by_code.get(one.code, ""), one.code, one.before or 0, one.after or 0, one.change)
        for one in chosen
    ]
    page = Page(rows, chosen.number, chosen.total, chosen.size, chosen.noun)
    return RunPage(
        run.round, run, kept_figures(run), before, sum(one.change > 0 for one in found),
        sum(one.change < 0 for one in found), page,
    )  # fmt: skip


def _differences(before: AllocationRun, after: AllocationRun) -> list[measuring.Difference]:
    old, new = (read(run.document.encode())[0] for run in (before, after))
    return measuring.differences((old.round, old.result.shares), (new.round, new.result.shares))
