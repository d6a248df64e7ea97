"""A statement as the bank wrote it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from nhanai.base.findings import Finding

DONG: Final = "VND"


class UnreadableStatement(Exception):
    """The file is no statement that can be read; the message says in Vietnamese what to do."""


class UnknownColumns(UnreadableStatement):
    """A table whose columns cannot be told by their names.

    `heads` are the cells of the likeliest head row, so that a person can say which is which.
    """

    def __init__(self, message: str, heads: Sequence[str]) -> None:
        super().__init__(message)
        self.heads = tuple(heads)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One movement of an account.

    `amount` is signed, more than zero where money came in, in the currency of the statement;
    `balance` is what stood on the account after it, where the bank says so; `reference` is the
    bank's own number of the movement; `place` where it stands in the file, from 1.
    """

    day: dt.date
    amount: Decimal
    memo: str
    balance: Decimal | None = None
    reference: str = ""
    party: str = ""
    party_account: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """What a file says, its lines from the oldest to the newest."""

    format: str
    lines: tuple[ReadLine, ...]
    account: str = ""
    currency: str = DONG
    opening: Decimal | None = None
    closing: Decimal | None = None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def first_on(self) -> dt.date:
        """The day of its first line."""
        return min(line.day for line in self.lines)

    @property
    def last_on(self) -> dt.date:
        """The day of its last line."""
        return max(line.day for line in self.lines)
