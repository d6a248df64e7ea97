"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với dữ liệu về người.

    `VIEW` sees names, years of birth and roles, all else masked. `RECORD` writes and opens phones
    and addresses. `OPEN` opens sensitive values. `ORGANISE` sets up clubs, teams and branches.
    `PROTECT` answers requests, keeps incidents, takes data out and erases it.
    """

    VIEW = "people.view"
    RECORD = "people.record"
    OPEN = "people.open"
    ORGANISE = "people.organise"
    PROTECT = "people.protect"
