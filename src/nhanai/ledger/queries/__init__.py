"""What may be read of books."""

from nhanai.ledger.queries.balances import (
    balance_of,
    books_of,
    entries_of,
    funds_of,
    vouchers_of,
)
from nhanai.ledger.queries.checking import Fault, faults

__all__ = [
    "Fault", "balance_of", "books_of", "entries_of", "faults", "funds_of", "vouchers_of",
]  # fmt: skip
