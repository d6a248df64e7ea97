"""Whether a row of a list is somebody kept: by citizen number, else name, birth and unit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from nhanai.base.text import fold
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues

ELSEWHERE = (
    "Số căn cước đã có ở hồ sơ do đơn vị khác quản lý. Nếu là một người, hãy chuyển sinh hoạt"
    " thay vì ghi lại."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A person already kept, as far as matching goes; `units` are where she is or was."""

    pk: int
    name_folded: str
    birth: Birth
    citizen_number: str
    units: frozenset[int]
    is_open: bool = True
    """Whether something may be written of her: not merged, erased or restricted."""


@dataclass(frozen=True, slots=True)
class HeldThere:
    """A role that somebody kept holds or held: at which unit, until before which day."""

    unit: int
    kind: str
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row means: nobody yet (`pk` None), or somebody; with what makes it doubtful or wrong.

    A row with a fault is never taken; one with a doubt only when a person says so.
    """

    pk: int | None = None
    doubt: str = ""
    fault: str = ""


def match(
    values: PersonValues, unit: int, *, by_number: Iterable[Kept], by_name: Iterable[Kept],
    reach: frozenset[int],
) -> Match:  # fmt: skip
    """Find the row among those of the same citizen number, or of the same name without accents."""
    folded = fold(values.full_name)
    for one in by_number:
        if values.citizen_number and one.citizen_number == values.citizen_number:
            return _same_number(one, folded, reach)
    alike = [
        one for one in by_name
        if unit in one.units and one.name_folded == folded
        and not (values.citizen_number and one.citizen_number)
    ]  # fmt: skip
    sure = [one for one in alike if one.birth == values.birth]
    if len(sure) > 1:
        return Match(fault="Đơn vị đã có nhiều hồ sơ cùng họ tên và ngày sinh. Xem và gộp trước.")
    if sure:
        return Match(sure[0].pk) if sure[0].is_open else Match(fault=_CLOSED)
    return _nearly(values, [one for one in alike if one.is_open]) or _other_number(
        values, folded, unit, by_name
    )


_CLOSED = "Hồ sơ của người này đã gộp, đã xóa hoặc đang hạn chế xử lý, không ghi thêm."


def _same_number(one: Kept, folded: str, reach: frozenset[int]) -> Match:
    if not one.is_open:
        return Match(fault=_CLOSED)
    if not one.units & reach:
        return Match(fault=ELSEWHERE)
    if one.name_folded != folded:
        return Match(fault="Số căn cước này đã có ở một người tên khác. Kiểm tra lại số và tên.")
    return Match(one.pk)


def _nearly(values: PersonValues, alike: list[Kept]) -> Match | None:
    """Of the same name, and nothing known of the birth speaks against it."""
    year = _year(values.birth)
    for one in alike:
        known = _year(one.birth)
        if year is None or known is None:
            return Match(doubt="Đơn vị đã có người cùng họ tên, một bên chưa rõ năm sinh.")
        if year == known and (values.birth.on is None or one.birth.on is None):
            return Match(doubt="Đơn vị đã có người cùng họ tên, cùng năm sinh, một bên thiếu ngày.")
    return None


def _other_number(values: PersonValues, folded: str, unit: int, by_name: Iterable[Kept]) -> Match:
    for one in by_name:
        is_namesake = unit in one.units and one.name_folded == folded
        have_numbers = bool(values.citizen_number and one.citizen_number)
        if is_namesake and have_numbers and _year(one.birth) and one.birth == values.birth:
            return Match(doubt="Đã có người cùng họ tên, cùng ngày sinh nhưng khác số căn cước.")
    return Match()


def _year(birth: Birth) -> int | None:
    return birth.on.year if birth.on else birth.year
