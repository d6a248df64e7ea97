"""Numbers as they are printed here: fields of the screen kit, under the name they had."""

from nhanai.web.fields import CountField, MoneyField

__all__ = ["CountField", "MoneyField"]
