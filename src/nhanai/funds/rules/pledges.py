"""What was pledged, what came of it, and what is still open: instalment by instalment.

Whatever happens, promised − received = open − surplus, to the đồng, and one of the last two is 0.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.ledger.rules.entries import LARGEST

MOST: Final = 60
"""Instalments of one pledge."""
LONGEST: Final = dt.timedelta(days=3660)
_ROW: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*[:;,–-]?\s+(.+)")


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment as it was pledged: its number in the database, its day, its đồng."""

    key: int
    due_on: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How an instalment stands: what is promised now, what came for it, what is open, in đồng."""

    part: Part
    promised: int
    received: int

    @property
    def open(self) -> int:
        """What is still waited for."""
        return self.promised - self.received

    def is_late(self, today: dt.date) -> bool:
        """Whether its day passed and something is open."""
        return self.open > 0 and self.part.due_on < today


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How the whole pledge stands; `surplus` is what came beyond what is promised."""

    parts: tuple[Standing, ...]
    surplus: int

    @property
    def promised(self) -> int:
        """What is promised now, less what was let off."""
        return sum(one.promised for one in self.parts)

    @property
    def received(self) -> int:
        """Everything that came, surplus included."""
        return sum(one.received for one in self.parts) + self.surplus

    @property
    def open(self) -> int:
        """What is still waited for."""
        return sum(one.open for one in self.parts)

    def of(self, key: int) -> Standing:
        """That instalment."""
        return next(one for one in self.parts if one.part.key == key)

    def late(self, today: dt.date) -> int:
        """What should have come by now and did not."""
        return sum(one.open for one in self.parts if one.is_late(today))


def reckoning_of(parts: Sequence[Part], *, received: Mapping[int, int], let_off: int) -> Reckoning:
    """How a pledge stands.

    `received` is by the instalment for which it came: it fills that one first, and what is over
    fills the others, the earliest first. What was let off is taken from the last ones.
    """
    ordered = sorted(parts, key=lambda one: (one.due_on, one.key))
    promised = {one.key: one.amount for one in ordered}
    for one in reversed(ordered):
        cut = min(let_off, promised[one.key])
        promised[one.key] -= cut
        let_off -= cut
    filled = {key: min(received.get(key, 0), amount) for key, amount in promised.items()}
    over = sum(received.values()) - sum(filled.values())
    for one in ordered:
        more = min(over, promised[one.key] - filled[one.key])
        filled[one.key] += more
        over -= more
    standing = (Standing(one, promised[one.key], filled[one.key]) for one in ordered)
    return Reckoning(tuple(standing), over)


def schedule(
    amount: int, *, times: int, first: dt.date, months: int
) -> tuple[tuple[dt.date, int], ...]:
    """Equal instalments, so many months apart; the last one takes what does not divide."""
    each = amount // times
    days = [_months_after(first, months * at) for at in range(times)]
    return (*((day, each) for day in days[:-1]), (days[-1], amount - each * (times - 1)))


def read_schedule(text: str) -> tuple[list[tuple[dt.date, int]], list[str]]:
    """The instalments of a text, a day and an amount a line, and the lines that say neither."""
    found, wrong = [], []
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            continue
        match = _ROW.fullmatch(line)
        if match is None:
            wrong.append(line)
            continue
        try:
            day = dt.date(int(match[3]), int(match[2]), int(match[1]))
            found.append((day, numbers.read_dong(match[4])))
        except (ValueError, numbers.NotANumber):
            wrong.append(line)
    return found, wrong


def faults_of(
    parts: Sequence[tuple[dt.date, int]], *, day: dt.date, until: dt.date | None
) -> Iterator[Finding]:
    """What is wrong with instalments pledged on that day; `until` a campaign receives at most."""
    if not 0 < len(parts) <= MOST:
        yield Finding("pledge-parts", f"Chia làm 1 đến {MOST} lần.", where="times")
    if any(amount <= 0 for _, amount in parts) or sum(one for _, one in parts) > LARGEST:
        yield Finding("pledge-amount", "Mỗi lần ghi số tiền lớn hơn 0 đồng.", where="amount")
    if any(due < day for due, _ in parts):
        yield Finding("pledge-early", "Ngày hẹn không trước ngày cam kết.", where="first")
    if any(due > day + LONGEST for due, _ in parts):
        yield Finding("pledge-far", "Ngày hẹn quá xa, nhiều nhất 10 năm.", where="first")
    if until is not None and any(due > until for due, _ in parts):
        message = (
            f"Đợt vận động chỉ tiếp nhận đến hết ngày {written(until)}. Hẹn sớm hơn, hoặc bỏ chọn"
            " đợt."
        )
        yield Finding("pledge-campaign", message, where="campaign")


def _months_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
