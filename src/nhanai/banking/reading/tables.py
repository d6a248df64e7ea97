"""A statement out of the rows of a table, whichever bank laid it out."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from nhanai.banking.reading import columns as known
from nhanai.banking.reading.amounts import NotPrinted, amount_of, day_of
from nhanai.banking.reading.cells import Rows
from nhanai.banking.rules.values import (
    DONG,
    ReadLine,
    ReadStatement,
    UnknownColumns,
    UnreadableStatement,
)
from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold

HEAD_WITHIN: Final = 60
"""The head row stands among so many first rows."""
_OPENING: Final = re.compile(r"so du (?:dau|ban dau)|opening balance|balance b/f|beginning balance")
_CLOSING: Final = re.compile(r"so du cuoi|closing balance|ending balance|balance c/f")
_TOTALS: Final = re.compile(r"^(?:tong|cong|total|so du (?:dau|cuoi)|opening|closing|grand total)")
_ACCOUNT: Final = re.compile(
    r"(?:so tai khoan|tai khoan|so tk|account(?: (?:no|number))?)\b\D{0,25}(\d[\d ]{5,22}\d)"
)
_FOREIGN: Final = re.compile(
    r"\b(?:loai tien|tien te|currency|ccy)\W{0,12}(usd|eur|jpy|gbp|aud|cny|krw|vnd)\b"
)
_OUTWARD: Final = frozenset({"-", "no", "d", "dr", "debit", "ghi no", "chi", "tien ra", "rut"})

Mapped = Mapping[str, int]


def statement_of(
    rows: Rows, *, format_name: str, remembered: Mapping[str, Mapped] | None = None
) -> ReadStatement:
    """Read the table; `remembered` are the columns that people named, by the shape of the head."""
    place, columns = _head(rows, remembered or {})
    above = [fold(" ".join(row)) for row in rows[:place]]
    text = "\n".join(above)
    found = _FOREIGN.search(text)
    currency = found[1].upper() if found else _currency_in(rows[place + 1 :], columns)
    lines, findings = _lines(rows, place + 1, columns, currency)
    if not lines:
        raise UnreadableStatement(
            "Sao kê không có giao dịch nào. Hãy chọn khoảng ngày có giao dịch rồi tải lại."
        )
    ordered = oldest_first(lines)
    account = _ACCOUNT.search(text)
    return ReadStatement(
        format=format_name,
        lines=ordered,
        account=account[1].replace(" ", "") if account else "",
        currency=currency,
        opening=_named_balance(rows, _OPENING, currency) or _opening_of(ordered),
        closing=_named_balance(rows, _CLOSING, currency) or ordered[-1].balance,
        findings=tuple(findings),
    )


def _opening_of(lines: Sequence[ReadLine]) -> Decimal | None:
    first = lines[0]
    return None if first.balance is None else first.balance - first.amount


def _head(rows: Rows, remembered: Mapping[str, Mapped]) -> tuple[int, dict[str, int]]:
    """Where the head row stands, and what its columns mean."""
    likeliest: tuple[int, int] = (0, 0)
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        if (told := remembered.get(known.shape_of(row))) is not None:
            return place, dict(told)
        below = rows[place + 1] if place + 1 < len(rows) else []
        columns = known.recognised(row)
        if not known.is_whole(columns) and len(columns) >= 2:
            columns = _with_row_below(columns, known.recognised(below))
        if known.is_whole(columns):
            return place, columns
        filled = sum(bool(cell) for cell in row)
        likeliest = max(likeliest, (len(columns) * 100 + min(filled, 99), -place))
    heads = rows[-likeliest[1]] if rows else []
    raise UnknownColumns(
        "Chưa nhận ra các cột của sao kê này. Hãy chỉ ra cột ngày và cột tiền, lần sau hệ thống"
        " sẽ nhớ.",
        heads,
    )


def _with_row_below(columns: dict[str, int], below: dict[str, int]) -> dict[str, int]:
    """Two rows of heads: `Phát sinh` above `Nợ` and `Có`."""
    joined = {**below, **columns}
    if known.IN in joined and known.OUT in joined:
        joined.pop(known.AMOUNT, None)
    return joined


def _currency_in(rows: Iterable[Sequence[str]], columns: Mapped) -> str:
    place = columns.get(known.CURRENCY)
    if place is None:
        return DONG
    said = {row[place].strip().upper() for row in rows if place < len(row) and row[place].strip()}
    codes = {code for code in said if re.fullmatch(r"[A-Z]{3}", code)}
    if len(codes) > 1:
        raise UnreadableStatement(
            "Sao kê có nhiều loại tiền. Hãy tải riêng sao kê của từng tài khoản."
        )
    return codes.pop() if codes else DONG


def _lines(
    rows: Rows, first: int, columns: Mapped, currency: str
) -> tuple[list[ReadLine], list[Finding]]:
    """Every row that is a movement; a row that should be one and cannot be read stops the whole.

    What was read by half would pass for the whole.
    """
    lines: list[ReadLine] = []
    wrong: list[int] = []
    for number, row in enumerate(rows[first:], start=first + 1):
        if not any(row):
            continue
        try:
            line = _line(row, columns, currency, number)
        except NotPrinted:
            if not _is_remark(row, columns):
                wrong.append(number)
            continue
        if line is not None:
            lines.append(line)
    if wrong and lines:
        shown = ", ".join(map(str, wrong[:5]))
        raise UnreadableStatement(
            f"Không đọc được ngày hoặc số tiền ở dòng {shown} của tệp. Mở tệp, sửa các dòng ấy"
            " hoặc tải lại từ ngân hàng rồi gửi lại; chưa dòng nào được nhập."
        )
    return lines, list(_remarks(lines))


def _remarks(lines: Sequence[ReadLine]) -> Iterator[Finding]:
    if lines and all(line.balance is None for line in lines):
        yield Finding(
            "statement-no-balance",
            "Sao kê không ghi số dư sau từng giao dịch, nên không kiểm tra được có thiếu dòng nào.",
            Severity.NOTE,
        )


def _line(row: Sequence[str], columns: Mapped, currency: str, number: int) -> ReadLine | None:
    """The movement in a row; None of one that moves nothing."""

    def cell(meaning: str) -> str:
        place = columns.get(meaning)
        return row[place] if place is not None and place < len(row) else ""

    if not cell(known.DAY).strip():
        raise NotPrinted("")
    day = day_of(cell(known.DAY))
    if known.AMOUNT in columns:
        amount = amount_of(cell(known.AMOUNT), currency) or Decimal(0)
        if known.SIGN in columns and fold(cell(known.SIGN)) in _OUTWARD:
            amount = -abs(amount)
    else:
        came = amount_of(cell(known.IN), currency) or Decimal(0)
        went = amount_of(cell(known.OUT), currency) or Decimal(0)
        amount = abs(came) - abs(went)
    if not amount:
        return None
    return ReadLine(
        day, amount, cell(known.MEMO), _balance(cell(known.BALANCE), currency),
        cell(known.REFERENCE)[:60], cell(known.PARTY)[:200], cell(known.PARTY_ACCOUNT)[:60], number,
    )  # fmt: skip


def _balance(cell: str, currency: str) -> Decimal | None:
    """The balance, where the cell says one: `1.234.567 VND`, `12.500.000CR`."""
    return amount_of(re.sub(r"(?i)\s*(?:cr|có)\.?$", "", cell), currency)


def _is_remark(row: Sequence[str], columns: Mapped) -> bool:
    """Whether the row is a total, a second head or a note below the table, not a movement."""
    said = [fold(cell) for cell in row if cell]
    place = columns[known.DAY]
    day = fold(row[place]) if place < len(row) else ""
    if any(_TOTALS.match(cell) for cell in said[:3]) or len(said) <= 2:
        return True
    return not any(figure.isdigit() for figure in day)


def _named_balance(rows: Rows, name: re.Pattern[str], currency: str) -> Decimal | None:
    """The balance that stands beside its name, above or below the table."""
    for row in (*rows[:HEAD_WITHIN], *rows[-20:]):
        for place, cell in enumerate(row):
            found = name.search(fold(cell)) if cell else None
            if not found:
                continue
            for said in (re.split(r"[:]", cell)[-1] if ":" in cell else "", *row[place + 1 :]):
                try:
                    number = amount_of(said, currency)
                except NotPrinted:
                    continue
                if number is not None:
                    return number
    return None


def oldest_first(lines: Sequence[ReadLine]) -> tuple[ReadLine, ...]:
    """The lines from the oldest, whichever way the bank printed them.

    The balances say which way; without them the days do. Places are numbered anew.
    """
    backward = list(reversed(lines))
    if _breaks(backward) < _breaks(lines) or (
        _breaks(backward) == _breaks(lines) and lines[0].day > lines[-1].day
    ):
        lines = backward
    if any(a.day > b.day for a, b in itertools.pairwise(lines)) and _breaks(lines):
        lines = sorted(lines, key=lambda line: line.day)
    return tuple(replace(line, place=at) for at, line in enumerate(lines, start=1))


def _breaks(lines: Sequence[ReadLine]) -> int:
    return sum(
        later.balance is not None
        and earlier.balance is not None
        and earlier.balance + later.amount != later.balance
        for earlier, later in itertools.pairwise(lines)
    )
