"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với báo cáo kết quả."""

    VIEW = "reporting.view"
    WRITE = "reporting.write"
    APPROVE = "reporting.approve"
    APPROVE_OWN = "reporting.approve_own"
    """Only where she is appointed herself; her own writing only where nobody else may."""
    RECEIVE = "reporting.receive"
