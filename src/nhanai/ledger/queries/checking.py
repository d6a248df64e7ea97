"""Whether the books are what they were when they were written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nhanai.ledger.models import Book, Entry, FundBalance, MoneyBalance, Voucher
from nhanai.ledger.rules import entries as rules
from nhanai.ledger.rules.entries import LineValue
from nhanai.ledger.rules.vouchers import lines_of


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which book, in words."""

    book: str
    words: str


def faults() -> Iterator[Fault]:
    """Everything in every book that was altered, is missing, or does not balance."""
    for book in Book.objects.select_related("unit").order_by("pk"):
        yield from (Fault(str(book), words) for words in _faults_of(book))


def _faults_of(book: Book) -> Iterator[str]:
    previous, expected = rules.GENESIS, 1
    lines: list[LineValue] = []
    rows = (
        Entry.objects.filter(book=book)
        .select_related("book__unit")
        .prefetch_related("lines")
        .order_by("number")
    )
    for entry in rows.iterator(chunk_size=500):
        if entry.number != expected:
            yield f"Thiếu bút toán {expected}."
        own = [line.value for line in entry.lines.all()]
        yield from (f"Bút toán {entry.number}: {one.message}" for one in rules.faults_of(own))
        if not entry.sealed:
            yield f"Bút toán {entry.number} chưa được chốt."
        if entry.previous_hash != previous:
            yield f"Bút toán {entry.number} không nối với bút toán trước."
        if rules.digest(entry.previous_hash, entry.content()) != entry.hash:
            yield f"Bút toán {entry.number} đã bị sửa."
        previous, expected = entry.hash, entry.number + 1
        lines += own
    yield from _balances(book, lines)
    yield from _closings(book)
    yield from _vouchers(book)
    yield from _numbers(book)


def _balances(book: Book, lines: list[LineValue]) -> Iterator[str]:
    funds, money = rules.moved(lines), rules.moved_money(lines)
    for kept in FundBalance.objects.filter(fund__book=book).select_related("fund"):
        if kept.amount != funds.get(kept.fund_id, 0):
            yield f"Số dư {kept.fund.name} không khớp với các bút toán."
    for place in MoneyBalance.objects.filter(book=book):
        if place.amount != money.get(place.account, 0):
            yield f"Số dư tài khoản {place.account} không khớp với các bút toán."


def _closings(book: Book) -> Iterator[str]:
    """A tail that was cut shows against what was closed over it."""
    hashes = dict(Entry.objects.filter(book=book).values_list("number", "hash"))
    hashes[0] = rules.GENESIS
    for closing in book.closings.all():
        if hashes.get(closing.last_number) != closing.last_hash:
            yield f"Bút toán {closing.last_number} không còn như lúc khóa sổ."


def _vouchers(book: Book) -> Iterator[str]:
    """A settled voucher says what its entry says; another currency stands in the entry alone."""
    rows = Voucher.objects.filter(book=book, entry__isnull=False).select_related("entry")
    for voucher in rows.prefetch_related("entry__lines"):
        own = lines_of(
            voucher.kind, amount=voucher.amount, fund=voucher.fund_id, account=voucher.account,
            place=voucher.place, party=voucher.party_name,
        )  # fmt: skip
        entry = voucher.entry
        if (
            entry is None
            or [
                replace(line.value, currency="", foreign=None, rate=None)
                for line in entry.lines.all()
            ]
            != own
        ):
            yield f"Chứng từ {voucher.label} không khớp với bút toán của nó."


def _numbers(book: Book) -> Iterator[str]:
    found: dict[tuple[str, int], Counter[int]] = {}
    rows = Voucher.objects.filter(book=book, number__isnull=False)
    for kind, year, number in rows.values_list("kind", "year", "number"):
        if year is not None and number is not None:
            found.setdefault((kind, year), Counter())[number] += 1
    for (kind, year), numbers in sorted(found.items()):
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"Số chứng từ {kind} năm {year} bị nhảy hoặc thiếu."
