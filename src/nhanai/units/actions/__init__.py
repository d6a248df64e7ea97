"""Everything that changes units. None of it asks who may: this room knows no accounts."""

from nhanai.units.actions.loading import load, load_province
from nhanai.units.actions.reorganising import (
    Basis,
    CannotReorganise,
    CannotUndo,
    carry_out,
    preview,
    undo,
)

__all__ = [
    "Basis",
    "CannotReorganise",
    "CannotUndo",
    "carry_out",
    "load",
    "load_province",
    "preview",
    "undo",
]
