"""What changes the catalogue and the facts."""

from nhanai.facts.actions.loading import load_measures
from nhanai.facts.actions.writing import CannotCount, clear, replace, replace_many

__all__ = ["CannotCount", "clear", "load_measures", "replace", "replace_many"]
