"""What is kept of goods."""

from nhanai.stock.models.goods import Item, Lot, Warehouse
from nhanai.stock.models.slip import Holding, Slip, SlipLine

__all__ = ["Holding", "Item", "Lot", "Slip", "SlipLine", "Warehouse"]
