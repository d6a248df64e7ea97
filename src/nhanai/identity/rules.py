"""What holds of accounts and appointments, told from values alone."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final

from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.identity.vocab import Role
from nhanai.units.vocab import BRANCH_KINDS, RED_CROSS_KINDS, UnitKind

USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9.\-]{2,59}")
FULL_NAME_LENGTH: Final = 120

_OFFICE: Final = BRANCH_KINDS | {UnitKind.CHAPTER}
PLACES: Final[Mapping[Role, frozenset[UnitKind]]] = {
    Role.ADMINISTRATOR: _OFFICE | {UnitKind.PROVINCE},
    Role.PROVINCE_LEADER: _OFFICE,
    Role.PROVINCE_OFFICER: _OFFICE,
    Role.AGENCY_LEADER: frozenset(UnitKind) - RED_CROSS_KINDS - {UnitKind.DISTRICT},
    Role.AGENCY_OFFICER: frozenset(UnitKind) - RED_CROSS_KINDS - {UnitKind.DISTRICT},
    Role.CHAPTER_HEAD: _OFFICE,
    Role.CHAPTER_CLERK: _OFFICE,
    Role.ACCOUNTANT: _OFFICE,
    Role.CASHIER: _OFFICE,
    Role.INSPECTOR: _OFFICE | {UnitKind.PROVINCE},
}
"""At which kinds of unit a role can be held."""

APART: Final = (frozenset({Role.ACCOUNTANT, Role.CASHIER}),)
"""Roles that one person does not hold together at one unit (Law on accounting 88/2015/QH13, article
52: who keeps the books does not keep the money; the article is not verified)."""

WEAK_PASSWORD: Final[Mapping[str, str]] = {
    "password_too_short": "Mật khẩu có ít nhất 10 ký tự.",
    "password_too_common": "Mật khẩu này nhiều người dùng nên dễ đoán. Chọn câu khác.",
    "password_too_similar": "Mật khẩu giống họ tên hoặc tên đăng nhập. Chọn câu khác.",
    "password_entirely_numeric": "Mật khẩu chỉ có chữ số nên dễ đoán. Thêm chữ vào.",
}
"""What to do about each fault that Django's validators name."""


def check_username(username: str) -> Iterable[Finding]:
    """A name to sign in with is easy to type on any keyboard."""
    if not USERNAME.fullmatch(username):
        yield Finding(
            "username-shape",
            "Tên đăng nhập có từ 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm"
            " hoặc gạch nối.",
            where="username",
        )


def check_full_name(full_name: str) -> Iterable[Finding]:
    """A person has a name that fits the page."""
    if not full_name:
        yield Finding("name-missing", "Nhập họ và tên.", where="full_name")
    elif len(full_name) > FULL_NAME_LENGTH:
        message = f"Họ và tên dài quá {FULL_NAME_LENGTH} ký tự, hãy viết gọn lại."
        yield Finding("name-long", message, where="full_name")


def apart_from(role: Role) -> frozenset[Role]:
    """The roles that who holds this one does not hold at the same unit."""
    return frozenset(other for group in APART if role in group for other in group - {role})


def check_place(role: Role, kind: UnitKind) -> Iterable[Finding]:
    """A role is held at a unit of its kind."""
    if kind not in PLACES[role]:
        yield Finding(
            "role-place",
            f"Vai trò “{role.label}” không giữ tại đơn vị loại “{kind.label}”."
            " Chọn vai trò khác hoặc đơn vị khác.",
            where="role",
        )


def check_term(
    start: dt.date, end: dt.date | None, *, opened: dt.date, closed: dt.date | None
) -> Iterable[Finding]:
    """An appointment lies within the life of its unit and ends after it starts."""
    if start < opened:
        message = f"Đơn vị này hoạt động từ {written(opened)}. Chọn ngày từ đó trở đi."
        yield Finding("term-before-unit", message, where="start")
    if closed is not None and start >= closed:
        message = f"Đơn vị này đã chấm dứt hoạt động từ {written(closed)}. Chọn đơn vị kế tục."
        yield Finding("term-after-unit", message, where="unit")
    if end is not None and end <= start:
        message = "Ngày cuối phải từ ngày bắt đầu trở đi."
        yield Finding("term-order", message, where="last_day")


def check_end(start: dt.date, end: dt.date, *, today: dt.date) -> Iterable[Finding]:
    """What was done under an appointment stays rightly done: it is never ended in the past."""
    if end <= start:
        first = f"{written(start)}"
        yield Finding("term-order", f"Chọn ngày từ {first} trở đi.", where="last_day")
    elif end < today:
        earliest = max(today - dt.timedelta(days=1), start)
        message = f"Không kết thúc lùi về trước. Chọn ngày từ {written(earliest)} trở đi."
        yield Finding("term-past", message, where="last_day")


def overlaps(
    start: dt.date, end: dt.date | None, other_start: dt.date, other_end: dt.date | None
) -> bool:
    """Whether two terms share a day; an open end never comes."""
    return (other_end is None or start < other_end) and (end is None or other_start < end)
