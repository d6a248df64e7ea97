"""The list of one commune: its quota, who is on it, what to look at twice."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhanai.aid.rules.overlap import unanswered
from nhanai.base import numbers
from nhanai.base.findings import Finding
from nhanai.distributions import queries
from nhanai.distributions.models import (
    DuplicateAnswer,
    GiftMove,
    HamletQuota,
    OtherList,
    Quota,
    Recipient,
)
from nhanai.distributions.pages.rounds import LISTS
from nhanai.distributions.pages.sources import Source, source_of
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.checking import answered_of
from nhanai.distributions.rules.balance import Balance
from nhanai.distributions.vocab import GiftRoundState, QuotaState, RecipientState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of

STATES = {
    RecipientState.LISTED: "hand", RecipientState.RECEIVED: "ok", RecipientState.ABSENT: "bad",
}  # fmt: skip
SHOWN = 60


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One person on the list, as the reader may see her."""

    recipient: Recipient
    name: str
    tone: str
    open: Sequence[Finding]
    answered: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the page of a commune shows."""

    quota: Quota
    unit: str
    tone: str
    worth: str
    sent_worth: str
    rows: Sequence[RecipientRow]
    page: Page[Recipient]
    main: int
    reserve: int
    hamlets: Sequence[tuple[HamletQuota, int]]
    others: Sequence[OtherList]
    open: int
    balance: Balance
    moves: Sequence[tuple[GiftMove, str]]
    targets: Sequence[tuple[int, str]]
    may_list: bool
    may_approve: bool
    may_identify: bool
    may_run: bool
    has_part: bool
    source: Source

    @property
    def is_listing(self) -> bool:
        """Whether the list is still being made."""
        return self._open and self.quota.state == QuotaState.LISTING

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for approval."""
        return self._open and self.quota.state == QuotaState.SUBMITTED

    @property
    def is_approved(self) -> bool:
        """Whether gifts are to be handed over."""
        return self._open and self.quota.state in {QuotaState.APPROVED, QuotaState.GIVEN}

    @property
    def _open(self) -> bool:
        return self.quota.round.state == GiftRoundState.OPEN


def list_page(quota: Quota, user: User, *, today: dt.date, number: int) -> ListPage:
    """Load the page; a steady number of queries. Findings only while the list is made or judged."""
    round_ = quota.round
    rows = Recipient.objects.filter(quota=quota).select_related(
        "person__merged_into", "address", "quota"
    )
    ordered = rows.order_by("is_reserve", "folded", "pk")
    counts = _counts(quota)
    total = sum(counts.values())
    found = page_of(ordered, number=number, noun="người", size=SHOWN, total=total)
    may = {
        one: identity.allowed(user, one, unit=quota.unit, today=today)
        for one in (Permission.LIST, Permission.IDENTIFY)
    }
    above = {
        one: identity.allowed(user, one, unit=round_.unit, today=today)
        for one in (Permission.APPROVE, Permission.RUN)
    }
    shown = _shown(quota, found.rows, user, may[Permission.IDENTIFY], today)
    main = Counter[str]()
    for (folded, reserve, _), n in counts.items():
        main[folded] += 0 if reserve else n
    hamlets = [(one, main[one.folded]) for one in quota.hamlets.all()]
    listed = [main.total(), total - main.total()]
    moves = list(quota.moves.select_related("to").order_by("pk")) if quota.given_on else []
    others = _elsewhere(quota)
    named = {one.to.unit_id for one in moves if one.to} | {unit for _, unit in others}
    units = names_on({*named, quota.unit_id}, round_.on)
    part = quota.submitted_by_id == user.pk or any(by == user.pk for _, _, by in counts)
    return ListPage(
        quota, units.get(quota.unit_id, quota.unit.key), LISTS[QuotaState(quota.state)],
        numbers.show_dong(round_.worth * quota.gifts),
        numbers.show_dong(round_.worth * quota.sent), shown, found,
        listed[0], listed[1], hamlets, list(quota.others.order_by("pk")),
        sum(bool(one.open) for one in shown), queries.balances_of([quota])[quota.pk],
        [(one, units.get(one.to.unit_id, "") if one.to else "") for one in moves],
        [(pk, units.get(unit, "")) for pk, unit in others], may[Permission.LIST],
        above[Permission.APPROVE], may[Permission.IDENTIFY], above[Permission.RUN], part,
        source_of(quota, [one for one in moves if one.to is None], user, today=today),
    )  # fmt: skip


def _shown(
    quota: Quota, listed: Sequence[Recipient], user: User, is_known: bool, today: dt.date
) -> list[RecipientRow]:
    """The rows; what to look at twice only while it can be answered, and to who knows names."""
    names = queries.names_of(user, listed, today=today)
    judged = quota.state in {QuotaState.LISTING, QuotaState.SUBMITTED}
    findings = queries.findings_for(quota, listed) if judged and is_known else {}
    answers = answered_of(quota)
    return [
        _row(one, names[one.pk], findings.get(one.pk, []), answers.get(one.pk, []))
        for one in listed
    ]


def _row(
    one: Recipient, name: str, found: Sequence[Finding], answers: Sequence[DuplicateAnswer]
) -> RecipientRow:
    told = {finding.where: finding.message for finding in found}
    return RecipientRow(
        one, name, STATES[RecipientState(one.state)],
        unanswered(found, [answer.finding for answer in answers]),
        [(told.get(answer.finding, ""), answer.text) for answer in answers],
    )  # fmt: skip


def _counts(quota: Quota) -> Mapping[tuple[str, bool, int], int]:
    """How many are on the list by hamlet, whether they stand by, and who listed them."""
    rows = Recipient.objects.filter(quota=quota).values_list("folded", "is_reserve", "by")
    return Counter(rows.order_by())


def _elsewhere(quota: Quota) -> list[tuple[int, int]]:
    """The other communes of the round to which gifts may be moved: their lists are approved."""
    if quota.state not in {QuotaState.APPROVED, QuotaState.GIVEN}:
        return []
    rows = Quota.objects.filter(round=quota.round).exclude(pk=quota.pk)
    early = (QuotaState.LISTING, QuotaState.SUBMITTED)
    return list(rows.exclude(state__in=early).order_by("pk").values_list("pk", "unit"))
