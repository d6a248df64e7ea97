"""The figures that a file holds, rolled up in one go."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.errors import Refused
from nhanai.base.numbers import show
from nhanai.exchange.rules.codes import Codes, part_key
from nhanai.exchange.rules.own import without_lower
from nhanai.exchange.rules.values import Export, LeftOut, UnitSaid, Value, adds_over_units
from nhanai.exchange.vocab import CodeKind
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.history import history
from nhanai.facts.queries.rolling import Rolled, rolled_up
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Cell, Figure, Over, why_not
from nhanai.facts.rules.formulas import rounded
from nhanai.periods.rules import NamedPeriod
from nhanai.units.models import Unit, UnitCode
from nhanai.units.queries import in_force, names_on

MOST: Final = 50_000
"""Figures that one file holds."""
_BY_PART: Final = "part"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures are asked for; `is_below` takes every unit below too, `is_own` see `Export`."""

    unit: Unit
    is_below: bool
    codes: Sequence[str]
    periods: Sequence[NamedPeriod]
    structure: dt.date | None
    is_own: bool = False
    is_by_part: bool = False


def figures(asked: Asked, codes: Codes, *, title: str, named_on: dt.date) -> Export:
    """What the file holds; what is not there was not counted, or stands in `left_out`.

    Raises `Refused` where it would be more than one file holds.
    """
    known = measures()
    wanted = [known[code] for code in asked.codes]
    wanted, left_out = _allowed(wanted, codes, is_own=asked.is_own)
    rolled = _rolled(asked, [measure.code for measure in wanted])
    units = _units(asked, rolled, named_on)
    left_out += [
        LeftOut(unit.name, f"{codes.name} không có mã của đơn vị này.")
        for unit in units.values()
        if codes.out(CodeKind.UNIT, unit.key) is None
    ]
    left_out += _nameless_parts(wanted, codes) if asked.is_by_part else []
    values = _values(asked, rolled, wanted, units, codes)
    return Export(title, values, left_out, asked.structure, asked.is_own)


def _nameless_parts(wanted: Iterable[MeasureValue], codes: Codes) -> list[LeftOut]:
    return [
        LeftOut(f"{measure.code}: {name}", f"{codes.name} không có mã của nhóm này.")
        for measure in wanted
        for part, name in measure.parts.items()
        if not _has_name(codes, measure.code, part)
    ]


def _allowed(
    wanted: Iterable[MeasureValue], codes: Codes, *, is_own: bool
) -> tuple[list[MeasureValue], list[LeftOut]]:
    """The measures that may stand in the file, and those that may not, with the reason."""
    kept, left_out = [], []
    for measure in wanted:
        what = f"{measure.code} {measure.name}"
        if is_own and not adds_over_units(measure):
            left_out.append(LeftOut(what, why_not([measure], Over.UNITS)))
        elif codes.out(CodeKind.MEASURE, measure.code) is None:
            left_out.append(LeftOut(what, f"{codes.name} không có mã của chỉ tiêu này."))
        else:
            kept.append(measure)
    return kept, left_out


def _rolled(asked: Asked, wanted: Sequence[str]) -> Rolled:
    periods = [one.period for one in asked.periods]
    by = _BY_PART if asked.is_by_part else ""
    rolled = rolled_up(asked.unit.pk, wanted, periods, structure=asked.structure, by=by)
    if asked.is_own and asked.structure is not None:
        parents = history().on(asked.structure, asked.unit.pk).parents
        return Rolled(rolled.measures, without_lower(rolled.cells, parents))
    return rolled


def _units(asked: Asked, rolled: Rolled, day: dt.date) -> Mapping[int, UnitSaid]:
    """The units that have figures, the asked one first, then by name."""
    found = {unit for unit, _, _ in rolled.cells} if asked.is_below else {asked.unit.pk}
    rows = Unit.objects.filter(pk__in=found).select_related("territory")
    names = names_on(found, day)
    holders = {row.territory_id or row.pk for row in rows}
    official = dict(
        UnitCode.objects.filter(in_force(day), unit__in=holders)
        .order_by("-system")
        .values_list("unit_id", "code")
    )
    said = {
        row.pk: UnitSaid(
            row.key, names.get(row.pk, row.key), official.get(row.territory_id or row.pk, "")
        )
        for row in rows
    }
    order = sorted(said, key=lambda pk: (pk != asked.unit.pk, said[pk].name, pk))
    return {pk: said[pk] for pk in order}


def _values(
    asked: Asked, rolled: Rolled, wanted: Sequence[MeasureValue],
    units: Mapping[int, UnitSaid], codes: Codes,
) -> list[Value]:  # fmt: skip
    """The figures in the order of units, periods and measures."""
    groups = sorted({group for _, _, group in rolled.cells if group})
    whole = _ungrouped(rolled) if groups else rolled
    found: list[Value] = []
    for pk, unit in units.items():
        if codes.out(CodeKind.UNIT, unit.key) is None:
            continue
        for at, period in enumerate(asked.periods):
            total = whole.figures(pk, at)
            parted = {group: rolled.figures(pk, at, group) for group in ("", *groups)}
            for measure in wanted:
                is_parted = asked.is_by_part and bool(measure.parts)
                own = parted if is_parted else {"": total}
                found += [
                    _value(figures[measure.code], unit, period, group)
                    for group, figures in own.items()
                    if measure.code in figures and _has_name(codes, measure.code, group)
                ]
        if len(found) > MOST:
            raise Refused(
                f"Tệp sẽ có hơn {show(MOST)} số liệu. Hãy chọn ít kỳ hơn, một khối chỉ tiêu"
                " hoặc một đơn vị."
            )
    return found


def _ungrouped(rolled: Rolled) -> Rolled:
    """The same with all groups as one: what has no groups stands in none, nor do formulas."""
    cells: dict[tuple[int, int, str], dict[str, Cell]] = {}
    for (unit, period, _), own in rolled.cells.items():
        into = cells.setdefault((unit, period, ""), {})
        for code, cell in own.items():
            before = into.get(code, Cell(0, 0, 0))
            into[code] = Cell(
                before.exact + cell.exact,
                before.estimated + cell.estimated,
                before.facts + cell.facts,
            )
    return Rolled(rolled.measures, cells)


def _has_name(codes: Codes, measure: str, group: str) -> bool:
    return not group or codes.out(CodeKind.PART, part_key(measure, group)) is not None


def _value(figure: Figure, unit: UnitSaid, period: NamedPeriod, part: str) -> Value:
    estimated = rounded(figure.estimated, figure.measure.decimals)
    return Value(unit, figure.measure, part, period, figure.printed, estimated, figure.facts)
