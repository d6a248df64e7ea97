"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với văn bản."""

    VIEW = "documents.view"
    REGISTER = "documents.register"
    ISSUE = "documents.issue"
    SIGN = "documents.sign"
