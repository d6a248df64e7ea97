"""How far a concern has come."""

from typing import Final

SILENT: Final = "cho"
"""Nobody has answered yet."""

REPLIED: Final = "da-tra-loi"
"""Somebody answered, but it is not settled."""

CLOSED: Final = "xong"
"""It is settled."""

STANDINGS: Final = (
    (SILENT, "Chưa trả lời"),
    (REPLIED, "Đã trả lời, chưa xong"),
    (CLOSED, "Đã giải quyết"),
)
"""Each with its words, in the order in which a person cares."""
