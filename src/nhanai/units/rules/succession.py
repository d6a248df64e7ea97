"""Who holds today what a unit held before."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Final

from nhanai.units.rules.known import Heir, Register

_STEP: Final = Decimal("0.000001")


def by_predecessor(heirs: Iterable[Heir]) -> Mapping[str, list[Heir]]:
    """The heirs of each unit."""
    found: dict[str, list[Heir]] = {}
    for heir in heirs:
        found.setdefault(heir.predecessor, []).append(heir)
    return found


def successors_on(
    register: Register, key: str, day: dt.date, heirs: Mapping[str, list[Heir]] | None = None
) -> dict[str, Decimal]:
    """The units alive on `day` that hold what `key` held, each with its part.

    A unit that lives holds its own; a unit that ended without an heir leaves nothing.
    """
    known = by_predecessor(register.heirs) if heirs is None else heirs
    found: dict[str, Decimal] = {}
    waiting = [(key, Decimal(1))]
    while waiting:
        current, part = waiting.pop(0)
        unit = register.units[current]
        if unit.end is None or unit.end > day:
            found[current] = found.get(current, Decimal(0)) + part
            continue
        waiting += [
            (heir.successor, part * heir.share) for heir in known.get(current, ()) if heir.on <= day
        ]
    return found


def spread(weights: Sequence[int]) -> list[Decimal]:
    """Shares in proportion to `weights`, to six decimals, that add to exactly 1."""
    total = sum(weights)
    shares = [(Decimal(w) / total).quantize(_STEP, rounding=ROUND_DOWN) for w in weights]
    missing = int((1 - sum(shares)) / _STEP)
    return [share + _STEP if at < missing else share for at, share in enumerate(shares)]
