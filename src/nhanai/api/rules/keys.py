"""How long a key lives, and what is wrong with one that is asked for."""

from collections.abc import Iterator
from typing import Final

from nhanai.base.findings import Finding

PREFIX: Final = "nhanai_"
"""What every key begins with, so that a search for leaked secrets finds it."""

MOST: Final = 10
"""Keys in force that one person holds."""

LIVES: Final = (30, 90, 365)
"""Days after which a key ends."""


def faults_of(name: str, days: int, held: int) -> Iterator[Finding]:
    """Everything that is wrong with making this key."""
    if not name:
        yield Finding("name", "Ghi tên khóa, ví dụ tên chương trình dùng nó.", where="name")
    if len(name) > 100:
        yield Finding("name", "Tên khóa dài quá 100 ký tự.", where="name")
    if days not in LIVES:
        yield Finding("days", "Chọn thời hạn trong danh sách.", where="days")
    if held >= MOST:
        yield Finding("many", f"Đã có {MOST} khóa đang dùng. Hãy thu hồi khóa không dùng nữa.")
