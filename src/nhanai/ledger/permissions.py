"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với sổ sách."""

    VIEW = "ledger.view"
    RECORD = "ledger.record"
    APPROVE = "ledger.approve"
    APPROVE_LARGE = "ledger.approve_large"
    SETTLE = "ledger.settle"
    MANAGE = "ledger.manage"
    """Open books and funds, close periods."""
    REOPEN = "ledger.reopen"
