"""What an entry must be before it is posted."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.ledger.rules.chart import chart

GENESIS: Final = "0" * 64
LARGEST: Final = 10**15
"""A thousand nghìn tỷ đồng, more than any book holds."""


@dataclass(frozen=True, slots=True)
class LineValue:
    """One line: an account gets (debit) or gives (credit) so many đồng, of a fund where it has one.

    `foreign` keeps what a gift was in its own currency, with the rate it was counted at.
    """

    account: str
    debit: int = 0
    credit: int = 0
    fund: int | None = None
    party: str = ""
    currency: str = ""
    foreign: Decimal | None = None
    rate: Decimal | None = None


def faults_of(lines: Sequence[LineValue]) -> list[Finding]:
    """Everything that keeps these lines from being an entry."""
    found = [
        _fault("line-account", f"Không có tài khoản “{line.account}”.")
        for line in lines
        if line.account not in chart()
    ]
    sides = [(line.debit, line.credit) for line in lines]
    if any(min(both) != 0 or max(both) <= 0 for both in sides):
        found.append(_fault("line-amount", "Mỗi dòng ghi một số tiền lớn hơn 0 ở một bên."))
    if any(max(both) > LARGEST for both in sides):
        found.append(_fault("line-large", "Số tiền lớn quá mức sổ ghi được. Hãy xem lại."))
    if len(lines) < 2:
        found.append(_fault("entry-short", "Bút toán có từ hai dòng trở lên."))
    elif sum(line.debit for line in lines) != sum(line.credit for line in lines):
        found.append(_fault("entry-unbalanced", "Tổng hai bên của bút toán phải bằng nhau."))
    return found


def faults_of_day(
    day: dt.date, *, opened: dt.date, closed: dt.date | None, today: dt.date
) -> Iterator[Finding]:
    """Why nothing may be written on that day; `closed` is the last day of what is closed."""
    if day < opened:
        yield _fault("day-early", f"Sổ mở từ ngày {written(opened)}, nên không ghi ngày trước đó.")
    if closed is not None and day <= closed:
        yield _fault(
            "day-closed",
            f"Sổ đã khóa đến hết ngày {written(closed)}. Hãy ghi ngày sau đó, hoặc đề nghị mở lại"
            " kỳ.",
        )
    if day > today:
        yield _fault("day-future", "Không ghi sổ trước ngày phát sinh.")


def moved(lines: Iterable[LineValue]) -> Mapping[int, int]:
    """By how much each fund changes: what it has, less what it owes."""
    found: Counter[int] = Counter()
    for line in lines:
        if line.fund is not None and chart()[line.account].is_of_balance:
            found[line.fund] += line.debit - line.credit
    return found


def moved_money(lines: Iterable[LineValue]) -> Mapping[str, int]:
    """By how much each account changes that may never be overdrawn."""
    found: Counter[str] = Counter()
    for line in lines:
        if chart()[line.account].is_money:
            found[line.account] += line.debit - line.credit
    return found


def turned(lines: Iterable[LineValue]) -> list[LineValue]:
    """The lines that undo these."""
    return [
        LineValue(
            line.account, line.credit, line.debit, line.fund, line.party, line.currency,
            line.foreign, line.rate,
        )
        for line in lines
    ]  # fmt: skip


def digest(previous: str, content: Mapping[str, object]) -> str:
    """The hash that binds an entry to the one before it in its book."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def _fault(rule: str, message: str) -> Finding:
    return Finding(rule, message, where="lines" if rule.startswith(("line", "entry")) else "day")
