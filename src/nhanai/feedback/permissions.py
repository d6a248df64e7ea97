"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với phản ánh, góp ý.

    `VIEW` sees what is not sensitive; `RECORD` writes down what somebody says or sends; `ANSWER`
    deals with it; `INSPECT` alone sees and deals with what is sensitive.
    """

    VIEW = "feedback.view"
    RECORD = "feedback.record"
    ANSWER = "feedback.answer"
    INSPECT = "feedback.inspect"
