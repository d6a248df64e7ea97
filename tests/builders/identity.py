"""Accounts, and the places where people are appointed."""

import datetime as dt
import itertools

from nhanai.base.text import fold, person_sort_key, sort_key
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role
from nhanai.units.models import Lineage, Unit, UnitName
from nhanai.units.vocab import Line, UnitKind

PASSWORD = "nương lúa bậc thang"
START = dt.date(2025, 7, 1)
_number = itertools.count(1)


def a_user(
    *,
    username: str = "",
    full_name: str = "Lò Văn Pâng",
    is_active: bool = True,
    password: str | None = None,
    password_is_temporary: bool = False,
) -> User:
    """An account; hashing a password takes its time, so it has one only where a test needs it."""
    user = User(
        username=username or f"nguoi{next(_number)}",
        full_name=full_name,
        name_folded=fold(full_name),
        sort_key=person_sort_key(full_name),
        is_active=is_active,
        password_is_temporary=password_is_temporary,
        created_at=dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC),
    )
    user.set_password(password)
    user.save()
    return user


def a_workplace(
    *,
    key: str = "",
    name: str = "",
    kind: UnitKind = UnitKind.DEPARTMENT,
    under: Unit | None = None,
    line: Line = Line.STATE,
    start: dt.date = START,
) -> Unit:
    """A unit with its name and its place below another, if any."""
    key = key or f"don-vi-{next(_number)}"
    name = name or f"Đơn vị {key}"
    unit = Unit.objects.create(key=key, kind=kind, start=start)
    UnitName.objects.create(
        unit=unit, name=name, name_folded=fold(name), sort_key=sort_key(name), start=start
    )
    if under is not None:
        above = list(Lineage.objects.filter(descendant=under, line=line))
        chain = [(under, 1), *((row.ancestor, row.depth + 1) for row in above)]
        for ancestor, depth in chain:
            Lineage.objects.create(
                ancestor=ancestor, descendant=unit, line=line, depth=depth, start=start
            )
    return unit


def an_appointment(
    *,
    user: User | None = None,
    role: Role = Role.AGENCY_OFFICER,
    unit: Unit | None = None,
    start: dt.date = START,
    end: dt.date | None = None,
) -> Appointment:
    """A role at a unit, in force today unless it says otherwise."""
    return Appointment.objects.create(
        user=user or a_user(), role=role, unit=unit or a_workplace(), start=start, end=end
    )


def an_administrator(*, province: Unit | None = None, full_name: str = "Phàn Thị Mẩy") -> User:
    """Who looks after the installation."""
    unit = province or a_workplace(kind=UnitKind.PROVINCE)
    return an_appointment(user=a_user(full_name=full_name), role=Role.ADMINISTRATOR, unit=unit).user
