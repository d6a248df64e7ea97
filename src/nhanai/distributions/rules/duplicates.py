"""Who may be about to get the same twice: findings to be answered or taken off, never a wall."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.findings import Finding, Severity

AROUND: Final = dt.timedelta(days=365)
"""How far lists of others are looked through; our choice, unverified."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of another body's list that is the same person or household."""

    key: int
    body: str
    on: dt.date
    what: str
    by: str

    @property
    def words(self) -> str:
        """`danh sách của Mặt trận xã ngày 05/01/2027 (quà Tết), trùng số hộ`."""
        what = f" ({self.what})" if self.what else ""
        return f"danh sách của {self.body} ngày {written(self.on)}{what}, trùng {self.by}"


def of_lists(hits: Iterable[Hit]) -> list[Finding]:
    """One finding for each list of others; `where` names it for ever."""
    told: dict[int, Finding] = {}
    for hit in hits:
        told.setdefault(
            hit.key,
            Finding(
                "other-list", f"Có trong {hit.words}.", Severity.WARNING,
                where=f"distributions.other:{hit.key}",
            ),
        )  # fmt: skip
    return list(told.values())


def of_household(others: Sequence[tuple[int, str]]) -> list[Finding]:
    """Those of one household listed before in the same round; each by number and unit."""
    return [
        Finding(
            "same-household", f"Một người khác cùng hộ đã có trong đợt này, danh sách của {unit}.",
            Severity.WARNING, where=f"distributions.household:{pk}",
        )
        for pk, unit in others
    ]  # fmt: skip
