"""What holds of the periods of roles, told from values alone."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import Period, written
from nhanai.base.findings import Finding
from nhanai.people.rules.ages import check_age
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import EndReason, RoleKind, VolunteerGrade
from nhanai.units.vocab import BELOW_CHAPTER, BRANCH_KINDS, RED_CROSS_KINDS, UnitKind

_CHAPTERS: Final = BRANCH_KINDS | {UnitKind.CHAPTER}
PLACES: Final[Mapping[RoleKind, frozenset[UnitKind]]] = {
    **dict.fromkeys(RoleKind, RED_CROSS_KINDS),
    RoleKind.MEMBER: _CHAPTERS,
    RoleKind.HONORARY_MEMBER: _CHAPTERS,
    RoleKind.OFFICER: _CHAPTERS,
    RoleKind.GROUP_MEMBER: BELOW_CHAPTER,
}
"""At which kinds of unit a role can be held."""

MOVES_ALONG: Final = frozenset(
    {
        *(RoleKind.MEMBER, RoleKind.HONORARY_MEMBER, RoleKind.VOLUNTEER, RoleKind.YOUTH),
        *(RoleKind.TEENAGER, RoleKind.COLLABORATOR, RoleKind.BLOOD_DONOR),
    }
)
"""What goes along when a member moves to another place."""

REASONS: Final[Mapping[RoleKind, tuple[EndReason, ...]]] = {
    **dict.fromkeys(RoleKind, (EndReason.LEFT, EndReason.LAPSED, EndReason.DIED)),
    RoleKind.MEMBER: (EndReason.LEFT, EndReason.LAPSED, EndReason.EXPELLED, EndReason.DIED),
    RoleKind.OFFICER: (EndReason.TERM_ENDED, EndReason.LEFT, EndReason.DIED),
    RoleKind.YOUTH: (EndReason.AGE, EndReason.LEFT, EndReason.LAPSED, EndReason.DIED),
    RoleKind.TEENAGER: (EndReason.AGE, EndReason.LEFT, EndReason.LAPSED, EndReason.DIED),
}
"""Why a person asks for a role to end; the other reasons are written by acts of their own."""


@dataclass(frozen=True, slots=True)
class RoleValues:
    """A role that is to begin. `start` may lie before the unit opened: see `settled`."""

    kind: RoleKind
    start: dt.date
    end: dt.date | None = None
    grade: str = ""
    office: str = ""
    card_number: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person held or holds; `unit` is the key of its unit, `place` its name."""

    kind: RoleKind
    unit: str
    place: str
    start: dt.date
    end: dt.date | None

    @property
    def period(self) -> Period:
        """Its days."""
        return Period.of(self.start, self.end)


@dataclass(frozen=True, slots=True)
class At:
    """The unit at which a role is to be held."""

    key: str
    kind: UnitKind
    start: dt.date
    end: dt.date | None = None


def settled(values: RoleValues, at: At) -> tuple[dt.date, dt.date]:
    """From which day she holds the role at all, and from which at that unit.

    A member of 2010 at a chapter that was opened in the merger of 2025 is a member since 2010, and
    that chapter's since its first day.
    """
    return values.start, max(values.start, at.start)


def faults_of_role(
    values: RoleValues,
    at: At,
    *,
    birth: Birth,
    held: Iterable[HeldRole],
    today: dt.date,
) -> tuple[Finding, ...]:
    """Everything that speaks against beginning this role, beside what she holds and held."""
    return (
        *_place(values, at),
        *_days(values, at, birth=birth, today=today),
        *_overlaps(values, at, held),
        *check_age(values.kind, birth, on=values.start),
        *_details(values),
    )


def _place(values: RoleValues, at: At) -> Iterator[Finding]:
    if at.kind not in PLACES[values.kind]:
        message = f"{values.kind.label} thuộc một tổ chức Hội, không thuộc đơn vị loại này."
        if values.kind == RoleKind.GROUP_MEMBER:
            message = "Chọn một câu lạc bộ, đội, chi hội hoặc tổ hội."
        yield Finding("role-at-wrong-kind", message, where="unit")


def _days(values: RoleValues, at: At, *, birth: Birth, today: dt.date) -> Iterator[Finding]:
    if values.start > today:
        message = "Ngày bắt đầu ở sau hôm nay. Ghi vai trò khi đã bắt đầu."
        yield Finding("role-ahead", message, where="start")
    year = birth.on.year if birth.on else birth.year
    if (birth.on and values.start <= birth.on) or (year and values.start.year < year):
        yield Finding("role-before-birth", "Ngày bắt đầu ở trước ngày sinh.", where="start")
    if values.end is not None and values.end <= max(values.start, at.start):
        message = "Ngày cuối ở trước ngày bắt đầu tại đơn vị."
        yield Finding("role-ends-first", message, where="end")
    if at.end is not None and (values.start >= at.end or (values.end or dt.date.max) > at.end):
        message = f"Đơn vị này chỉ hoạt động đến trước ngày {written(at.end)}."
        yield Finding("role-after-unit", message, where="unit")


def _overlaps(values: RoleValues, at: At, held: Iterable[HeldRole]) -> Iterator[Finding]:
    start = settled(values, at)[1]
    if values.end is not None and values.end <= start:
        return
    wanted = Period.of(start, values.end)
    for role in held:
        if role.kind != values.kind or not role.period.overlaps(wanted):
            continue
        since = written(role.start)
        if role.unit == at.key:
            message = f"Đã là {role.kind.label.lower()} của {role.place} từ ngày {since}."
            yield Finding("role-twice", message, where="start")
        elif role.kind == RoleKind.MEMBER:
            message = (
                f"Đang là hội viên của {role.place} từ ngày {since}."
                " Mỗi người là hội viên của một nơi; hãy chuyển sinh hoạt đến nơi mới."
            )
            yield Finding("member-elsewhere", message, where="unit")


def _details(values: RoleValues) -> Iterator[Finding]:
    if values.grade and values.kind != RoleKind.VOLUNTEER:
        yield Finding("grade-of-others", "Chỉ tình nguyện viên có hạng.", where="grade")
    elif values.grade and values.grade not in VolunteerGrade.values:
        yield Finding("grade-unknown", "Chọn hạng trong danh sách.", where="grade")
    lengths = (("card_number", "Số thẻ", 30), ("office", "Chức danh", 100),
               ("details", "Chi tiết", 300))  # fmt: skip
    for field, label, most in lengths:
        if len(getattr(values, field)) > most:
            message = f"{label} dài quá {most} ký tự, hãy viết gọn lại."
            yield Finding(f"{field}-long", message, where=field)


def check_end(
    role: HeldRole, end: dt.date, reason: EndReason, *, today: dt.date
) -> Iterator[Finding]:
    """Whether a role can end before the day `end`, for that reason."""
    if role.end is not None:
        yield Finding("role-ended", "Vai trò này đã kết thúc rồi.")
        return
    if end <= role.start:
        message = f"Vai trò bắt đầu ngày {written(role.start)}; ngày cuối không ở trước ngày ấy."
        yield Finding("end-before-start", message, where="last_day")
    if end - dt.timedelta(days=1) > today:
        yield Finding("end-ahead", "Ngày cuối ở sau hôm nay.", where="last_day")
    if reason not in REASONS[role.kind]:
        yield Finding("reason-unfit", "Chọn lý do trong danh sách.", where="reason")


def count_on(periods: Iterable[tuple[dt.date, dt.date | None]], day: dt.date) -> int:
    """How many of these half-open periods hold on `day`."""
    return sum(1 for start, end in periods if start <= day and (end is None or day < end))
