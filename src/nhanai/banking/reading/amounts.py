"""Amounts and days as banks print them."""

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from nhanai.banking.rules.values import DONG
from nhanai.base.text import nfc

LARGEST: Final = Decimal(10) ** 15
_CURRENCY: Final = re.compile(r"(?:VND|VNĐ|USD|EUR|JPY|đồng|đ|₫)", re.IGNORECASE)
_PRINTED: Final = re.compile(r"\d+|\d{1,3}(?:[.,' ]\d{3})*(?:[.,]\d{1,2})?|\d+[.,]\d{1,2}")
_CENTS: Final = re.compile(r"[.,](\d{1,2})$")
_DAY: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_EARLIEST, _LATEST = 1990, 2100


class NotPrinted(Exception):
    """The cell says no amount or no day."""


def amount_of(cell: str, currency: str = DONG) -> Decimal | None:
    """The amount in a cell, signed; None of an empty one.

    Points and commas before three figures part thousands; one before one or two figures at the end
    begins the decimals. A minus before or behind, brackets, and the currency are understood. An
    amount in đồng is whole.
    """
    text = _CURRENCY.sub("", nfc(cell)).strip().strip("\"'")
    if text in {"", "-", "–", "−"}:
        return None
    negative = text.startswith(("-", "−", "–", "(")) or text.endswith(("-", "−"))
    bare = text.strip("-−–+() ").strip()
    if not _PRINTED.fullmatch(bare):
        raise NotPrinted(cell)
    cents = _CENTS.search(bare)
    whole = bare[: cents.start()] if cents else bare
    number = Decimal(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{cents[1] if cents else '0'}")
    if number >= LARGEST or (currency == DONG and number != number.to_integral_value()):
        raise NotPrinted(cell)
    number = number.to_integral_value() if currency == DONG else number
    return -number if negative else number


def day_of(cell: str) -> dt.date:
    """The day in a cell, written day first or as `2026-11-02`; a time beside it is passed over."""
    text = cell.strip()
    if found := _ISO.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY.search(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    else:
        raise NotPrinted(cell)
    try:
        known = dt.date(year, month, day)
    except ValueError:
        raise NotPrinted(cell) from None
    if not _EARLIEST <= known.year < _LATEST:
        raise NotPrinted(cell)
    return known
