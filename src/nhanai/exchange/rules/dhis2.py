"""Figures as a set of data values of DHIS2 (`POST /api/dataValueSets`, JSON)."""

import json
from collections.abc import Iterable

from nhanai.exchange.rules.codes import Codes, part_key
from nhanai.exchange.rules.periods import dhis2_name, is_renamed, said_days
from nhanai.exchange.rules.values import Export, Value, remarks
from nhanai.exchange.vocab import CodeKind
from nhanai.periods.rules import Regime


def as_json(export: Export, codes: Codes, regimes: Iterable[Regime]) -> bytes:
    """The set; every value whose period has other days than its name says so in its comment."""
    known = tuple(regimes)
    said: dict[str, object] = {"idScheme": codes.scheme.value}
    if codes.data_set:
        said["dataSet"] = codes.data_set
    said["dataValues"] = [_value(value, codes, known) for value in export.values]
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _value(value: Value, codes: Codes, regimes: tuple[Regime, ...]) -> dict[str, str]:
    measure = value.measure.code
    said = {
        "dataElement": codes.out(CodeKind.MEASURE, measure) or measure,
        "period": dhis2_name(value.period),
        "orgUnit": codes.out(CodeKind.UNIT, value.unit.key) or value.unit.key,
        "value": f"{value.quantity:f}",
    }
    if value.part:
        said["categoryOptionCombo"] = part_code(codes, measure, value.part)
    if comment := comment_of(value, regimes):
        said["comment"] = comment
    return said


def part_code(codes: Codes, measure: str, part: str) -> str:
    """What the group is called there; our own code is the letter alone."""
    key = part_key(measure, part)
    theirs = codes.out(CodeKind.PART, key)
    return part if theirs in {None, key} else str(theirs)


def comment_of(value: Value, regimes: tuple[Regime, ...]) -> str:
    """Everything that must be known of the figure besides itself."""
    days = said_days(value.period) if is_renamed(value.period, regimes) else ""
    return " ".join(one for one in (days, remarks(value)) if one)
