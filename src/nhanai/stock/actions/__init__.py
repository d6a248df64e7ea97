"""Everything that changes what lies in warehouses."""

from nhanai.stock.actions.booking import book_slip
from nhanai.stock.actions.counting import count
from nhanai.stock.actions.keeping import CannotKeep, open_warehouse
from nhanai.stock.actions.moving import Goods, give_out, lose, move, receive, reverse

__all__ = [
    "CannotKeep", "Goods", "book_slip", "count", "give_out", "lose", "move", "open_warehouse",
    "receive", "reverse",
]  # fmt: skip
