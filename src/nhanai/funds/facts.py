"""The facts of this room: written with each entry that brings a gift, or all of them anew."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet, Sum

from nhanai.facts import actions as facts
from nhanai.facts.rules.registers import Register, Told
from nhanai.facts.rules.values import FactValue
from nhanai.funds.models import Donation
from nhanai.funds.vocab import DonationState, DonationWay, DonorKind
from nhanai.ledger.models import Book, EntryLine
from nhanai.ledger.rules.chart import chart
from nhanai.ledger.vocab import BookSource

DONATION: Final = "funds.donation"
BALANCE: Final = "funds.balance"
_BATCH: Final = 500
_DAYS: Final = 1_000_000
"""A record of balances is one day of one book: its number times this, and the day's ordinal."""


def write_donation(donation: Donation) -> None:
    """Make the facts of this gift what it says now, in the transaction that wrote it."""
    facts.replace(source=DONATION, record=donation.pk, facts=of_donation(donation))


def write_balances(book: Book, since: dt.date) -> None:
    """Make the balances of this book right from that day on."""
    changed = {record: told for record, told in _of_book(book) if record >= _record(book, since)}
    if changed:
        facts.replace_many(source=BALANCE, facts=changed)


def of_donation(donation: Donation) -> tuple[FactValue, ...]:
    """Money, goods or aid from abroad, and one that gave; nothing unless it stands in the books.

    A gift without a donor counts as one of a person.
    """
    if donation.state != DonationState.RECEIVED or donation.entry is None:
        return ()
    donor, day = donation.donor, donation.entry.day
    measure = "NL02" if donation.way == DonationWay.GOODS else "NL01"
    if donor is not None and donor.abroad:
        measure = "NL03"
    part = "TT" if donor is not None and donor.kind == DonorKind.ORGANISATION else "CN"
    return (
        FactValue(donation.unit_id, day, measure, donation.amount),
        FactValue(donation.unit_id, day, "NL04", 1, part=part),
    )


def every_donation() -> Told:
    """Every gift that was received, from the records alone."""
    rows = _whole(Donation.objects.filter(state=DonationState.RECEIVED).order_by("pk"))
    for donation in rows.iterator(chunk_size=_BATCH):
        yield donation.pk, of_donation(donation)


def every_balance() -> Told:
    """What the funds of each book held at the end of each day on which that changed."""
    for book in Book.objects.filter(source=BookSource.FUND).order_by("pk"):
        yield from _of_book(book)


def _of_book(book: Book) -> Iterator[tuple[int, tuple[FactValue, ...]]]:
    codes = [one.code for one in chart().values() if one.is_of_balance]
    lines = EntryLine.objects.filter(
        entry__book=book, fund__isnull=False, account__in=codes
    ).order_by("entry__day")
    held = 0
    for day, came, went in lines.values_list("entry__day").annotate(
        came=Sum("debit"), went=Sum("credit")
    ):
        held += (came or 0) - (went or 0)
        yield _record(book, day), (FactValue(book.unit_id, day, "NL05", max(held, 0)),)


def _record(book: Book, day: dt.date) -> int:
    return book.pk * _DAYS + day.toordinal()


def book_of(record: int) -> int:
    """The book whose balances that record of balances tells."""
    return record // _DAYS


def _whole(rows: QuerySet[Donation]) -> QuerySet[Donation]:
    return rows.select_related("entry", "donor")


REGISTERS: Final = (Register(DONATION, every_donation), Register(BALANCE, every_balance))
