"""What is said of a person, as a value: normalised once, then checked whole."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding
from nhanai.people.rules import spelling
from nhanai.people.rules.ages import OLDEST
from nhanai.people.rules.spelling import UNKNOWN, Birth, Misspelt
from nhanai.people.vocab import HouseholdKind, Sex

LENGTHS: Final[Mapping[str, tuple[str, int]]] = {
    "ethnicity": ("Dân tộc", 60),
    "hamlet": ("Thôn, bản, tổ dân phố", 120),
    "household": ("Số hộ", 60),
    "health": ("Sức khỏe, khuyết tật", 300),
    "note": ("Ghi chú", 2000),
}
"""How long the free texts may be, under their names on screen."""
_SEXES: Final = frozenset({"", *Sex.values})
_HOUSEHOLDS: Final = frozenset({"", *HouseholdKind.values})


@dataclass(frozen=True, slots=True)
class PersonValues:
    """What is kept of a person herself; empty means unknown. Codes are those of `vocab`."""

    full_name: str
    birth: Birth = UNKNOWN
    sex: str = ""
    ethnicity: str = ""
    citizen_number: str = ""
    phone: str = ""
    hamlet: str = ""
    household: str = ""
    household_kind: str = ""
    health: str = ""
    note: str = ""


def read(said: Mapping[str, str]) -> tuple[PersonValues, tuple[Finding, ...]]:
    """Texts as typed or imported (`birth` as one text), normalised, with every misspelling.

    A misspelt value is left empty; the findings name its field in `where`.
    """
    findings: list[Finding] = []
    read: dict[str, object] = {}
    for field, reader in _READERS.items():
        try:
            read[field] = reader(said.get(field) or "")
        except Misspelt as fault:
            findings.append(Finding(f"{field}-misspelt", str(fault), where=field))
    for field in (*LENGTHS, "sex", "household_kind"):
        read[field] = spelling.line(said.get(field) or "")
    read.setdefault("full_name", "")
    return PersonValues(**read), tuple(findings)  # type: ignore[arg-type]  # each reader gives its field's kind


_READERS: Final = {
    "full_name": spelling.full_name,
    "birth": spelling.birth,
    "citizen_number": spelling.citizen_number,
    "phone": spelling.phone,
}


def faults_of(values: PersonValues, *, today: dt.date) -> tuple[Finding, ...]:
    """Everything that speaks against keeping `values`, which need not come from `read`."""
    return (
        *_unnormalised(values),
        *_birth(values.birth, today=today),
        *_too_long(values),
        *_codes(values),
    )


def _unnormalised(values: PersonValues) -> Iterator[Finding]:
    for field, reader in _READERS.items():
        if field == "birth":
            continue
        try:
            reader(getattr(values, field))
        except Misspelt as fault:
            yield Finding(f"{field}-misspelt", str(fault), where=field)


def _birth(birth: Birth, *, today: dt.date) -> Iterator[Finding]:
    year = birth.on.year if birth.on else birth.year
    if year is None:
        return
    if birth.on and birth.year not in {None, birth.on.year}:
        yield Finding("birth-two-years", "Ngày sinh và năm sinh khác nhau.", where="birth")
    if year > today.year or (birth.on and birth.on > today):
        yield Finding("birth-ahead", "Ngày sinh ở sau hôm nay. Kiểm tra lại.", where="birth")
    elif today.year - year > OLDEST:
        message = f"Năm sinh {year} cách đây hơn {OLDEST} năm. Kiểm tra lại."
        yield Finding("birth-long-ago", message, where="birth")


def _too_long(values: PersonValues) -> Iterator[Finding]:
    for field, (label, most) in LENGTHS.items():
        if len(getattr(values, field)) > most:
            message = f"{label} dài quá {most} ký tự, hãy viết gọn lại."
            yield Finding(f"{field}-long", message, where=field)


def _codes(values: PersonValues) -> Iterator[Finding]:
    if values.sex not in _SEXES:
        yield Finding("sex-unknown", "Giới tính là Nam hoặc Nữ, hoặc để trống.", where="sex")
    if values.household_kind not in _HOUSEHOLDS:
        message = "Chọn loại hộ trong danh sách, hoặc để trống."
        yield Finding("household-kind-unknown", message, where="household_kind")
