"""The list of batches, a new one, and one with its addresses."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Sum

from nhanai.activities.queries import running as running_campaigns
from nhanai.aid import queries
from nhanai.aid.actions import Share
from nhanai.aid.forms.support import BatchForm
from nhanai.aid.models import Address, Batch, Commitment, Delivery, OverlapAnswer, Proof
from nhanai.aid.permissions import Permission
from nhanai.aid.queries import money
from nhanai.aid.rules.overlap import unanswered
from nhanai.aid.vocab import STANDING, BatchState, DeliveryState, GiftKind
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund, Voucher
from nhanai.units.models import Unit
from nhanai.units.queries import name_on, names_on
from nhanai.web.paging import Page, page_of

TONES: Final = {
    BatchState.DRAFT: "hand", BatchState.APPROVED: "run", BatchState.DONE: "ok",
    BatchState.CANCELLED: "",
}  # fmt: skip
GIVEN: Final = {
    DeliveryState.PLANNED: "hand", DeliveryState.DELIVERED: "ok", DeliveryState.MISSED: "bad",
    DeliveryState.TAKEN_BACK: "",
}  # fmt: skip
KINDS: Final = tuple(GiftKind)
OFFERED: Final = 300


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch in the list."""

    batch: Batch
    unit: str
    addresses: int
    worth: str
    tone: str


@dataclass(frozen=True, slots=True)
class BatchesPage:
    """Everything that the list shows."""

    rows: Sequence[BatchRow]
    page: Page[Batch]
    words: str
    may_deliver: bool


def batches_page(user: User, words: str, *, today: dt.date, number: int) -> BatchesPage:
    """Load the list; a steady number of queries."""
    found = queries.batches_of(user, today=today, words=words)
    page = page_of(found, number=number, noun="đợt trao")
    sums = Delivery.objects.filter(batch__in=[one.pk for one in page.rows]).order_by()
    counted = {
        row["batch"]: (row["n"], row["worth"])
        for row in sums.values("batch").annotate(n=Count("pk"), worth=Sum("worth"))
    }
    units = names_on({one.unit_id for one in page.rows}, today)
    rows = [
        BatchRow(
            one, units.get(one.unit_id, ""), counted.get(one.pk, (0, 0))[0],
            numbers.show_dong(counted.get(one.pk, (0, 0))[1]), TONES[BatchState(one.state)],
        )
        for one in page.rows
    ]  # fmt: skip
    may = identity.holds(user, Permission.DELIVER, today=today)
    return BatchesPage(rows, page, words, may)


@dataclass(frozen=True, slots=True)
class Offer:
    """An address that may be in a new batch, with the promises it may fulfil."""

    address: Address
    name: str
    promises: Sequence[tuple[int, str]]
    worth: str
    promise: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class NewBatchPage:
    """The form for a batch and the addresses of the unit that stand."""

    form: BatchForm
    units: Sequence[tuple[str, str]]
    unit: Unit | None
    rows: Sequence[Offer]
    is_more: bool


def new_batch_page(
    user: User, key: str, *, today: dt.date, data: Mapping[str, Any] | None = None,
    only: str = "",
) -> NewBatchPage:  # fmt: skip
    """Load the page; a steady number of queries. `only` chooses one address beforehand."""
    units = queries.recordable_units(user, today=today, permission=Permission.DELIVER)
    unit = next((one for one, _ in units if one.key == key), units[0][0] if units else None)
    form = BatchForm(
        data, kinds=KINDS, campaigns=list(running_campaigns(today=today)), initial={"on": today}
    )
    rows = list(
        Address.objects.filter(unit=unit, state__in=STANDING)
        .select_related("person").order_by("-points", "pk")[: OFFERED + 1]
    )  # fmt: skip
    listed = rows[:OFFERED]
    names = queries.names_of(user, listed, today=today)
    promises = _promises(user, listed, today)
    offers = [_offer(one, names[one.pk], promises.get(one.pk, ()), data, only) for one in listed]
    named = [(one.key, name) for one, name in units]
    return NewBatchPage(form, named, unit, offers, len(rows) > OFFERED)


def _offer(
    one: Address, name: str, promises: Sequence[tuple[Commitment, str]],
    data: Mapping[str, Any] | None, only: str,
) -> Offer:  # fmt: skip
    first = promises[0][0] if promises else None
    worth = numbers.show(first.amount) if first else ""
    said = data or {}
    return Offer(
        one, name, [(row.pk, words) for row, words in promises],
        str(said.get(f"gia-{one.pk}", worth)), first.pk if first else 0,
        bool(said.get(f"tra-{one.pk}")) if data else only == one.code,
    )  # fmt: skip


def _promises(
    user: User, listed: Sequence[Address], today: dt.date
) -> Mapping[int, list[tuple[Commitment, str]]]:
    """The promises that run, by address, each with an instalment that has not come."""
    rows = Commitment.objects.filter(address__in=listed, start__lte=today)
    running = list(rows.exclude(end__lte=today).select_related("sponsor__person"))
    names = queries.sponsor_names(user, [one.sponsor for one in running], today=today)
    several = queries.instalments_of(running, until=today)
    found: dict[int, list[tuple[Commitment, str]]] = {}
    for one in running:
        due = [part for part in several[one.pk] if not part.is_done]
        if due:
            words = f"{names[one.sponsor_id]}, kỳ {written(due[0].on)}"
            found.setdefault(one.address_id, []).append((one, words))
    return found


def shares_of(data: Mapping[str, str], each: int | None) -> tuple[list[Share], list[Finding]]:
    """Who was ticked, with her own worth or that of each; what cannot be read is told."""
    shares, findings = [], []
    for name in data:
        key = name.removeprefix("tra-")
        if not name.startswith("tra-") or not key.isdecimal() or len(key) > 11:
            continue
        said, promise = data.get(f"gia-{key}", ""), data.get(f"ck-{key}", "")
        try:
            worth = numbers.read_dong(said) if said.strip() else (each or 0)
        except numbers.NotANumber as wrong:
            findings.append(Finding("worth", wrong.message, where="worth"))
            continue
        known = promise.isdecimal() and 0 < len(promise) < 12
        shares.append(Share(int(key), worth, int(promise) if known and int(promise) else None))
    return shares, findings


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One address of a batch, with what to look at twice."""

    delivery: Delivery
    name: str
    worth: str
    tone: str
    open: Sequence[Finding]
    answered: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One batch with its addresses."""

    batch: Batch
    unit: str
    tone: str
    rows: Sequence[GiftRow]
    worth: str
    open: int
    proofs: Sequence[Proof]
    may_deliver: bool
    may_approve: bool
    is_own: bool
    voucher: Voucher | None
    funds: Sequence[Fund]

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.batch.state == BatchState.DRAFT

    @property
    def is_money(self) -> bool:
        """Whether the cashier pays it."""
        return self.batch.kind == GiftKind.MONEY


def batch_page(batch: Batch, user: User, *, today: dt.date) -> BatchPage:
    """Load the page; a steady number of queries."""
    rows = Delivery.objects.filter(batch=batch).order_by("pk")
    listed = list(rows.select_related("address__person", "address__unit"))
    names = queries.names_of(user, [one.address for one in listed], today=today)
    draft = batch.state == BatchState.DRAFT
    found = queries.findings_for(batch, listed) if draft else {}
    answers: dict[int, list[OverlapAnswer]] = {}
    for answer in OverlapAnswer.objects.filter(delivery__batch=batch).order_by("pk"):
        answers.setdefault(answer.delivery_id, []).append(answer)
    gifts = [
        _gift(one, names[one.address_id], found.get(one.pk, []), answers.get(one.pk, []))
        for one in listed
    ]
    waits = batch.kind == GiftKind.MONEY and batch.state == BatchState.APPROVED
    may = {
        one: identity.allowed(user, one, unit=batch.unit, today=today)
        for one in (Permission.DELIVER, Permission.APPROVE)
    }
    return BatchPage(
        batch, name_on(batch.unit, batch.on), TONES[BatchState(batch.state)], gifts,
        numbers.show_dong(sum(one.worth for one in listed)), sum(bool(one.open) for one in gifts),
        list(batch.proofs.filter(withdrawn_at=None).order_by("pk")), may[Permission.DELIVER],
        may[Permission.APPROVE], batch.made_by_id == user.pk,
        money.voucher_of(batch) if batch.kind == GiftKind.MONEY else None,
        list(money.funds_for(user, today=today)[:OFFERED]) if waits else [],
    )  # fmt: skip


def _gift(
    one: Delivery, name: str, found: Sequence[Finding], answers: Sequence[OverlapAnswer]
) -> GiftRow:
    told = {finding.where: finding.message for finding in found}
    return GiftRow(
        one, name, numbers.show_dong(one.worth), GIVEN[DeliveryState(one.state)],
        unanswered(found, [answer.finding for answer in answers]),
        [(told.get(answer.finding, "Có thể trùng."), answer.text) for answer in answers],
    )  # fmt: skip
