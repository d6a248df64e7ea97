"""What a line of a statement can have been, and the two sides of its entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.ledger.rules.entries import LineValue

LINE: Final = "banking.line"
BOX: Final = "banking.opening"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What it was, in words and as the use of an account of the chart."""

    words: str
    use: str
    comes_in: bool


MEANINGS: Final[Mapping[str, Meaning]] = {
    "gift": Meaning("Tiền ủng hộ", "donations", comes_in=True),
    "interest": Meaning("Lãi tiền gửi", "interest", comes_in=True),
    "dues": Meaning("Hội phí", "dues", comes_in=True),
    "cash-in": Meaning("Nộp tiền mặt vào ngân hàng", "cash", comes_in=True),
    "aid": Meaning("Chi cứu trợ, trợ giúp", "aid", comes_in=False),
    "fee": Meaning("Phí ngân hàng, chi quản lý", "running", comes_in=False),
    "return": Meaning("Trả lại nhà tài trợ", "returns", comes_in=False),
    "transfer": Meaning("Chuyển nộp cấp khác", "transfers", comes_in=False),
    "cash-out": Meaning("Rút tiền mặt về quỹ", "cash", comes_in=False),
}


def lines_of(amount: int, fund: int, bank: str, other: str, party: str) -> list[LineValue]:
    """The entry of a movement of the bank: more than zero came in, less went out (đồng)."""
    whole = abs(amount)
    if amount > 0:
        return [
            LineValue(bank, debit=whole, fund=fund),
            LineValue(other, credit=whole, fund=fund, party=party),
        ]
    return [
        LineValue(other, debit=whole, fund=fund, party=party),
        LineValue(bank, credit=whole, fund=fund),
    ]
