"""One who asks: her facts, her share, and why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.allocation import queries
from nhanai.allocation.models import AllocationPot, AllocationRun, AllocationShare, Claimant
from nhanai.allocation.permissions import Permission
from nhanai.allocation.rules.moves import RoundState
from nhanai.identity.models import User


@dataclass(frozen=True, slots=True)
class ClaimantPage:
    """A claimant as one person sees her."""

    claimant: Claimant
    name: str
    pots: Sequence[AllocationPot]
    run: AllocationRun | None
    share: AllocationShare | None
    may_change: bool
    is_outdated: bool

    @property
    def parts(self) -> Sequence[tuple[str, int]]:
        """What comes from each pot."""
        given = self.share.given if self.share else {}
        return [(pot.name, given[pot.code]) for pot in self.pots if given.get(pot.code)]

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """The pots for a form."""
        return [(pot.code, pot.name) for pot in self.pots]


def shown(claimant: Claimant, user: User, *, today: dt.date) -> ClaimantPage:
    """The page of a claimant."""
    round_ = claimant.round
    run = queries.latest_run(round_)
    share = AllocationShare.objects.filter(run=run, claimant=claimant).select_related(
        "changed_by"
    ).first() if run else None  # fmt: skip
    may = queries.may(user, Permission.PREPARE, round_, today=today)
    return ClaimantPage(
        claimant=claimant,
        name=queries.names_of(user, [claimant], today=today)[claimant.pk],
        pots=list(AllocationPot.objects.filter(round=round_).order_by("pk")),
        run=run, share=share, may_change=may and round_.state == RoundState.PREPARING,
        is_outdated=run is not None and run.version != round_.version,
    )  # fmt: skip
