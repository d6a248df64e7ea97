"""Two records of one person become one, and can be two again; pairs are looked for and decided."""

from nhanai.people.actions.merging.deciding import find_pairs, keep_apart, seek_pairs
from nhanai.people.actions.merging.merging import FIELDS, CannotMerge, merge
from nhanai.people.actions.merging.parting import unmerge

__all__ = [
    "FIELDS",
    "CannotMerge",
    "find_pairs",
    "keep_apart",
    "merge",
    "seek_pairs",
    "unmerge",
]
