"""Books, what stands in them, and the papers behind it."""

from nhanai.ledger.models.books import Book, Closing, Fund, FundBalance, MoneyBalance
from nhanai.ledger.models.entries import Entry, EntryLine
from nhanai.ledger.models.vouchers import Voucher

__all__ = [
    "Book", "Closing", "Entry", "EntryLine", "Fund", "FundBalance", "MoneyBalance", "Voucher",
]  # fmt: skip
