"""What changes the catalogue and the facts."""

from nhanai.facts.actions.loading import load_measures
from nhanai.facts.actions.rebuilding import Outcome, check, rebuild
from nhanai.facts.actions.writing import CannotCount, clear, replace, replace_many

__all__ = [
    "CannotCount",
    "Outcome",
    "check",
    "clear",
    "load_measures",
    "rebuild",
    "replace",
    "replace_many",
]
