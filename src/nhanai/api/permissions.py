"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền lập khóa máy; what a key reads is what its person may see."""

    CONNECT = "api.connect"
