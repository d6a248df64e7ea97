"""How many to visit, which ones, and what their answers say of all."""

import hashlib
import math
from collections.abc import Iterable
from typing import Final

QUANTILES: Final = {90: 1.6449, 95: 1.9600, 99: 2.5758}
"""Two-sided quantiles of the normal distribution by confidence in percent."""


def size_of(population: int, *, confidence: int, margin: int) -> int:
    """How many of `population` to visit, for an unknown share, within `margin` percent.

    With z the quantile and e the margin as a share: n0 = z² · 0.25 / e² for a population without
    end; the finite correction gives n = n0 / (1 + (n0 − 1) / N), rounded up and never above N.
    """
    if population <= 0:
        return 0
    endless = QUANTILES[confidence] ** 2 * 0.25 / (margin / 100) ** 2
    wanted = endless / (1 + (endless - 1) / population)
    return min(population, math.ceil(round(wanted, 9)))


def drawn(seed: str, keys: Iterable[int], size: int) -> list[int]:
    """The `size` keys that come first by SHA-256 of `seed:key`: anyone can draw them again."""
    ranked = sorted(keys, key=lambda key: (_rank(seed, key), key))
    return ranked[:size]


def _rank(seed: str, key: int) -> str:
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def interval(good: int, of: int, *, confidence: int) -> tuple[float, float]:
    """Between which shares the share of all lies: Wilson's interval, from 0 to 1.

    With p = good/of and z the quantile: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Nothing
    asked is nothing known: 0 to 1.
    """
    if of <= 0:
        return 0.0, 1.0
    z, share = QUANTILES[confidence], good / of
    whole = 1 + z * z / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
