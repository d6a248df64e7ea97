"""Which of several texts sounds most like one; the words decide, their order does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

SHOWN: Final = 5
ENOUGH: Final = 55
"""Below this the words have only the usual phrases of plans in common."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A text that may be meant, folded."""

    pk: int
    text: str


def likeliest(text: str, among: Sequence[Likely]) -> list[tuple[int, int]]:
    """The keys of the few most alike, each with 0 to 100; the likest first."""
    if not text or not among:
        return []
    found = process.extract(
        text,
        [one.text for one in among],
        scorer=fuzz.token_set_ratio,
        score_cutoff=ENOUGH,
        limit=SHOWN,
    )
    return [(among[place].pk, round(score)) for _, score, place in found]
