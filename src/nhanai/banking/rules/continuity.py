"""Whether the lines that are there lead from one balance that the bank told to the next."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from nhanai.banking.rules.values import ReadStatement
from nhanai.base.findings import Finding, Severity
from nhanai.base.numbers import show


def findings_of(statement: ReadStatement) -> list[Finding]:
    """Where one file contradicts itself: a line is missing, or stands at the wrong place."""
    found = list(statement.findings)
    for earlier, later in pairwise(statement.lines):
        if earlier.balance is None or later.balance is None:
            continue
        gap = later.balance - earlier.balance - later.amount
        if gap:
            message = (
                f"Sau dòng {earlier.place} của sao kê, số dư lệch {show(gap)}: có thể thiếu giao"
                " dịch giữa hai dòng. Hãy tải lại sao kê đủ các ngày này."
            )
            found.append(Finding("statement-gap", message, Severity.WARNING, str(later.place)))
    if statement.opening is not None and statement.closing is not None:
        added = statement.opening + sum(line.amount for line in statement.lines)
        if added != statement.closing and not any(one.rule == "statement-gap" for one in found):
            message = (
                f"Số dư đầu kỳ cộng các giao dịch lệch {show(statement.closing - added)} so với số"
                " dư cuối kỳ ghi trong sao kê."
            )
            found.append(Finding("statement-sum", message, Severity.WARNING))
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What one statement said of the account: from the opening before `first_on` on."""

    key: int
    first_on: dt.date
    last_on: dt.date
    opening: Decimal | None
    closing: Decimal | None


def differences(
    statements: Sequence[Told], sums: Sequence[tuple[dt.date, Decimal]]
) -> dict[int, Decimal]:
    """By statement, how far its closing lies from the first opening and every line since.

    `sums` are the days with what all lines of each day add up to. Zero means that nothing is
    missing between the first statement and the end of this one; a statement that tells no balance
    is left out.
    """
    told = sorted(statements, key=lambda one: (one.first_on, one.last_on, one.key))
    first = next((one for one in told if one.opening is not None), None)
    if first is None or first.opening is None:
        return {}
    found = {}
    for one in told:
        if one.closing is None or one.first_on < first.first_on:
            continue
        moved = sum(
            (amount for day, amount in sums if first.first_on <= day <= one.last_on), Decimal(0)
        )
        found[one.key] = one.closing - first.opening - moved
    return found
