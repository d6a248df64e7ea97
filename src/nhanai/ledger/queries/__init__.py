"""What may be read of books."""

from nhanai.ledger.queries.balances import (
    balance_of,
    books_of,
    entries_of,
    funds_of,
    vouchers_of,
)
from nhanai.ledger.queries.checking import Fault, faults
from nhanai.ledger.queries.reading import (
    Narrowing,
    Sums,
    entries_in,
    left_after,
    lines_of_account,
    narrowed,
    sums_by_account,
    sums_of,
)
from nhanai.ledger.queries.waiting import to_approve, to_settle, with_words

__all__ = [
    "Fault", "Narrowing", "Sums", "balance_of", "books_of", "entries_in", "entries_of", "faults",
    "funds_of", "left_after", "lines_of_account", "narrowed", "sums_by_account", "sums_of",
    "to_approve", "to_settle", "vouchers_of", "with_words",
]  # fmt: skip
