"""A row of a file from elsewhere as it stands there, before anything is understood."""

from dataclasses import dataclass
from typing import Final

LONGEST: Final = 200
"""Characters of a code or a value that are kept; no code is longer."""

DEFAULTS: Final = frozenset({"", "default", "HllvX50cXC0"})
"""How DHIS2 says “no group”: every installation of it gives its default option that identifier."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value: where it stands, and what it says in the words of the file."""

    number: int
    data_element: str = ""
    org_unit: str = ""
    period: str = ""
    option: str = ""
    attribute: str = ""
    value: str = ""
    comment: str = ""
    is_deleted: bool = False
