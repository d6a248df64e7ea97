"""One row of a list as what it says of a person, with every repair, doubt and fault in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from nhanai.base.days import written
from nhanai.base.findings import Severity
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.people.rules import spelling
from nhanai.people.rules.ages import check_age
from nhanai.people.rules.sheets import cells
from nhanai.people.rules.sheets.guarding import unguarded
from nhanai.people.rules.sheets.tables import SUMS
from nhanai.people.rules.spelling import UNKNOWN, Birth, Misspelt
from nhanai.people.rules.values import PersonValues, faults_of
from nhanai.people.vocab import RoleKind

_TEXTS: Final = ("ethnicity", "hamlet", "household", "health", "note")

_FIELDS: Final = tuple(one.name for one in fields(PersonValues) if one.name != "birth")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say otherwise; `on` is the day of the list."""

    kind: RoleKind
    on: dt.date
    today: dt.date


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What a row says. `unit` is the name of the chapter as written, "" where there is none."""

    values: PersonValues
    kind: RoleKind
    start: dt.date
    unit: str = ""
    card_number: str = ""
    grade: str = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """What is kept of it until it is taken: plain values, fit for JSON."""
        said: dict[str, Any] = {
            name: value for name in _FIELDS if (value := getattr(self.values, name))
        }
        born = self.values.birth
        said["birth"] = born.on.isoformat() if born.on else born.year
        rest = {"kind": str(self.kind), "start": self.start.isoformat(), "unit": self.unit,
                "card_number": self.card_number, "grade": self.grade}  # fmt: skip
        return {"values": said, **{name: value for name, value in rest.items() if value}}

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "SheetRow":
        """The row that `plain` gave."""
        born = said["values"].get("birth")
        on = dt.date.fromisoformat(born) if isinstance(born, str) else None
        birth = Birth(on, on.year if on else born) if born else UNKNOWN
        return cls(
            PersonValues(**{**said["values"], "birth": birth}),
            RoleKind(said["kind"]),
            dt.date.fromisoformat(said["start"]),
            said.get("unit", ""),
            said.get("card_number", ""),
            said.get("grade", ""),
        )


def is_person(row: Sequence[str], columns: Mapping[int, str]) -> bool:
    """Whether the row is about a person: not a heading, a sum or a signature below the table."""
    said = {
        field: row[at].strip()
        for at, field in columns.items()
        if at < len(row) and row[at].strip() and field not in {"", "ordinal"}
    }
    name = fold(_name(said))
    if not said or name.startswith(SUMS):
        return False
    fields = {field for field in columns.values() if field not in {"", "ordinal"}}
    return len(said) > 1 or (len(fields) == 1 and bool(name))


def read_row(row: Sequence[str], columns: Mapping[int, str], defaults: Defaults) -> SheetRow:
    """What the row says; `columns` are the meanings by place."""
    said = {
        field: unguarded(nfc(row[at]).strip()) for at, field in columns.items() if at < len(row)
    }
    reader = _Reader(said, defaults)
    return reader.read()


class _Reader:
    """Goes through one row and gathers what there is to say about it."""

    def __init__(self, said: Mapping[str, str], defaults: Defaults) -> None:
        self.said, self.defaults = said, defaults
        self.notes: list[str] = []
        self.doubts: list[str] = []
        self.faults: list[str] = []

    def read(self) -> SheetRow:
        name, sex = self.name(), self.sex()
        born = self.birth()
        number = self.mended(cells.citizen_number, "citizen_number")
        values = PersonValues(
            name,
            born,
            sex=sex,
            citizen_number=number,
            phone=self.mended(cells.phone, "phone"),
            household_kind=self.mended(cells.household_kind, "household_kind"),
            **{field: spelling.line(self.said.get(field, "")) for field in _TEXTS},
        )
        if against := cells.number_speaks_against(number, born, sex):
            self.doubts.append(against)
        self.faults += [one.message for one in faults_of(values, today=self.defaults.today)
                        if one.where != "full_name"]  # fmt: skip
        kind, start = self.kind(), self.start()
        self.check_role(kind, start, born)
        grade = self.mended(cells.grade, "grade")
        return SheetRow(
            values,
            kind,
            start,
            single_spaced(self.said.get("unit", ""))[:300],
            single_spaced(self.said.get("card_number", ""))[:30],
            grade if kind == RoleKind.VOLUNTEER else "",
            tuple(self.notes),
            tuple(self.doubts),
            tuple(dict.fromkeys(self.faults)),
        )

    def name(self) -> str:
        text = _name(self.said)
        try:
            name = spelling.full_name(text)
        except Misspelt as fault:
            self.faults.append(str(fault))
            return spelling.line(text)[: spelling.NAME_LENGTH]
        words = [
            word[0] + word[1:].lower() if len(word) > 1 and word.isupper() else word
            for word in name.split(" ")
        ]
        name = " ".join(words)
        if any(len(word) > 1 and word.isupper() for word in text.split()):
            self.notes.append(f"Họ tên viết hoa, đã đổi thành {name}.")
        return name

    def sex(self) -> str:
        given = self.said.get
        found = cells.sex(
            given("sex", ""),
            given("male", "") or given("birth_male", ""),
            given("female", "") or given("birth_female", ""),
        )
        return self.told(found)

    def birth(self) -> Birth:
        given = self.said.get
        text = given("birth", "") or given("birth_male", "") or given("birth_female", "")
        try:
            born, note, doubt = cells.birth(text, today=self.defaults.today)
        except Misspelt as fault:
            self.faults.append(str(fault))
            return UNKNOWN
        self.notes += [note] if note else []
        self.doubts += [doubt] if doubt else []
        return born

    def mended(self, reader: Any, field: str) -> str:  # noqa: ANN401 (one of the readers of cells)
        try:
            return self.told(reader(self.said.get(field, "")))
        except Misspelt as fault:
            self.faults.append(str(fault))
            return ""

    def told(self, found: cells.Mended) -> str:
        self.notes += [found.note] if found.note else []
        self.doubts += [found.doubt] if found.doubt else []
        return found.value

    def kind(self) -> RoleKind:
        kind, doubt = cells.role(self.said.get("role", ""))
        if doubt:
            self.doubts.append(f"{doubt} Lấy vai trò chung của lần nhập.")
        return kind or self.defaults.kind

    def start(self) -> dt.date:
        try:
            on, note = cells.day(self.said.get("joined", ""))
        except Misspelt as fault:
            self.faults.append(str(fault))
            return self.defaults.on
        self.notes += [note] if note else []
        return on or self.defaults.on

    def check_role(self, kind: RoleKind, start: dt.date, born: Birth) -> None:
        year = born.on.year if born.on else born.year
        if start > self.defaults.today:
            self.faults.append(f"Ngày bắt đầu {written(start)} ở sau hôm nay.")
        if year and start.year < year:
            self.faults.append("Ngày bắt đầu ở trước ngày sinh.")
        for finding in check_age(kind, born, on=start):
            if finding.severity is not Severity.NOTE:
                (self.faults if finding.blocking else self.doubts).append(finding.message)


def _name(said: Mapping[str, str]) -> str:
    parts = (said.get("full_name"), said.get("family_name"), said.get("given_name"))
    return single_spaced(" ".join(part for part in parts if part))
