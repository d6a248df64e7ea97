"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với phân bổ."""

    VIEW = "allocation.view"
    PREPARE = "allocation.prepare"
    APPROVE = "allocation.approve"
