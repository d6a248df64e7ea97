"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền công bố."""

    VIEW = "publishing.view"
    PREPARE = "publishing.prepare"
    PUBLISH = "publishing.publish"
