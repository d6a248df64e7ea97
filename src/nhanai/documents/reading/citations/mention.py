"""One place where another document is named."""

import re
from dataclasses import dataclass
from typing import Final

_YEAR: Final = re.compile(r"/((?:19|20)\d\d)/")


@dataclass(frozen=True, slots=True)
class CitationMention:
    """Another document's name, `start` … `end` in a node's joined text, and what stands by it."""

    start: int
    end: int
    kind: str
    reference: str | None
    name: str | None
    date: str | None
    """ISO, `YYYY-MM-DD`."""
    issuer: str | None
    rule: str

    @property
    def year(self) -> int | None:
        """The year inside the reference: 2017 of `07/2017/TT-BGDĐT`."""
        found = _YEAR.search(self.reference or "")
        return int(found[1]) if found else None
