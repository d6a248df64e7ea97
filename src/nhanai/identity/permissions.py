"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với tài khoản."""

    VIEW = "identity.view"
    MANAGE = "identity.manage"
    READ_JOURNAL = "identity.read_journal"
