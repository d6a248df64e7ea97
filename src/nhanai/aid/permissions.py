"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với địa chỉ nhân đạo.

    `VIEW` sees addresses without who lives there. `IDENTIFY` sees the person's name. `OPEN` opens
    circumstances and the way to the house, each time with a line in the journal. `RECORD` surveys
    and records reviews, `APPROVE` decides for the society, `DELIVER` keeps sponsors and deliveries.
    """

    VIEW = "aid.view"
    IDENTIFY = "aid.identify"
    OPEN = "aid.open"
    RECORD = "aid.record"
    APPROVE = "aid.approve"
    DELIVER = "aid.deliver"
