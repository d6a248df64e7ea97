"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với báo cáo kết quả."""

    VIEW = "reporting.view"
    WRITE = "reporting.write"
    APPROVE = "reporting.approve"
