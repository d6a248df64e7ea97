"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với lịch làm việc và kỳ báo cáo."""

    VIEW = "periods.view"
    MANAGE = "periods.manage"
