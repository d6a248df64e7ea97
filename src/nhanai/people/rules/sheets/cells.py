"""Single cells as people type them: days, marks, sexes, kinds of household, roles.

Days are read day first, never month first. Each function gives the value and, where it had to mend
or could not be sure, a sentence about it.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.text import fold
from nhanai.people.rules import spelling
from nhanai.people.rules.spelling import UNKNOWN, Birth, Misspelt
from nhanai.people.vocab import HouseholdKind, RoleKind, Sex, VolunteerGrade

_EPOCH: Final = dt.date(1899, 12, 30)
"""The day 0 of Excel, whose 1900 had a 29 February."""
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_SHORT: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})")
_MONTH: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_MONTH_FIRST: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(1[3-9]|2\d|3[01])\s*[/.\-]\s*\d{2,4}")
_DIGITS: Final = re.compile(r"\D")
_SEVERAL: Final = re.compile(r"\s*(?:[/;,]|\s-\s|\n)\s*")
_MALE: Final = frozenset({"nam", "m", "male", "trai", "ong"})
_FEMALE: Final = frozenset({"nu", "f", "female", "gai", "ba"})
_NOTHING: Final = frozenset({"", "-", "0", "khong", "k"})
_ROLES: Final[Mapping[str, RoleKind]] = {
    "hoi vien": RoleKind.MEMBER, "hv": RoleKind.MEMBER, "hoi vien chu thap do": RoleKind.MEMBER,
    "hoi vien danh du": RoleKind.HONORARY_MEMBER, "hvdd": RoleKind.HONORARY_MEMBER,
    "tinh nguyen vien": RoleKind.VOLUNTEER, "tnv": RoleKind.VOLUNTEER,
    "thanh nien": RoleKind.YOUTH, "thanh nien chu thap do": RoleKind.YOUTH,
    "thieu nien": RoleKind.TEENAGER, "thieu nien chu thap do": RoleKind.TEENAGER,
    "cong tac vien": RoleKind.COLLABORATOR, "ctv": RoleKind.COLLABORATOR,
    "nguoi hien mau": RoleKind.BLOOD_DONOR, "hien mau": RoleKind.BLOOD_DONOR,
    "nha hao tam": RoleKind.DONOR, "doi tuong thu huong": RoleKind.BENEFICIARY,
    "nguoi huong loi": RoleKind.BENEFICIARY,
}  # fmt: skip
_HOUSEHOLDS: Final[Mapping[str, HouseholdKind]] = {
    "ngheo": HouseholdKind.POOR, "ho ngheo": HouseholdKind.POOR,
    "can ngheo": HouseholdKind.NEAR_POOR, "ho can ngheo": HouseholdKind.NEAR_POOR,
    "kho khan": HouseholdKind.HARDSHIP, "ho kho khan": HouseholdKind.HARDSHIP,
    "ho co hoan canh kho khan khac": HouseholdKind.HARDSHIP, "khac": HouseholdKind.OTHER,
    "khong thuoc cac loai tren": HouseholdKind.OTHER,
}  # fmt: skip
_GRADES: Final = {fold(label): value for value, label in VolunteerGrade.choices}


@dataclass(frozen=True, slots=True)
class Mended:
    """A value, what was mended in reading it, and what somebody must look at."""

    value: str
    note: str = ""
    doubt: str = ""


def birth(text: str, *, today: dt.date) -> tuple[Birth, str, str]:
    """What is known of a birth, with what was mended and what is doubtful; raises `Misspelt`."""
    said = text.strip().lstrip("'")
    if not said:
        return UNKNOWN, "", ""
    if found := _SERIAL.fullmatch(said):
        on = _EPOCH + dt.timedelta(days=int(found[1]))
        note = f"Ngày sinh là số của Excel, đọc thành {written(on)}."
        return Birth(on, on.year), note, ""
    if _MONTH_FIRST.fullmatch(said):
        raise Misspelt(
            f"Ngày sinh {said} có tháng lớn hơn 12. Danh sách viết ngày trước, tháng sau;"
            " sửa trong tệp rồi nhập lại."
        )
    if found := _SHORT.fullmatch(said):
        year, doubt = _century(int(found[3]), today)
        whole = spelling.birth(f"{found[1]}/{found[2]}/{year}")
        return whole, f"Năm sinh hai chữ số, đọc thành {year}.", doubt
    return spelling.birth(said), "", ""


def _century(year: int, today: dt.date) -> tuple[int, str]:
    """The century of a year of two digits; where it may be this one, that is asked."""
    if year > today.year % 100 - 6:
        return 1900 + year, ""
    doubt = f"Năm sinh chỉ có hai chữ số: {1900 + year} hay {2000 + year}?"
    return 1900 + year, doubt


def day(text: str) -> tuple[dt.date | None, str]:
    """A day of joining; where only a month or a year is known its first day, which is noted."""
    said = text.strip().lstrip("'")
    if not said:
        return None, ""
    if found := _SERIAL.fullmatch(said):
        on = _EPOCH + dt.timedelta(days=int(found[1]))
        return on, f"Ngày bắt đầu là số của Excel, đọc thành {written(on)}."
    try:
        known = spelling.birth(said)
        if known.on:
            return known.on, ""
        found = _MONTH.fullmatch(said)
        first = dt.date(known.year or 0, int(found[1]) if found else 1, 1)
    except (Misspelt, ValueError):
        message = f"Không đọc được ngày bắt đầu “{said[:30]}”. Viết như 05/6/2020 hoặc 2020."
        raise Misspelt(message) from None
    return first, f"Ngày bắt đầu chỉ ghi “{said}”, lấy {written(first)}."


def citizen_number(text: str) -> Mended:
    """The twelve digits; zeros in front that a sheet lost are put back, which is noted."""
    said = re.sub(r"[\s.\-']", "", text)
    if not said or said.strip("0") == "":
        return Mended("")
    if said.isdigit() and len(said) in {10, 11}:
        whole = said.zfill(12)
        if 1 <= int(whole[:3]) <= 96:
            return Mended(whole, f"Số căn cước mất số 0 ở đầu, đã thêm lại: …{whole[-4:]}.")
    if said.isdigit() and len(said) == 9:
        return Mended("", "Số chứng minh nhân dân cũ (9 chữ số) không ghi.")
    return Mended(spelling.citizen_number(said))


def number_speaks_against(number: str, born: Birth, sex: str) -> str:
    """What the digits of a citizen number say otherwise about the year of birth or the sex.

    The fourth digit tells century and sex, the next two the year (Decree 70/2024/NĐ-CP, annex).
    """
    if len(number) != 12:
        return ""
    year = 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])
    known = born.on.year if born.on else born.year
    if known is not None and known != year:
        return f"Theo số căn cước, người này sinh năm {year}; danh sách ghi {known}."
    told = Sex.FEMALE if int(number[3]) % 2 else Sex.MALE
    if sex and sex != told:
        return f"Theo số căn cước, giới tính là {told.label.lower()}; danh sách ghi khác."
    return ""


def phone(text: str) -> Mended:
    """The first number; a zero in front that a sheet lost is put back, which is noted."""
    first, *others = [part for part in _SEVERAL.split(text.strip()) if part] or [""]
    value = spelling.phone(first)
    if others:
        return Mended(value, "Ô điện thoại có nhiều số, lấy số đầu.")
    digits = _DIGITS.sub("", first)
    if value and len(digits) == 9:
        return Mended(value, "Số điện thoại mất số 0 ở đầu, đã thêm lại.")
    return Mended(value)


def sex(text: str, male: str, female: str) -> Mended:
    """From one column of words or from two of marks."""
    said = fold(text)
    marks = [
        value
        for value, mark in ((Sex.MALE, male), (Sex.FEMALE, female))
        if fold(mark) not in _NOTHING
    ]
    if len(marks) == 2:
        return Mended("", doubt="Đánh dấu cả hai cột nam và nữ.")
    if marks:
        return Mended(marks[0])
    if said in _MALE or said in _FEMALE:
        return Mended(Sex.MALE if said in _MALE else Sex.FEMALE)
    return Mended("", f"Không rõ giới tính “{text.strip()[:20]}”, để trống." if said else "")


def household_kind(text: str) -> Mended:
    """The kind of household by its words; a mark alone says poor."""
    said = fold(text)
    if said in _NOTHING:
        return Mended("")
    if said == "x":
        return Mended(HouseholdKind.POOR)
    found = _HOUSEHOLDS.get(said)
    return Mended(found) if found else Mended("", f"Không rõ loại hộ “{text.strip()[:30]}”.")


def role(text: str) -> tuple[RoleKind | None, str]:
    """The role by its words, or None with what is not understood; empty says nothing."""
    said = " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())
    if not said:
        return None, ""
    kind = _ROLES.get(said) or _ROLES.get(said.replace("ctd", "chu thap do"))
    return kind, "" if kind else f"Không rõ vai trò “{text.strip()[:40]}”."


def grade(text: str) -> Mended:
    """The grade of a volunteer."""
    said = fold(text).removeprefix("hang ").strip()
    if said in _NOTHING:
        return Mended("")
    found = _GRADES.get(said)
    return Mended(found) if found else Mended("", f"Không rõ hạng “{text.strip()[:20]}”, bỏ qua.")
