"""What goods of known value are worth, and the two sides of their entry."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.entries import LineValue
from nhanai.stock.vocab import SlipKind

_LEFT_FOR: Final = {
    SlipKind.OUT: "goods-aid", SlipKind.LOSS: "loss", SlipKind.COUNT: "loss", SlipKind.IN: "loss",
}  # fmt: skip


def worth_of(quantity: Decimal, value: int) -> int:
    """In whole đồng; a part of a đồng is left out, so that parts never come to more than all."""
    return int(abs(quantity) * value)


def lines_of(
    kind: SlipKind, moved: Iterable[tuple[Decimal, int]], fund: int, party: str
) -> list[LineValue]:
    """The entry of a slip: changes of quantity, each with what one of it is worth (đồng)."""
    changes = list(moved)
    came = sum(worth_of(change, value) for change, value in changes if change > 0)
    went = sum(worth_of(change, value) for change, value in changes if change < 0)
    goods, given = account_for("goods"), account_for("goods-donations")
    lines = []
    if came:
        lines += [
            LineValue(goods, debit=came, fund=fund),
            LineValue(given, credit=came, fund=fund, party=party),
        ]
    if went:
        lines += [
            LineValue(account_for(_LEFT_FOR[kind]), debit=went, fund=fund, party=party),
            LineValue(goods, credit=went, fund=fund),
        ]
    return lines
