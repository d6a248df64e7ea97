"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với báo cáo định kỳ."""

    VIEW = "submissions.view"
    FILL = "submissions.fill"
    SUBMIT = "submissions.submit"
    RECEIVE = "submissions.receive"
    """Of the units below hers: to accept their reports, return, lock and ask for them."""
