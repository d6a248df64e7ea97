"""Money of another country, kept as it was given, and counted in đồng at a rate kept beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.numbers import show

CURRENCIES: Final = (
    *("USD", "EUR", "JPY", "KRW", "CNY", "THB", "LAK", "AUD", "GBP", "CHF", "SGD"),
)
_LARGEST: Final = Decimal(10) ** 13
_LARGEST_RATE: Final = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Foreign:
    """`amount` of a currency (ISO 4217), at `rate` đồng for one."""

    currency: str
    amount: Decimal
    rate: Decimal

    @property
    def dong(self) -> int:
        """What it counts for: amount × rate, half a đồng rounded up."""
        return int((self.amount * self.rate).quantize(Decimal(1), ROUND_HALF_UP))

    def __str__(self) -> str:
        return f"{show(self.amount)} {self.currency}, tỷ giá {show(self.rate)} đồng"


def faults_of(foreign: Foreign) -> Iterator[Finding]:
    """What cannot be kept of it: a sum of more than two decimals, a rate of more than four."""
    if foreign.currency not in CURRENCIES:
        known = ", ".join(CURRENCIES)
        yield Finding("foreign-currency", f"Chọn loại tiền: {known}.", where="currency")
    if not 0 < foreign.amount <= _LARGEST or _places(foreign.amount) > 2:
        message = "Nhập số ngoại tệ lớn hơn 0, nhiều nhất 2 số lẻ, ví dụ 500 hoặc 120,50."
        yield Finding("foreign-amount", message, where="foreign")
    if not 0 < foreign.rate <= _LARGEST_RATE or _places(foreign.rate) > 4:
        message = "Nhập tỷ giá: bao nhiêu đồng cho một, nhiều nhất 4 số lẻ, ví dụ 25.410."
        yield Finding("foreign-rate", message, where="rate")


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
