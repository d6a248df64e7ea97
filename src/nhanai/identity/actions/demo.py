"""The accounts of the demo: invented people in every role, one simple password for all."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.identity import queries
from nhanai.identity.actions.account import made
from nhanai.identity.actions.appointment import begun
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.actions import record
from nhanai.units.models import Unit

PASSWORD: Final = "nhanai-2026"  # noqa: S105 (of the demo alone, printed at its start)
SINCE: Final = dt.date(2026, 1, 1)
BY: Final = "Dữ liệu minh họa"


class NotADemo(Refused):
    """Demo accounts have a known password, and so never enter a real installation."""


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person, in one role at one unit of the shipped data."""

    username: str
    full_name: str
    role: Role
    unit: str


PEOPLE: Final = (
    Person("quantri", "Phàn Thị Mẩy", Role.ADMINISTRATOR, "lc-tinh"),
    Person("lanhdao", "Tao Văn Phong", Role.PROVINCE_LEADER, "lc-hoi-tinh"),
    Person("vanphong", "Lò Thị Hạnh", Role.PROVINCE_OFFICER, "lc-hoi-tinh"),
    Person("giamdoc-yte", "Trần Văn Lâm", Role.AGENCY_LEADER, "lc-so-y-te"),
    Person("soyte", "Nguyễn Thu Hà", Role.AGENCY_OFFICER, "lc-so-y-te"),
    Person("sogddt", "Đèo Văn Ún", Role.AGENCY_OFFICER, "lc-so-giao-duc-dao-tao"),
    Person("ubnd-xa", "Giàng A Chứ", Role.AGENCY_OFFICER, "lc-ubnd-xa-03478-2025"),
    Person("hoixa-truong", "Vàng Thị Dợ", Role.CHAPTER_HEAD, "lc-hoi-xa-03478-2025"),
    Person("hoixa", "Lý A Sử", Role.CHAPTER_CLERK, "lc-hoi-xa-03478-2025"),
    Person("ketoan", "Nùng Thị Hà", Role.ACCOUNTANT, "lc-hoi-tinh"),
    Person("thuquy", "Quàng Thị Lan", Role.CASHIER, "lc-hoi-tinh"),
    Person("ketoan-xa", "Mùa A Dũng", Role.ACCOUNTANT, "lc-hoi-xa-03478-2025"),
    Person("thuquy-xa", "Chẻo Thị Nga", Role.CASHIER, "lc-hoi-xa-03478-2025"),
    Person("kiemtra", "Hoàng Thị Duyên", Role.INSPECTOR, "lc-tinh"),
)


@transaction.atomic
def load_demo_accounts(*, at: dt.datetime) -> None:
    """Make the accounts that are not there yet, and the note that the start of the server shows."""
    if not settings.DEMO:
        raise NotADemo("Tài khoản minh họa chỉ dùng trong bản minh họa.")
    units = Unit.objects.in_bulk({person.unit for person in PEOPLE}, field_name="key")
    there = set(User.objects.values_list("username", flat=True))
    missing = [person for person in PEOPLE if person.username not in there]
    # One hash serves all: each takes half a second, and their password is the same and known.
    password_hash = make_password(PASSWORD) if missing else ""
    for person in missing:
        _make(person, units[person.unit], password_hash, at=at)
    names = queries.names_of((unit.pk for unit in units.values()), on=at.date())
    transaction.on_commit(
        lambda: _write_note({unit.key: names[unit.pk] for unit in units.values()})
    )


@transaction.atomic
def add_demo_account(
    *,
    username: str,
    full_name: str,
    role: Role,
    unit: Unit,
    start: dt.date,
    end: dt.date | None = None,
    at: dt.datetime,
) -> User:
    """Somebody who recorded the demo's past; nobody can sign in with such an account."""
    if not settings.DEMO:
        raise NotADemo("Tài khoản minh họa chỉ dùng trong bản minh họa.")
    user = made(username=username, full_name=full_name, password=None, at=at)
    record(verb="identity.account_created", subject=user, by=BY, at=at)
    begun(account=user, role=role, unit=unit, start=start, end=end, by=BY, at=at)
    return user


def _make(person: Person, unit: Unit, password_hash: str, *, at: dt.datetime) -> None:
    user = made(username=person.username, full_name=person.full_name, password=None, at=at)
    user.password = password_hash
    user.save(update_fields=["password"])
    record(verb="identity.account_created", subject=user, by=BY, at=at)
    begun(account=user, role=person.role, unit=unit, start=max(unit.start, SINCE), by=BY, at=at)


def _write_note(names: dict[str, str]) -> None:
    rows = [
        f"{person.username:<13} {person.full_name:<17} {person.role.label}, {names[person.unit]}"
        for person in PEOPLE
    ]
    text = "\n".join([f"Tài khoản minh họa, mật khẩu chung: {PASSWORD}", *rows, ""])
    path = Path(settings.STATE_DIR) / "demo_accounts.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
