"""Everything that changes books."""

from nhanai.ledger.actions.books import (
    CannotKeepBook,
    close_book,
    close_fund,
    open_book,
    open_fund,
    reopen_book,
)
from nhanai.ledger.actions.moving import Moving, Opening, Pocket, move_money, open_balances
from nhanai.ledger.actions.posting import CannotPost, hold_books, post, reverse
from nhanai.ledger.actions.several import approve_vouchers, settle_vouchers
from nhanai.ledger.actions.transfers import Transfer, draft_transfer
from nhanai.ledger.actions.vouchers import (
    CannotSettle,
    approve_voucher,
    cancel_voucher,
    draft_voucher,
    refuse_voucher,
    settle_voucher,
)
from nhanai.ledger.rules.followers import follow, follow_everything, judge_payments, name_foreign

__all__ = [
    "CannotKeepBook", "CannotPost", "CannotSettle", "Moving", "Opening", "Pocket", "Transfer",
    "approve_voucher", "approve_vouchers", "cancel_voucher", "close_book", "close_fund",
    "draft_transfer", "draft_voucher", "follow", "follow_everything", "hold_books",
    "judge_payments", "move_money", "name_foreign", "open_balances", "open_book", "open_fund",
    "post",
    "refuse_voucher", "reopen_book", "reverse", "settle_voucher", "settle_vouchers",
]  # fmt: skip
