"""What is asked of figures: whose one sees, which were entered, what stands behind them."""

from nhanai.figures.queries.access import may_at, seen_units
from nhanai.figures.queries.entered import last_entered, matching, standing, visible_to

__all__ = ["last_entered", "matching", "may_at", "seen_units", "standing", "visible_to"]
