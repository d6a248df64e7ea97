"""One pot is filled from below: exact weighted water-filling in whole units.

The level of the water is found as a fraction first, by walking along the points where someone
starts and stops taking part. Whole units deviate from that by less than one each, so a narrow band
around it holds every unit still in question; these are put in order and the first are given.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from nhanai.allocation.rules.scales import Scale, drawn


class Filling:
    """Divides units of one pot among any of the round's claimants."""

    def __init__(self, scale: Scale, codes: Sequence[str], lot: str) -> None:
        self._scale = scale
        self._codes = codes
        self._lot = lot

    def fill(self, who: Iterable[int], total: int) -> dict[int, int]:
        """Units for each; together `total`, or what all may get at most where that is less.

        `total` covers the minimums.
        """
        scale = self._scale
        given = {one: scale.lows[one] for one in who}
        left = total - sum(given.values())
        in_tiers = sorted(given, key=lambda one: scale.tiers[one])
        for _, tier in groupby(in_tiers, key=lambda one: scale.tiers[one]):
            members = [one for one in tier if scale.highs[one] > scale.lows[one]]
            room = sum(scale.highs[one] - scale.lows[one] for one in members)
            if left >= room:
                given.update((one, scale.highs[one]) for one in members)
                left -= room
            elif left > 0:
                given.update(self._partly(members, left))
                left = 0
        return given

    def _partly(self, members: Sequence[int], left: int) -> dict[int, int]:
        """Units for the members of one tier, of whom not all get what they may."""
        total = left + sum(self._scale.lows[one] for one in members)
        under, over = self._band(members, total)
        low, high = self._at(members, under), self._at(members, over)
        while over - under > 1 and sum(high) - sum(low) > 4 * len(members):
            middle = (under + over) // 2
            units = self._at(members, middle)
            if sum(units) <= total:
                under, low = middle, units
            else:
                over, high = middle, units
        given = dict(zip(members, low, strict=True))
        for one in self._first(members, low, high, total - sum(low)):
            given[one] += 1
        return given

    def _at(self, members: Sequence[int], level: int) -> list[int]:
        """How many units each has when all that stand at `level` or lower have been given one."""
        scale = self._scale
        fine, rise = scale.fine, scale.rise * scale.fine
        starts, divisors, lows, highs = scale.starts, scale.divisors, scale.lows, scale.highs
        found = []
        for one in members:
            units = -((starts[one] * fine - (level + 1) * divisors[one]) // rise)
            low, high = lows[one], highs[one]
            found.append(low if units < low else min(units, high))
        return found

    def _band(self, members: Sequence[int], total: int) -> tuple[int, int]:
        """Two levels: at the first no more than `total` is given, at the second no less."""
        scale = self._scale
        level, together = self._level(members, total)
        width = scale.rise * scale.fine * len(members) // together + 1
        under, over = level - width, level + 1
        while sum(self._at(members, under)) > total:
            under -= width
            width *= 2
        while sum(self._at(members, over)) < total:
            over += width
            width *= 2
        return under, over

    def _level(self, members: Sequence[int], total: int) -> tuple[int, int]:
        """The level of the water if units could be divided, and the divisors it lies on."""
        scale = self._scale
        points: list[tuple[int, int, bool]] = []
        for one in members:
            points.append((scale.height(one, scale.lows[one]), one, True))
            points.append((scale.height(one, scale.highs[one]), one, False))
        points.sort(key=itemgetter(0))
        still = sum(scale.lows[one] for one in members)
        starts = together = 0
        for at, one, is_start in points:
            held = at * together - starts * scale.fine
            if together and held >= (total - still) * scale.rise * scale.fine:
                break
            sign = 1 if is_start else -1
            together += sign * scale.divisors[one]
            starts += sign * scale.starts[one]
            still += -scale.lows[one] if is_start else scale.highs[one]
        together = max(together, 1)
        return ((total - still) * scale.rise + starts) * scale.fine // together, together

    def _first(
        self, members: Sequence[int], low: Sequence[int], high: Sequence[int], count: int
    ) -> list[int]:
        """To whom the next `count` units go, of those between `low` and `high`."""
        scale = self._scale
        units = [
            (scale.height(one, at), scale.divisors[one], one)
            for one, first, last in zip(members, low, high, strict=True)
            for at in range(first, last)
        ]
        units.sort(key=itemgetter(0, 1))
        if count >= len(units) or count == 0:
            return [one for _, _, one in units[:count]]
        edge = units[count][:2]
        before = [one for height, divisor, one in units[:count] if (height, divisor) < edge]
        equal = [one for height, divisor, one in units if (height, divisor) == edge]
        equal.sort(key=lambda one: drawn(self._lot, self._codes[one]))
        return before + equal[: count - len(before)]
