"""The books of a year: giving numbers without a gap, how they run, and closing the book."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.documents import queries
from nhanai.documents.models import Book, NumberSeries
from nhanai.documents.permissions import Permission
from nhanai.documents.vocab import Direction, Numbering
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.units.models import Unit


class CannotChangeBook(Refused):
    """The book stays as it is."""


class BookClosed(Refused):
    """No number of that year is given any more."""


def locked_book(owner: Unit, direction: Direction, year: int) -> Book:
    """The book, made on first use in the manner of the year before, held until the act ends."""
    of_owner = Book.objects.filter(owner=owner, direction=direction)
    before = of_owner.filter(year__lt=year).order_by("-year").first()
    book, _ = Book.objects.get_or_create(
        owner=owner,
        direction=direction,
        year=year,
        defaults={"numbering": before.numbering if before else _usual(direction)},
    )
    return Book.objects.select_for_update().get(pk=book.pk)


def _usual(direction: Direction) -> Numbering:
    """What comes in has one run of numbers; what goes out one for each kind."""
    return Numbering.ONE if direction == Direction.INCOMING else Numbering.PER_KIND


def open_book(owner: Unit, direction: Direction, year: int) -> Book:
    """The same, or a refusal where it is closed."""
    book = locked_book(owner, direction, year)
    if book.closed_at is not None:
        closed = written(localdate(book.closed_at))
        raise BookClosed(
            f"Sổ {direction.label.lower()} năm {year} đã đóng ngày {closed}, không cấp số được nữa."
        )
    return book


def series_of(book: Book, key: str) -> NumberSeries:
    """One run of numbers of a book that is held."""
    return NumberSeries.objects.get_or_create(book=book, key=key)[0]


def take(series: NumberSeries, *, day: dt.date) -> int:
    """The next number; given up again if the act does not come to its end."""
    series.last += 1
    series.last_on = day
    series.save(update_fields=["last", "last_on"])
    return series.last


@transaction.atomic
def set_numbering(
    *, owner: Unit, year: int, numbering: Numbering, by: User, at: dt.datetime
) -> Book:
    """Decide how the outgoing documents of a year are numbered, before its first number."""
    _check_may(owner, by=by, at=at)
    if year not in {localdate(at).year, localdate(at).year + 1}:
        raise CannotChangeBook("Chỉ chọn cách đánh số cho năm nay và năm sau.")
    book = locked_book(owner, Direction.OUTGOING, year)
    if book.series.filter(last__gt=0).exists():
        raise CannotChangeBook(
            f"Năm {year} đã cấp số, nên không đổi cách đánh số được nữa. Hãy chọn cho năm sau."
        )
    old, book.numbering = book.numbering, numbering
    book.save(update_fields=["numbering"])
    record(
        verb="documents.numbering-set", subject=book, by=by, at=at, old={"numbering": old},
        new={"numbering": numbering}, unit_key=owner.key,
    )  # fmt: skip
    return book


@transaction.atomic
def close_book(*, owner: Unit, direction: Direction, year: int, by: User, at: dt.datetime) -> Book:
    """Close the book of a year that is over: no number of that year may be taken after."""
    _check_may(owner, by=by, at=at)
    today = localdate(at)
    is_over = year < today.year or (owner.end is not None and owner.end <= today)
    if not is_over:
        raise CannotChangeBook(f"Năm {year} chưa hết. Sổ đóng được từ ngày 01/01/{year + 1}.")
    if not queries.books_of(owner).filter(direction=direction, year=year).exists():
        raise CannotChangeBook(f"Năm {year} đơn vị không có sổ {direction.label.lower()}.")
    book = locked_book(owner, direction, year)
    if book.closed_at is not None:
        raise CannotChangeBook(f"Sổ năm {year} đã đóng ngày {written(localdate(book.closed_at))}.")
    book.closed_at, book.closed_by = at, by
    book.save(update_fields=["closed_at", "closed_by"])
    record(
        verb="documents.book-closed", subject=book, by=by, at=at, unit_key=owner.key,
        new={"numbers": {one.key or "chung": one.last for one in book.series.all()}},
    )  # fmt: skip
    return book


def _check_may(owner: Unit, *, by: User, at: dt.datetime) -> None:
    if not allowed(by, Permission.ISSUE, unit=owner, today=localdate(at)):
        raise CannotChangeBook("Anh, chị không có quyền giữ sổ văn bản của đơn vị này.")
