"""A sample: how it was drawn, whom to visit, what the answers say of all."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from nhanai.base.days import written
from nhanai.distributions import queries
from nhanai.distributions.models import GiftSample, Quota, SampleVisit
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.sampling import interval, size_of
from nhanai.distributions.vocab import RecipientState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of

SHOWN = 20
WRONG = Q(received=False) | Q(is_whole=False) | Q(asked_to_pay=True)
"""What has to be followed."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One household of the sample, as the reader may see it."""

    visit: SampleVisit
    name: str
    unit: str
    tone: str
    label: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Share:
    """One question: how many of those visited said so, and between which shares of all it lies."""

    words: str
    good: int
    of: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample with its visits."""

    sample: GiftSample
    is_beforehand: bool
    population: int
    size: int
    visited: int
    wrong: int
    shares: Sequence[Share]
    rows: Sequence[VisitRow]
    page: Page[SampleVisit]
    may_run: bool


def sample_page(sample: GiftSample, user: User, *, today: dt.date, number: int) -> SamplePage:
    """Load the page; a steady number of queries."""
    round_ = sample.round
    visits = SampleVisit.objects.filter(sample=sample).order_by("position")
    rows = visits.select_related("recipient__person__merged_into", "recipient__quota")
    found = page_of(rows, number=number, noun="người", size=SHOWN)
    names = queries.names_of(user, [one.recipient for one in found.rows], today=today)
    units = names_on({one.recipient.quota.unit_id for one in found.rows}, round_.on)
    done = Q(visited_on__isnull=False)
    told = visits.aggregate(
        all=Count("pk"), of=Count("pk", filter=done), wrong=Count("pk", filter=done & WRONG),
        received=Count("pk", filter=done & Q(received=True)),
        whole=Count("pk", filter=done & Q(is_whole=True)),
        free=Count("pk", filter=done & Q(asked_to_pay=False)),
        glad=Count("pk", filter=done & Q(satisfied=True)),
    )  # fmt: skip
    asked = (("Đã nhận quà", "received"), ("Nhận đủ", "whole"), ("Không bị đòi, trừ tiền", "free"),
             ("Hài lòng", "glad"))  # fmt: skip
    population = sample.population
    if sample.drawn_at is None:
        population = Quota.objects.filter(
            round=round_, recipients__state=RecipientState.RECEIVED
        ).aggregate(n=Count("recipients"))["n"]
    size = size_of(population, confidence=sample.confidence, margin=sample.margin)
    first = Quota.objects.filter(round=round_).exclude(given_on=None).order_by("given_on").first()
    before = first is None or first.given_on is None or sample.announced_at.date() < first.given_on
    return SamplePage(
        sample, before, population, told["all"] or size, told["of"], told["wrong"],
        [_share(words, told[name], told["of"], sample.confidence) for words, name in asked],
        [_row(one, names[one.recipient_id], units.get(one.recipient.quota.unit_id, ""))
         for one in found.rows],
        found, identity.allowed(user, Permission.RUN, unit=round_.unit, today=today),
    )  # fmt: skip


def _share(words: str, good: int, of: int, confidence: int) -> Share:
    low, high = interval(good, of, confidence=confidence)
    return Share(words, good, of, _percent(low), _percent(high))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",")


def _row(one: SampleVisit, name: str, unit: str) -> VisitRow:
    if one.visited_on is None:
        return VisitRow(one, name, unit, "hand", "Chờ thăm", is_wrong=False)
    wrong = not one.received or not one.is_whole or bool(one.asked_to_pay)
    if not wrong:
        return VisitRow(one, name, unit, "ok", f"Đúng, {written(one.visited_on)}", is_wrong=False)
    label = "Đã xử lý" if one.followed_at else "Sai, chờ xử lý"
    return VisitRow(one, name, unit, "ok" if one.followed_at else "bad", label, is_wrong=True)
