"""Which words are looked for."""

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
MOST: Final = 12
"""Words of one search that are looked for; more of them only cost time."""


def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded text, as both databases cut them: letters and digits, each once."""
    return tuple(dict.fromkeys(_WORD.findall(folded)))[:MOST]
