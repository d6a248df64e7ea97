"""Numbers as Vietnamese paper prints them: `.` parts thousands, `,` begins the decimals."""

import re
from decimal import Decimal
from typing import Final

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced

MINUS: Final = "−"

_NUMBER: Final = re.compile(
    r"(?P<sign>[-−–+]?)\s?(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?"
)
_POWERS: Final = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_SCALE: Final = re.compile(
    r"\s?(?:(nghìn|ngàn|triệu) (?=t))?(nghìn|ngàn|triệu|tỷ|tỉ)$", re.IGNORECASE
)
_DONG: Final = re.compile(r"\s?(?:đồng|đ|VNĐ|VND|₫)\.?$", re.IGNORECASE)
_PERCENT: Final = re.compile(r"\s?%$")


class NotANumber(Refused):
    """The text does not say one number, or can be read as two."""


def show(number: int | Decimal) -> str:
    """`number` as printed, with every digit of it: `1.749`, `−18,2`."""
    exact = Decimal(number)
    whole, _, decimals = f"{exact.copy_abs():f}".partition(".")
    sign = MINUS if exact < 0 else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def show_percent(number: int | Decimal) -> str:
    """A share as printed: `82,96 %`."""
    return f"{show(number)} %"


def show_dong(amount: int) -> str:
    """An amount of money as printed: `12.000.000 đ`."""
    return f"{show(amount)} đ"


def show_scaled(amount: int, scale: str) -> str:
    """`amount` in "nghìn", "triệu" or "tỷ" without losing anything: `17,459 tỷ`."""
    power = _POWERS[scale]
    whole, rest = divmod(abs(amount), 10**power)
    decimals = f"{rest:0{power}}".rstrip("0")
    sign = MINUS if amount < 0 else ""
    return f"{sign}{show(whole)}{',' if decimals else ''}{decimals} {scale}"


def read(text: str) -> Decimal:
    """The number printed, with its scale (`17,459 tỷ`), exactly."""
    printed, power = single_spaced(nfc(text)), 0
    if scale := _SCALE.search(printed):
        power = sum(_POWERS[word.lower()] for word in scale.groups() if word)
        printed = printed[: scale.start()]
    found = _NUMBER.fullmatch(printed)
    if found is None:
        raise NotANumber(_why(printed, text))
    sign = "" if found["sign"] in {"", "+"} else "-"
    whole = found["whole"].replace(".", "")
    return Decimal(f"{sign}{whole}.{found['decimals'] or '0'}E{power}")


def read_count(text: str) -> int:
    """A whole number as printed; `1,749` is refused, since it can only be a slip for `1.749`."""
    number = read(text)
    if number != number.to_integral_value():
        raise NotANumber(
            f"“{text.strip()}” không phải số nguyên. Dấu phẩy bắt đầu phần thập phân; "
            "nếu muốn ngăn cách hàng nghìn, hãy dùng dấu chấm, ví dụ 1.749."
        )
    return int(number)


def read_percent(text: str) -> Decimal:
    """A share as printed, with or without its `%`."""
    return read(_PERCENT.sub("", single_spaced(nfc(text))))


def read_dong(text: str) -> int:
    """An amount of money as printed (`12.000.000 đ`, `3,5 triệu đồng`), in whole đồng."""
    return read_count(_DONG.sub("", single_spaced(nfc(text))))


def _why(printed: str, text: str) -> str:
    """What to do about a text that is not a number."""
    if not printed:
        return "Chưa có số; hãy ghi số, ví dụ 1.749 hoặc 82,96."
    if re.search(r"\d[.,]\d", printed):
        return (
            f"Không rõ “{text.strip()}” là số nào. Hãy dùng dấu chấm ngăn cách từng nhóm ba chữ số "
            "và dấu phẩy cho phần thập phân, ví dụ 1.749 hoặc 82,96."
        )
    return f"“{text.strip()}” không phải một số; hãy ghi bằng chữ số, ví dụ 1.749 hoặc 82,96."
