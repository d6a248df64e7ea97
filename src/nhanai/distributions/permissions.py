"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với đợt trao quà và trợ giúp khẩn cấp.

    `VIEW` sees rounds and numbers, without names. `IDENTIFY` sees who is on a list. `RUN` makes
    rounds, quotas, samples and leads goods out. `LIST` fills a commune's list, records hand-overs
    and emergency aid. `APPROVE` approves lists of the rounds of a unit, and emergency aid there.
    """

    VIEW = "distributions.view"
    IDENTIFY = "distributions.identify"
    RUN = "distributions.run"
    LIST = "distributions.list"
    APPROVE = "distributions.approve"
