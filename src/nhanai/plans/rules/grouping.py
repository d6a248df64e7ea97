"""Which content group a task speaks of, judged by the words that it shares with each.

Only a proposal: the person who reviews sees it and sets another where it is wrong.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from nhanai.base.text import fold

ENOUGH: Final = 0.12
"""Below this likeness nothing is proposed."""

MARGIN: Final = 1.9
"""The best must be that much better than the next."""


def likeliest(text: str, groups: Sequence[tuple[str, str]]) -> str | None:
    """The key of the group in `(key, words)` that `text` is most like, or None where none is."""
    if len(groups) < 2:
        return None
    profiles = {key: terms(words) for key, words in groups}
    weights = _weights(profiles)
    wanted = terms(text)
    scores = sorted(
        ((_likeness(wanted, profile, weights), key) for key, profile in profiles.items()),
        key=lambda pair: -pair[0],
    )
    (best, key), (second, _) = scores[0], scores[1]
    return key if best >= ENOUGH and best >= second * MARGIN else None


def terms(text: str) -> Counter[str]:
    """Pairs of neighbouring syllables: a Vietnamese word is mostly two of them."""
    syllables = ["".join(c for c in word if c.isalnum()) for word in fold(text).split()]
    return Counter(f"{one} {two}" for one, two in pairwise(syllables) if one and two)


def _weights(profiles: Mapping[str, Counter[str]]) -> Mapping[str, float]:
    """What stands in every group tells nothing; what stands in one tells most."""
    seen = Counter(term for profile in profiles.values() for term in profile)
    return {term: math.log((len(profiles) + 1) / count) for term, count in seen.items()}


def _likeness(one: Counter[str], other: Counter[str], weights: Mapping[str, float]) -> float:
    shared = sum(weights.get(term, 0.0) ** 2 for term in one if term in other)
    return shared / (_length(one, weights) * _length(other, weights))


def _length(profile: Counter[str], weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weights.get(term, 1.0) ** 2 for term in profile)) or 1.0
