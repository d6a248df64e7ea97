"""What a report is put together from: the accepted reports of the units below, by their version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

DIRECT: Final = "Trực tiếp cấp báo cáo"
"""What was done by no unit that reports, but by the one that puts together."""


TOGETHER: Final = "tong-hop"
"""Where a finding points that is about the reports below."""


@dataclass(frozen=True, slots=True)
class Share:
    """One accepted report: whose, which version, and its figures of the period by line."""

    unit: str
    name: str
    version: int
    number: int
    receipt: str
    sha256: str
    figures: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What the records of a unit have now and its accepted report has not; both as printed."""

    unit: str
    name: str
    label: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Month:
    """One of the months up to the end of the period: the records' figure, and a year before."""

    label: str
    words: str
    now: Decimal | None = None
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """The reports that were added, who is missing by name, what the records say beside them.

    `direct` are the figures of the period that belong to no unit below, by line. `months` are those
    of the line `months_of`, as the records had them; `places` say where the place of each unit (by
    its name) stands on the map of tiles: column and row.
    """

    shares: tuple[Share, ...] = ()
    missing: tuple[str, ...] = ()
    direct: Mapping[str, Decimal] = field(default_factory=dict)
    uncounted: tuple[Uncounted, ...] = ()
    months_of: str = ""
    months: tuple[Month, ...] = ()
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def units(self) -> int:
        """How many units report to this one."""
        return len(self.shares) + len(self.missing)

    @property
    def note(self) -> str:
        """Whose figures these are, and who is missing; every one of them by name."""
        told = f"Số liệu tổng hợp từ báo cáo đã duyệt của {len(self.shares)}/{self.units} đơn vị."
        return f"{told} {self.missing_words}".strip()

    @property
    def missing_words(self) -> str:
        """`Chưa có báo cáo của …; …`; "" where everyone's is there."""
        return f"Chưa có báo cáo của {'; '.join(self.missing)}." if self.missing else ""


def together_of(held: Mapping[str, Any] | None) -> Together | None:
    """What was frozen with a report."""
    if held is None:
        return None
    return Together(
        shares=tuple(
            Share(**{**one, "figures": _numbers(one["figures"])}) for one in held["shares"]
        ),
        missing=tuple(held["missing"]),
        direct=_numbers(held["direct"]),
        uncounted=tuple(Uncounted(**one) for one in held["uncounted"]),
        months_of=held.get("months_of", ""),
        months=tuple(_month(one) for one in held.get("months", ())),
        places={name: (place[0], place[1]) for name, place in held.get("places", {}).items()},
    )


def _month(held: Mapping[str, Any]) -> Month:
    now, before = (None if held[key] is None else Decimal(held[key]) for key in ("now", "before"))
    return Month(held["label"], held["words"], now, before)


def _numbers(held: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in held.items()}
