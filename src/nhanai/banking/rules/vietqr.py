"""The payment code of VietQR: EMVCo's merchant-presented QR with the template of Napas.

Each part is a tag of two figures, a length of two figures, and a value; the last part is a check
sum (CRC-16/CCITT-FALSE) of everything before it, its own tag and length included.
"""

import re
from dataclasses import dataclass
from typing import Final

from nhanai.banking.rules.banks import bank_of
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold

NAPAS: Final = "A000000727"
TO_ACCOUNT: Final = "QRIBFTTA"
DONG_CODE, COUNTRY = "704", "VN"
MOST_AMOUNT: Final = 499_999_999_999
LONGEST_MEMO: Final = 25
_ACCOUNT: Final = re.compile(r"[0-9A-Z]{4,19}")
_NOT_PLAIN: Final = re.compile(r"[^A-Z0-9 ]+")


class CannotMakeCode(Refused):
    """No payment code can be made of this."""


@dataclass(frozen=True, slots=True)
class Payment:
    """To which account (`bank` is the six figures of Napas), how much (đồng, 0 lets the payer say
    it), and the memo that the payer's bank fills in."""

    bank: str
    account: str
    amount: int = 0
    memo: str = ""


def payload_of(payment: Payment) -> str:
    """What the QR code says."""
    findings = _faults(payment)
    if findings:
        raise CannotMakeCode("Chưa tạo được mã chuyển tiền.", findings)
    memo = plain_memo(payment.memo)
    to = _part("00", payment.bank) + _part("01", payment.account)
    parts = [
        _part("00", "01"),
        _part("01", "12" if payment.amount else "11"),
        _part("38", _part("00", NAPAS) + _part("01", to) + _part("02", TO_ACCOUNT)),
        _part("53", DONG_CODE),
        _part("54", str(payment.amount)) if payment.amount else "",
        _part("58", COUNTRY),
        _part("62", _part("08", memo)) if memo else "",
        "6304",
    ]
    text = "".join(parts)
    return f"{text}{crc_of(text.encode('ascii')):04X}"


def plain_memo(memo: str) -> str:
    """The memo as every bank lets it pass: capitals and figures, no accents, 25 signs."""
    text = _NOT_PLAIN.sub(" ", fold(memo).upper())
    return " ".join(text.split())[:LONGEST_MEMO].strip()


def crc_of(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, beginning at 0xFFFF."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
            crc &= 0xFFFF
    return crc


def _part(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _faults(payment: Payment) -> list[Finding]:
    found = []
    if bank_of(payment.bank) is None:
        found.append(Finding("code-bank", "Chọn ngân hàng trong danh sách.", where="bank"))
    if not _ACCOUNT.fullmatch(payment.account):
        message = "Số tài khoản gồm 4 đến 19 chữ số hoặc chữ cái, không có dấu cách."
        found.append(Finding("code-account", message, where="number"))
    if not 0 <= payment.amount <= MOST_AMOUNT:
        message = "Số tiền từ 1 đồng đến 499.999.999.999 đồng; bỏ trống để người chuyển tự ghi."
        found.append(Finding("code-amount", message, where="amount"))
    return found
