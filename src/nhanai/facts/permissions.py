"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với danh mục chỉ tiêu và số liệu."""

    VIEW = "facts.view"
    MANAGE = "facts.manage"
