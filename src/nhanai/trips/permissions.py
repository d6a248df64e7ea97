"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với chuyến trợ giúp của các đoàn.

    `VIEW` sees trips without whom to reach. `RECORD` writes down a trip that a group told of and
    what was given, and sees whom to reach. `ANSWER` confirms trips, or proposes another place.
    """

    VIEW = "trips.view"
    RECORD = "trips.record"
    ANSWER = "trips.answer"
