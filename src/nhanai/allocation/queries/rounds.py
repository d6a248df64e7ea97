"""Rounds, who asks in them, and a round as the value that is divided."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from nhanai.aid import queries as aid
from nhanai.allocation.models import (
    AllocationOutflow,
    AllocationPot,
    AllocationRound,
    AllocationRun,
    AllocationShare,
    Claimant,
)
from nhanai.allocation.permissions import Permission
from nhanai.allocation.rules import papers, values
from nhanai.allocation.rules.moves import RoundState
from nhanai.allocation.rules.papers import Change, Heading, RoundPaper
from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.queries import descendants, names_on
from nhanai.units.vocab import UnitKind

LEAST_GROUP = 5
"""A group of fewer claimants is not written into what is published."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a round: how many ask, what they need together, what came already."""

    claimants: int
    need: int
    received: int


def visible_to(user: User, *, today: dt.date) -> QuerySet[AllocationRound]:
    """The rounds of the units in her reach, the newest first."""
    seen = identity.reached(user, Permission.VIEW, today=today)
    rounds = AllocationRound.objects.filter(unit__in=seen)
    return rounds.select_related("unit").order_by("-on", "-pk")


def matching(
    rounds: QuerySet[AllocationRound], *, words: str = "", state: str = ""
) -> QuerySet[AllocationRound]:
    """Those whose name has these words, in that state where one is named."""
    for word in fold(words).split():
        rounds = rounds.filter(name_folded__contains=word)
    return rounds.filter(state=state) if state else rounds


def waiting_for(user: User, *, today: dt.date) -> QuerySet[AllocationRound]:
    """The rounds that she may approve: handed in, and neither made nor handed in by herself."""
    within = identity.reached(user, Permission.APPROVE, today=today)
    waiting = AllocationRound.objects.filter(unit__in=within, state=RoundState.SUBMITTED.value)
    return waiting.exclude(made_by=user).exclude(submitted_by=user).order_by("submitted_at", "pk")


def may(user: User, permission: Permission, round_: AllocationRound, *, today: dt.date) -> bool:
    """Whether she may do this with the round."""
    return identity.allowed(user, permission, unit=round_.unit, today=today)


def outflows_of(round_: AllocationRound) -> QuerySet[AllocationOutflow]:
    """What goes out of the round, with its vouchers and batches."""
    rows = AllocationOutflow.objects.filter(round=round_)
    return rows.select_related("pot__fund", "voucher", "batch").order_by("pk")


def lines_for(round_: AllocationRound, *, today: dt.date) -> str:
    """A prepared table of the society's units in the round's reach that do not ask yet."""
    there = Claimant.objects.filter(round=round_, unit__isnull=False).values("unit")
    units = descendants(round_.unit, today).filter(kind=UnitKind.CHAPTER).exclude(pk__in=there)
    return "".join(f"{unit.called};\n" for unit in units)


def approved() -> QuerySet[AllocationRound]:
    """The rounds that were approved, the newest first; what `final_document` gives is public."""
    rounds = AllocationRound.objects.filter(state=RoundState.APPROVED.value)
    return rounds.order_by("-approved_at", "-pk")


def final_document(round_: AllocationRound) -> bytes:
    """The document of an approved round, as anyone may have it: claimants under pseudonyms."""
    if round_.state != RoundState.APPROVED:
        raise ValueError("a round that is not approved has no final document")
    return document_of(AllocationRun.objects.filter(round=round_).order_by("-number")[0])


def latest_run(round_: AllocationRound) -> AllocationRun | None:
    """The last computation, without its document."""
    runs = AllocationRun.objects.filter(round=round_).defer("document")
    return runs.select_related("by").order_by("-number").first()


def claimants_of(
    round_: AllocationRound, run: AllocationRun | None = None, *, words: str = ""
) -> QuerySet[Claimant]:
    """Who asks in the round, each with the share of the computation as `shares.all()`."""
    rows = Claimant.objects.filter(round=round_).order_by("pk")
    shares = AllocationShare.objects.filter(run=run) if run else AllocationShare.objects.none()
    if words.strip():
        units = identity.units_named(words, on=round_.on).order_by().values("pk")
        rows = rows.filter(
            Q(unit__in=units) | Q(code__iexact=words.strip()) | Q(address__code=words.strip())
        )
    rows = rows.select_related("unit", "address")
    return rows.prefetch_related(Prefetch("shares", shares, to_attr="current"))


def names_of(user: User, claimants: Sequence[Claimant], *, today: dt.date) -> Mapping[int, str]:
    """What each claimant is called for her: a person only where `aid` lets her know who it is."""
    units = names_on({one.unit_id for one in claimants if one.unit_id}, today)
    addresses = [one.address for one in claimants if one.address is not None]
    known = aid.names_of(user, addresses, today=today) if addresses else {}
    return {
        one.pk: units.get(one.unit_id, "") if one.unit_id else known.get(one.address_id or 0, "")
        for one in claimants
    }


def totals_of(round_: AllocationRound) -> Totals:
    """What all who ask need together."""
    found = Claimant.objects.filter(round=round_).aggregate(
        claimants=Count("pk"), needed=Sum("need", default=0), had=Sum("received", default=0)
    )
    return Totals(found["claimants"], found["needed"], found["had"])


def as_value(round_: AllocationRound, objective: values.Objective | None = None) -> values.Round:
    """The round as it is divided and published; small groups are left out."""
    pots = AllocationPot.objects.filter(round=round_).order_by("pk")
    rows = list(Claimant.objects.filter(round=round_).order_by("code"))
    kept = _large(group for row in rows for group in row.groups)
    return values.Round(
        pots=tuple(values.Pot(pot.code, pot.amount, pot.name) for pot in pots),
        claimants=tuple(_claimant(row, kept) for row in rows),
        objective=objective or values.Objective(round_.objective or values.Objective.LEXIMIN),
        step=round_.step,
        lot=round_.lot,
    )


def _large(groups: Iterable[str]) -> frozenset[str]:
    return frozenset(group for group, count in Counter(groups).items() if count >= LEAST_GROUP)


def _claimant(row: Claimant, kept: frozenset[str]) -> values.Claimant:
    return values.Claimant(
        code=row.code,
        need=row.need,
        weight=row.weight,
        received=row.received,
        minimum=row.minimum,
        maximum=row.maximum,
        pots=None if row.pots is None else frozenset(row.pots),
        groups=tuple(group for group in row.groups if group in kept),
    )


def heading_of(round_: AllocationRound) -> Heading:
    """What the round is called where it is published."""
    return Heading(round_.code, round_.name, round_.on.isoformat(), round_.measure)


def document_of(run: AllocationRun) -> bytes:
    """The document of a computation with the changes made by hand, as anyone can compute it."""
    paper, _ = papers.read(run.document.encode())
    shares = AllocationShare.objects.filter(run=run, changed_at__isnull=False)
    changes = tuple(
        Change(share.claimant.code, pot, share.computed.get(pot, 0), share.given.get(pot, 0),
               share.change_reason)
        for share in shares.select_related("claimant").order_by("claimant__code")
        for pot in sorted({*share.computed, *share.given})
        if share.computed.get(pot, 0) != share.given.get(pot, 0)
    )  # fmt: skip
    return papers.written(RoundPaper(paper.heading, paper.round, paper.result, changes))
