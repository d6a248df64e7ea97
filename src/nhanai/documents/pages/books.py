"""The books of a year: which there are, and one of them in the ten columns of the decree."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.documents import queries
from nhanai.documents.models import Book, Document, OutgoingDocument
from nhanai.documents.vocab import KINDS, Direction, Numbering, OutgoingState
from nhanai.identity.models import User
from nhanai.web.paging import Page, page_of

Cells = tuple[str, ...]

OUTGOING: Final[Cells] = (
    "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản",
    "Người ký", "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển",
    "Ký nhận", "Ghi chú",
)  # fmt: skip
INCOMING: Final[Cells] = (
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận",
    "Ghi chú",
)  # fmt: skip
"""Annex IV of Decree 30/2020/NĐ-CP."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One book of a unit and a year."""

    book: Book
    owner_name: str
    last: Sequence[tuple[str, int]]
    may_close: bool


@dataclass(frozen=True, slots=True)
class Books:
    """The books within a person's reach, and whose numbering she may choose."""

    rows: Page[BookRow]
    choosers: Sequence[queries.Owner]
    years: tuple[int, int]
    numberings: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Printed:
    """A book as it is printed."""

    book: Book
    title: str
    owner_name: str
    head: Cells
    rows: Sequence[Cells]

    @property
    def name(self) -> str:
        """What its file is called."""
        side = "di" if self.book.direction == Direction.OUTGOING else "den"
        return f"so-van-ban-{side}-{self.book.year}"


def books(user: User, *, number: int, today: dt.date) -> Books:
    """One page of the books."""
    found = queries.books_visible_to(user, today=today).prefetch_related("series")
    page = page_of(found, number=number, noun="sổ")
    owners = queries.issuers_for(user, today=today)
    hers = {one.unit.pk for one in owners}
    names = queries.names_of((book.owner_id for book in page), today)
    rows = [
        BookRow(
            book=book,
            owner_name=names.get(book.owner_id, ""),
            last=[(KINDS.get(one.key, ""), one.last) for one in book.series.all() if one.last],
            may_close=book.owner_id in hers and book.closed_at is None and book.year < today.year,
        )
        for book in page
    ]
    return Books(
        rows=Page(rows, page.number, page.total, page.size, page.noun),
        choosers=owners,
        years=(today.year, today.year + 1),
        numberings=Numbering.choices,
    )


def printed(book: Book, *, today: dt.date) -> Printed:
    """A whole book in its ten columns; it is as long as the year was."""
    owner = queries.names_of([book.owner_id], today).get(book.owner_id, "")
    if book.direction == Direction.OUTGOING:
        rows = [_out(one) for one in queries.numbered_in(book.owner, book.year)]
        return Printed(book, f"Sổ văn bản đi năm {book.year}", owner, OUTGOING, rows)
    came = [_in(one, owner) for one in queries.arrived_in(book.owner, book.year)]
    return Printed(book, f"Sổ văn bản đến năm {book.year}", owner, INCOMING, came)


def _out(document: OutgoingDocument) -> Cells:
    sent = list(document.dispatches.all())
    received = sum(one.received_at is not None for one in sent)
    kept = [line for line in document.recipients if line.lower().startswith("lưu")]
    others = [line for line in document.recipients if line not in kept]
    state = OutgoingState(getattr(document, "state_now", OutgoingState.IN_FORCE))
    return (
        document.reference,
        written(document.day),
        f"{KINDS[document.kind]}: {document.subject}",
        document.signer_name,
        "; ".join(others),
        "; ".join(line.partition(":")[2].strip() or line for line in kept),
        str(len(sent)) if sent else "",
        written(localdate(min(one.sent_at for one in sent))) if sent else "",
        f"{received}/{len(sent)} nơi đã nhận" if sent else "",
        "" if state == OutgoingState.IN_FORCE else state.label,
    )


def _in(document: Document, owner: str) -> Cells:
    said = [document.kind_name, document.title or document.file_name]
    return (
        written(localdate(document.registered_at)),
        f"{document.arrival_number:02d}",
        document.issuer,
        document.reference,
        document.dated,
        ": ".join(part for part in said if part),
        owner,
        "",
        "",
        "",
    )


def lines_of(page: Printed) -> Iterator[Cells]:
    """The head and every row."""
    yield page.head
    yield from page.rows
