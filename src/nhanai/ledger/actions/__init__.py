"""Everything that changes books."""

from nhanai.ledger.actions.books import (
    CannotKeepBook,
    close_book,
    close_fund,
    open_book,
    open_fund,
    reopen_book,
)
from nhanai.ledger.actions.posting import CannotPost, post, reverse
from nhanai.ledger.actions.vouchers import (
    CannotSettle,
    approve_voucher,
    cancel_voucher,
    draft_voucher,
    refuse_voucher,
    settle_voucher,
)
from nhanai.ledger.rules.followers import follow

__all__ = [
    "CannotKeepBook", "CannotPost", "CannotSettle", "approve_voucher", "cancel_voucher",
    "close_book", "close_fund", "draft_voucher", "follow", "open_book", "open_fund", "post",
    "refuse_voucher", "reopen_book", "reverse", "settle_voucher",
]  # fmt: skip
