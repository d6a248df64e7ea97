"""Statements in MT940, the form of SWIFT."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Final

from nhanai.banking.rules.values import DONG, ReadLine, ReadStatement, UnreadableStatement
from nhanai.base.encodings import detect
from nhanai.base.text import nfc, single_spaced

MOST_LINES: Final = 20_000
_BEGIN: Final = re.compile(rb"^\s*(?:\{1:|:20:)|\n:60[FM]:")
_SUBFIELD: Final = re.compile(r"\?(\d\d)")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_NO_REFERENCE: Final = frozenset({"NONREF", "NOREF", ""})
BROKEN: Final = (
    "Không đọc được tệp MT940 này: thiếu hoặc sai các mục :60F:, :61:, :62F:. Hãy tải lại từ ngân"
    " hàng, hoặc tải sao kê dạng Excel."
)


def is_mt940(data: bytes) -> bool:
    """Whether the bytes look like such a message."""
    return _BEGIN.search(data[:20_000]) is not None and b":61:" in data


def statement_of(data: bytes) -> ReadStatement:
    """Every message of the file together, which must be of one account and one currency."""
    import mt940  # noqa: PLC0415 (only who sends such a file waits for it)

    text = nfc(detect(data).text)
    if text.count(":61:") > MOST_LINES:
        raise UnreadableStatement("Tệp có quá nhiều giao dịch. Hãy tải sao kê từng tháng.")
    opening: Decimal | None = None
    closing: Decimal | None = None
    lines: list[ReadLine] = []
    accounts: set[str] = set()
    currencies: set[str] = set()
    try:
        for message in _messages(text):
            read: Any = mt940.parse(message)
            begins, ends = _balances(read.data)
            opening = begins.amount.amount if opening is None and begins else opening
            closing = ends.amount.amount if ends else closing
            accounts.add(_account(str(read.data.get("account_identification", ""))))
            for one in read.transactions:
                lines.append(_line(one.data, len(lines) + 1))
                currencies.add(str(one.data["amount"].currency))
    except UnreadableStatement:
        raise
    except Exception as wrong:  # whatever the library meets in a broken file
        raise UnreadableStatement(BROKEN) from wrong
    if not lines or not all(_CURRENCY.fullmatch(code) for code in currencies):
        raise UnreadableStatement(BROKEN)
    if len(accounts) > 1 or len(currencies) > 1:
        raise UnreadableStatement(
            "Tệp có nhiều tài khoản hoặc nhiều loại tiền. Hãy tải riêng sao kê từng tài khoản."
        )
    return ReadStatement(
        "MT940", tuple(lines), accounts.pop(), currencies.pop() or DONG, opening, closing
    )


def _messages(text: str) -> list[str]:
    """Each message, from its `:20:` on; the envelope of SWIFT stays outside."""
    parts = re.split(r"(?m)^(?=(?:\{4:\s*)?:20:)", text)
    found = [re.sub(r"(?m)^(?:\{.*\}|-\}?)\s*$", "", part.replace("{4:", "")) for part in parts]
    return [part for part in found if ":61:" in part or ":60" in part]


def _balances(said: dict[str, Any]) -> tuple[Any, Any]:
    begins = said.get("final_opening_balance") or said.get("intermediate_opening_balance")
    ends = said.get("final_closing_balance") or said.get("intermediate_closing_balance")
    return begins, ends


def _account(said: str) -> str:
    return said.rsplit("/", 1)[-1].strip().removesuffix("VND").strip()


def _line(said: dict[str, Any], place: int) -> ReadLine:
    references = [str(said.get(name) or "") for name in ("bank_reference", "customer_reference")]
    known = [one.strip() for one in references if one.strip().upper() not in _NO_REFERENCE]
    memo = _memo(str(said.get("transaction_details") or said.get("extra_details") or ""))
    day = said["date"]
    amount = Decimal(said["amount"].amount)
    if amount != amount.to_integral_value() and said["amount"].currency == DONG:
        raise UnreadableStatement(BROKEN)
    return ReadLine(
        dt.date(day.year, day.month, day.day),
        amount.to_integral_value() if said["amount"].currency == DONG else amount,
        memo,
        reference=known[0][:60] if known else "",
        place=place,
    )


def _memo(details: str) -> str:
    """What was written, without the marks of subfields and the ends of lines of 65 letters."""
    joined = details.replace("\n", "")
    return single_spaced(_SUBFIELD.sub(" ", joined))[:1000]
