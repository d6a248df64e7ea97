"""What may be asked of this room."""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với quỹ và ủng hộ.

    `VIEW` sees funds, campaigns and gifts without a name; `DONORS` sees who gave; `RECORD` writes
    donations, spending and returns; `MANAGE` launches campaigns.
    """

    VIEW = "funds.view"
    DONORS = "funds.donors"
    RECORD = "funds.record"
    MANAGE = "funds.manage"
