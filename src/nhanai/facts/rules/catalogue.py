"""The measures that the product brings, read from `facts/data/measures.csv`."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from functools import cache
from importlib.resources import files
from typing import Final

from nhanai.base.days import Period
from nhanai.base.findings import Finding
from nhanai.facts.rules.formulas import Formula
from nhanai.facts.vocab import Adding, Block, FactSource, MeasureKind

FILE: Final = "data/measures.csv"

ALWAYS: Final = Period(dt.date(1946, 11, 23))
"""From the day on which the Society was founded; no fact is older."""

_ADDED_AS: Final[Mapping[MeasureKind, frozenset[Adding]]] = {
    MeasureKind.FLOW: frozenset({Adding.SUM, Adding.FORMULA}),
    MeasureKind.STOCK: frozenset({Adding.BALANCE, Adding.LAST}),
    MeasureKind.DISTINCT: frozenset({Adding.DISTINCT}),
    MeasureKind.RATIO: frozenset({Adding.FORMULA, Adding.LAST}),
}


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """One measure: what is counted, in which unit of measure, and how it adds up.

    A quantity is stored as a whole number of its smallest step, 10 to the minus `decimals` of the
    unit of measure. `parts` are the groups into which a figure may be broken, by code.
    """

    code: str
    name: str
    unit_of_measure: str
    kind: MeasureKind
    adding: Adding
    decimals: int = 0
    field: int = 0
    source: FactSource = FactSource.FIGURES
    formula: Formula | None = None
    parts: Mapping[str, str] = made(default_factory=dict)
    valid: Period = ALWAYS
    is_verified: bool = True
    note: str = ""
    also: frozenset[FactSource] = frozenset()
    """Other registers that write it too, each what happened in its own books."""

    @property
    def block(self) -> Block:
        """The block of the report to which it belongs."""
        return Block(self.code[:2])


@cache
def shipped() -> Mapping[str, MeasureValue]:
    """The measures of the data, in its order, by code."""
    text = files("nhanai.facts").joinpath(FILE).read_text("utf-8")
    found = (_measure(row) for row in csv.DictReader(text.splitlines()))
    return {measure.code: measure for measure in found}


def _measure(row: Mapping[str, str]) -> MeasureValue:
    return MeasureValue(
        code=row["code"],
        name=row["name"],
        unit_of_measure=row["unit_of_measure"],
        kind=MeasureKind(row["kind"]),
        adding=Adding(row["adding"]),
        decimals=int(row["decimals"]),
        field=int(row["field"] or 0),
        source=FactSource(row["source"]),
        formula=Formula.read(row["formula"]) if row["formula"] else None,
        parts=dict(_parts(row["parts"])),
        is_verified=row["verified"] == "yes",
        note=row["note"],
        also=frozenset(FactSource(one) for one in filter(None, row["also"].split(";"))),
    )


def writers_of(measure: MeasureValue) -> frozenset[FactSource]:
    """The registers that may write it: its own source, and those that the shipped catalogue adds.

    An installation keeps its measures with one source each; who writes beside it is ours to say.
    """
    ours = shipped().get(measure.code)
    return frozenset({measure.source}) | (ours.also if ours else frozenset())


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, text.split(";")):
        code, _, name = part.partition("=")
        yield code, name


def faults_of(measures: Iterable[MeasureValue]) -> list[Finding]:
    """What in a catalogue cannot hold: a way of adding that the kind refuses, a formula in a ring,
    a sum of things counted in different units of measure."""
    by_code = {measure.code: measure for measure in measures}
    return [fault for measure in by_code.values() for fault in _faults(measure, by_code)]


def _faults(measure: MeasureValue, known: Mapping[str, MeasureValue]) -> Iterator[Finding]:
    code = measure.code
    if measure.adding not in _ADDED_AS[measure.kind]:
        yield Finding("measure-adding", f"{code}: loại và cách cộng không hợp nhau.", where=code)
    if (measure.adding == Adding.FORMULA) != (measure.formula is not None):
        yield Finding("measure-formula", f"{code}: thiếu hoặc thừa công thức.", where=code)
    if measure.formula is None:
        return
    missing = [one for one in measure.formula.codes if one not in known]
    if missing:
        yield Finding(
            "measure-formula-unknown", f"{code}: không có chỉ tiêu {missing[0]}.", where=code
        )
    elif code in _needed_by(measure, known):
        yield Finding("measure-formula-ring", f"{code}: công thức tự dùng chính nó.", where=code)
    elif len({known[one].unit_of_measure for one in measure.formula.over}) > 1:
        yield Finding(
            "measure-formula-units", f"{code}: cộng những thứ có đơn vị tính khác nhau.", where=code
        )


def _needed_by(measure: MeasureValue, known: Mapping[str, MeasureValue]) -> set[str]:
    """Every measure that its formula reaches."""
    found: set[str] = set()
    waiting = list(measure.formula.codes) if measure.formula else []
    while waiting:
        code = waiting.pop()
        if code in found or code not in known:
            continue
        found.add(code)
        formula = known[code].formula
        waiting += formula.codes if formula else ()
    return found


def reached(codes: Iterable[str], known: Mapping[str, MeasureValue]) -> set[str]:
    """The measures of `codes`, and every one of which a formula of them speaks, however deep."""
    wanted = set(codes)
    for code in tuple(wanted):
        wanted |= _needed_by(known[code], known)
    return wanted


def needed(codes: Iterable[str], known: Mapping[str, MeasureValue]) -> set[str]:
    """The measures that have facts of their own, from which those of `codes` are computed."""
    return {one for one in reached(codes, known) if one in known and known[one].formula is None}
