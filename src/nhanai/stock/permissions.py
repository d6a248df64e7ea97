"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với kho hàng."""

    VIEW = "stock.view"
    KEEP = "stock.keep"
