"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với hoạt động."""

    VIEW = "activities.view"
    RECORD = "activities.record"
    RUN_CAMPAIGNS = "activities.run_campaigns"
    SET_RATES = "activities.set_rates"
