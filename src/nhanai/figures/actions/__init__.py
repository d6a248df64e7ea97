"""Entering figures by hand, correcting them, taking them back; handing out what a year brings."""

from nhanai.figures.actions.changing import correct, withdraw
from nhanai.figures.actions.entering import CannotEnter, enter, enter_many
from nhanai.figures.actions.planning import CannotPlan, hand_out

__all__ = ["CannotEnter", "CannotPlan", "correct", "enter", "enter_many", "hand_out", "withdraw"]
