"""What is asked of units: their names and places on a day, their life, and whom words mean."""

from nhanai.units.queries.days import (
    ancestors,
    code_on,
    descendants,
    holder_of,
    in_force,
    living,
    members_on,
    name_on,
    named,
    names_by_day,
    names_on,
    successors_on,
    top,
    tree,
)
from nhanai.units.queries.history import acts_on, reorganisations, standing_after
from nhanai.units.queries.life import Life, Relative, Stay, forerunners, life
from nhanai.units.queries.register import names, register, resolve
from nhanai.units.queries.searching import former_names, free_key, search
from nhanai.units.queries.tables import structure

__all__ = [
    "Life",
    "Relative",
    "Stay",
    "acts_on",
    "ancestors",
    "code_on",
    "descendants",
    "forerunners",
    "former_names",
    "free_key",
    "holder_of",
    "in_force",
    "life",
    "living",
    "members_on",
    "name_on",
    "named",
    "names",
    "names_by_day",
    "names_on",
    "register",
    "reorganisations",
    "resolve",
    "search",
    "standing_after",
    "structure",
    "successors_on",
    "top",
    "tree",
]
