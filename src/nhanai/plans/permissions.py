"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với kế hoạch."""

    VIEW = "plans.view"
    REVIEW = "plans.review"
    CONFIRM = "plans.confirm"
    UPDATE = "plans.update"
    HAND_DOWN = "plans.hand_down"
    ANSWER = "plans.answer"
    DISSEMINATE = "plans.disseminate"
    FOLLOW = "plans.follow"
    WRITE = "plans.write"
    APPROVE = "plans.approve"
