"""What changes the catalogue and the facts."""

from nhanai.facts.actions.cataloguing import CannotCatalogue, add_measure, end_measure
from nhanai.facts.actions.loading import load_measures
from nhanai.facts.actions.rebuilding import Outcome, check, rebuild
from nhanai.facts.actions.subjects import count_again, count_as
from nhanai.facts.actions.writing import CannotCount, clear, replace, replace_many

__all__ = [
    "CannotCatalogue",
    "CannotCount",
    "Outcome",
    "add_measure",
    "check",
    "clear",
    "count_again",
    "count_as",
    "end_measure",
    "load_measures",
    "rebuild",
    "replace",
    "replace_many",
]
