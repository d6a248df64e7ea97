"""What may be asked of this room; to read figures one holds `facts.view`."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với số liệu nhập tay và chỉ tiêu kế hoạch năm."""

    ENTER = "figures.enter"
    PLAN = "figures.plan"
