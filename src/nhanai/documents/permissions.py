"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với văn bản."""

    VIEW = "documents.view"
    REGISTER = "documents.register"
    ISSUE = "documents.issue"
    SIGN = "documents.sign"
    KEEP_ADDRESSES = "documents.keep_addresses"
    """Where units receive documents by e-mail: one book for the whole province."""
