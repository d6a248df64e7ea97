"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với đơn vị."""

    VIEW = "units.view"
    REORGANISE = "units.reorganise"
