"""What may be asked of this room.

To hand figures over one holds `facts.view`, to take them in `figures.enter`.
"""

from enum import StrEnum


class Permission(StrEnum):
    """Quyền đối với mã của đối tác trao đổi số liệu."""

    MAP = "exchange.map"
