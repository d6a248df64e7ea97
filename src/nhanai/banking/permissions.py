"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với tài khoản ngân hàng và hòm quỹ."""

    VIEW = "banking.view"
    MANAGE = "banking.manage"
    IMPORT = "banking.import"
    EXPLAIN = "banking.explain"
    OPEN_BOXES = "banking.open_boxes"
