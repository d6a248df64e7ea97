"""Putting reports together: what adds is the sum of what was accepted, the rest is counted anew.

A flow or a stock of the level above is what its units' accepted reports say, and what it did
itself. People counted once and what a formula makes are never added: the first come from the facts
again, the second from the sums of their parts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.formulas import rounded
from nhanai.facts.vocab import Adding, MeasureKind
from nhanai.submissions.rules.sheets import FigureLine

COLUMNS: Final = ("now", "before", "cumulative")
"""The columns of a line that are put together; the plan of the year is the level's own."""

Fallback = Callable[[str, str], Fraction | None]
"""Of a measure that no line asks for and a column: what the facts say of the units that are in."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is needed to put the lines of a report together."""

    measures: Mapping[str, MeasureValue]
    fallback: Fallback


def adds_over_units(measure: MeasureValue) -> bool:
    """Whether the figures of units may be added: of what happened and of what there is."""
    is_counted = measure.kind in {MeasureKind.FLOW, MeasureKind.STOCK}
    return is_counted and measure.adding is not Adding.FORMULA


def put_together(
    live: Mapping[str, FigureLine],
    direct: Mapping[str, FigureLine],
    parts: Sequence[Mapping[str, FigureLine]],
    sums: Sums,
) -> dict[str, FigureLine]:
    """The lines of the level above, in their order.

    `live` are its own lines as the facts have them, `direct` what of them belongs to no unit that
    reports, `parts` the lines that the units' accepted reports froze.
    """
    added = {
        key: summed(line, [one[key] for one in (direct, *parts) if key in one])
        for key, line in live.items()
        if adds_over_units(sums.measures[line.measure])
    }
    return {
        key: added[key] if key in added else _recomputed(line, added, sums)
        for key, line in live.items()
    }


def summed(line: FigureLine, parts: Iterable[FigureLine]) -> FigureLine:
    """The line as the sum of its parts; where none of them has a figure it has none."""
    given = list(parts)

    def over(column: str) -> Decimal | None:
        there = [value for one in given if (value := getattr(one, column)) is not None]
        return sum(there, Decimal(0)) if there else None

    return replace(
        line,
        now=over("now"),
        before=over("before"),
        cumulative=over("cumulative") if line.adds else None,
        is_estimated=any(one.is_estimated for one in given),
        is_before_estimated=any(one.is_before_estimated for one in given),
        facts=sum(one.facts for one in given),
    )


def _recomputed(line: FigureLine, added: Mapping[str, FigureLine], sums: Sums) -> FigureLine:
    measure = sums.measures[line.measure]
    if measure.formula is None:
        return replace(line, is_recomputed=True)
    found = {column: _computed(measure, column, added, sums) for column in COLUMNS}
    return replace(
        line,
        now=found["now"],
        before=found["before"],
        cumulative=found["cumulative"] if line.adds else None,
        is_recomputed=True,
    )


def _computed(
    measure: MeasureValue, column: str, added: Mapping[str, FigureLine], sums: Sums
) -> Decimal | None:
    found = _value(measure, column, added, sums)
    return None if found is None else rounded(found, measure.decimals)


def _value(
    measure: MeasureValue, column: str, added: Mapping[str, FigureLine], sums: Sums
) -> Fraction | None:
    """A formula from its parts, which may be formulas; a part from its line, else from the facts.

    Of the year so far a stock is what there is at its end, as of the period.
    """
    if measure.formula is not None:
        parts = {
            code: _value(sums.measures[code], column, added, sums) for code in measure.formula.codes
        }
        return measure.formula.of({code: one for code, one in parts.items() if one is not None})
    line = added.get(measure.code)
    if line is None:
        return sums.fallback(measure.code, column)
    held = line.now if column == "cumulative" and not line.adds else getattr(line, column)
    return None if held is None else Fraction(held)
