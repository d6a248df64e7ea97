"""Entering figures by hand, correcting them, and taking them back."""

from nhanai.figures.actions.changing import correct, withdraw
from nhanai.figures.actions.entering import CannotEnter, enter, enter_many

__all__ = ["CannotEnter", "correct", "enter", "enter_many", "withdraw"]
