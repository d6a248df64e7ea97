"""One line, written as people speak, read into the fields of an activity.

`read` is the door. Every rule has a name and a module of its own subject; each looks for its own
thing among the words that no earlier rule took. What no rule took is told as it stands.
"""

from nhanai.activities.rules.quickline.pieces import (
    Days,
    Field,
    Piece,
    Quantity,
    Reading,
    Unread,
    Worth,
)
from nhanai.activities.rules.quickline.reading import Surroundings, read

__all__ = [
    "Days", "Field", "Piece", "Quantity", "Reading", "Surroundings", "Unread", "Worth", "read",
]  # fmt: skip
