"""Forms as values: versioned data that says what a periodic report asks for.

A form is one table of `submissions/data/*.toml`; a later version of it, with days of its own, is a
new file. What a form holds is read from the same table whether it comes from the file or from the
row that `actions.load_forms` made of it.
"""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

from nhanai.base.days import Period
from nhanai.base.findings import Finding, Severity
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.periods.vocab import Level, PeriodKind
from nhanai.submissions.vocab import LineKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a measure (whole, one group, or one statutory field), a question, or a score.

    `most` are the points of a score at best, `wanted` the evidence that it asks for; `hint` says
    what to write. A question that `is_required` keeps the report from being sent while it is empty;
    one that `is_gathered` brings the answers of the units below to the level above.
    """

    key: str
    kind: LineKind
    label: str = ""
    measure: str = ""
    part: str = ""
    field: int = 0
    hint: str = ""
    is_required: bool = False
    most: Decimal = Decimal(0)
    wanted: str = ""
    is_gathered: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the form under its title, numbered as printed."""

    label: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AtMost:
    """A figure that must not be, or seldom is, greater than another."""

    less: str
    more: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class Form:
    """A version of a form: who fills it for which periods, and what it asks.

    With `longest_only` a unit sends one report where several periods end on one day; `to_committee`
    are papers for the People's Committee of the unit's place, not for the chapter above. `main` are
    the figures of the summary and of the table by unit, where a report is put together.
    """

    code: str
    version: int
    name: str
    subject: str
    regime: str
    kinds: tuple[PeriodKind, ...]
    levels: tuple[Level, ...]
    valid: Period
    blocks: tuple[Block, ...]
    at_most: tuple[AtMost, ...] = ()
    longest_only: bool = False
    to_committee: bool = False
    is_verified: bool = False
    basis: str = ""
    note: str = ""
    main: tuple[str, ...] = ()

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """Every line by its key, in order."""
        return {line.key: line for block in self.blocks for line in block.lines}

    @cached_property
    def main_lines(self) -> tuple[str, ...]:
        """The main figures by key; of a form that names none the first of each block."""
        firsts = (
            next((line.key for line in block.lines if line.measure), "") for block in self.blocks
        )
        return self.main or tuple(filter(None, firsts))

    def of(self, kind: LineKind) -> tuple[Line, ...]:
        """The lines of that kind, in order."""
        return tuple(line for line in self.lines.values() if line.kind is kind)

    @property
    def has_figures(self) -> bool:
        """Whether it asks for any measure."""
        return bool(self.of(LineKind.MEASURE))


FILES: Final = "data"


@cache
def shipped() -> tuple[Mapping[str, Any], ...]:
    """The forms of the data as they are written, in the order of their files."""
    folder = files("nhanai.submissions").joinpath(FILES)
    found = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    return tuple(tomllib.loads(folder.joinpath(name).read_text("utf-8")) for name in found)


def form_of(entry: Mapping[str, Any], valid: Period) -> Form:
    """The form that a table writes down."""
    return Form(
        code=entry["code"],
        version=entry["version"],
        name=entry["name"],
        subject=entry["subject"],
        regime=entry["regime"],
        kinds=tuple(PeriodKind(kind) for kind in entry["kinds"]),
        levels=tuple(Level(level) for level in entry["levels"]),
        valid=valid,
        blocks=tuple(_blocks(entry["block"])),
        at_most=tuple(_at_most(entry.get("at_most", ()))),
        longest_only=entry.get("longest_only", False),
        to_committee=entry.get("to_committee", False),
        is_verified=entry.get("verified", False),
        basis=entry.get("basis", ""),
        note=entry.get("note", ""),
        main=tuple(entry.get("main", ())),
    )


def _blocks(entries: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
    for entry in entries:
        lines = [
            *(_measure(said) for said in entry.get("measures", ())),
            *(_text(said) for said in entry.get("text", ())),
            *(_score(said) for said in entry.get("score", ())),
        ]
        yield Block(entry["label"], entry["title"], tuple(lines))


def _measure(said: str) -> Line:
    """`XH03`, its group `XH03/HN`, or its part in one statutory field `XH03@1`."""
    code, _, field = said.partition("@")
    code, _, part = code.partition("/")
    return Line(said, LineKind.MEASURE, measure=code, part=part, field=int(field or 0))


def _text(said: Mapping[str, Any]) -> Line:
    return Line(
        said["key"], LineKind.TEXT, said["label"], hint=said.get("hint", ""),
        is_required=said.get("required", False), is_gathered=said.get("gathered", True),
    )  # fmt: skip


def _score(said: Mapping[str, Any]) -> Line:
    return Line(
        said["key"], LineKind.SCORE, said["label"], hint=said.get("hint", ""),
        is_required=True, most=Decimal(str(said["most"])), wanted=said.get("wanted", ""),
    )  # fmt: skip


def _at_most(entries: Iterable[Mapping[str, Any]]) -> Iterator[AtMost]:
    for entry in entries:
        severity = Severity(entry.get("severity", "error"))
        yield AtMost(entry["less"], entry["more"], severity, entry["message"])


def faults_of(form: Form, measures: Mapping[str, MeasureValue]) -> list[Finding]:
    """What in a form cannot hold: a measure, group or field that is not there, a key used twice."""
    found = [fault for line in form.of(LineKind.MEASURE) for fault in _faults(line, measures)]
    lines = [line for block in form.blocks for line in block.lines]
    keys = [line.key for line in lines]
    found += [
        Finding("form-twice", f"Dòng {key} có hai lần trong mẫu.", where=key)
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    found += [
        Finding("form-main", f"Chỉ tiêu chính {key} không có trong mẫu.", where=key)
        for key in form.main
        if key not in form.lines
    ]
    for check in form.at_most:
        found += [
            Finding("form-check", f"Phép kiểm tra nêu dòng {key} không có trong mẫu.", where=key)
            for key in (check.less, check.more)
            if key not in form.lines
        ]
    found += [
        Finding("form-most", f"Dòng {line.key} chưa có điểm tối đa.", where=line.key)
        for line in form.of(LineKind.SCORE)
        if line.most <= 0
    ]
    return found


def _faults(line: Line, measures: Mapping[str, MeasureValue]) -> Iterator[Finding]:
    measure = measures.get(line.measure)
    if measure is None:
        message = f"Không có chỉ tiêu {line.measure} trong danh mục."
        yield Finding("form-measure", message, where=line.key)
        return
    if line.part and line.part not in measure.parts:
        message = f"Chỉ tiêu {line.measure} không có nhóm “{line.part}”."
        yield Finding("form-part", message, where=line.key)
    if (line.part or line.field) and measure.formula is not None:
        message = f"Chỉ tiêu {line.measure} tính bằng công thức nên không chia nhóm được."
        yield Finding("form-formula", message, where=line.key)


def in_force(forms: Iterable[Form], period: Period) -> list[Form]:
    """Of each code the version that holds on the last day of the period."""
    last = period.last_day
    return [form for form in forms if last is not None and last in form.valid]


def groups_of(form: Form, whole: str) -> Collection[Line]:
    """The lines that are groups of a measure that the form also asks as a whole."""
    lines = form.of(LineKind.MEASURE)
    return [line for line in lines if line.measure == whole and line.part]
