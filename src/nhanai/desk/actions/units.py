"""Acts on units with the question who may: the room of the units itself knows no accounts."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people import actions as people
from nhanai.plans import actions as plans
from nhanai.units import actions as units
from nhanai.units.models import Reorganisation, Unit
from nhanai.units.permissions import Permission
from nhanai.units.rules.requests import Request, units_named


class MayNotReorganise(Refused):
    """Somebody asked for an act on units beyond her reach."""

    def __init__(self) -> None:
        super().__init__("Bạn không có quyền thay đổi tổ chức của các đơn vị này.")


@transaction.atomic
def reorganise(
    *,
    request: Request,
    basis: units.Basis,
    by: User,
    at: dt.datetime,
    today: dt.date,
    note: str = "",
) -> Reorganisation:
    """Carry out `request`, if `by` may at every unit that it names.

    Tasks and people go to the successors.
    """
    if not may_reorganise(by, units_named(request), today=today):
        raise MayNotReorganise
    done = units.carry_out(request=request, basis=basis, by=by, at=at, note=note)
    for ended, on in ended_by(done):
        successors = heirs_of(ended, on)
        if successors:
            plans.hand_over(
                unit=ended, successors=successors, on=on, reason=reason_of(done), by=by, at=at
            )
            people.hand_over(unit=ended, successors=successors, on=on, by=by, at=at)
        people.count_ended(ended, on)
    people.count_units(list(done.units.values_list("unit_key", flat=True)))
    return done


@transaction.atomic
def undo(
    *, reorganisation: Reorganisation, by: User, at: dt.datetime, today: dt.date, note: str = ""
) -> Reorganisation:
    """Undo an act, if `by` may at every unit that it touched and that lives."""
    keys = list(reorganisation.units.values_list("unit_key", flat=True))
    if not may_reorganise(by, keys, today=today):
        raise MayNotReorganise
    ended = ended_by(reorganisation)
    for unit, on in ended:
        people.take_back(unit=unit, successors=heirs_of(unit, on), on=on)
    people.uncount_units(keys)
    done = units.undo(reorganisation=reorganisation, by=by, at=at, note=note)
    for unit, on in ended:
        plans.take_back(unit=unit, on=on, reason=reason_of(done), by=by, at=at)
        people.count_ended(unit, on)
    people.count_units(keys)
    return done


def heirs_of(unit: Unit, on: dt.date) -> list[Unit]:
    """Who took over from `unit` on that day, the largest part first."""
    heirs = Unit.objects.filter(inheritances__predecessor=unit, inheritances__on=on)
    return list(heirs.order_by("-inheritances__share", "pk"))


def ended_by(reorganisation: Reorganisation) -> list[tuple[Unit, dt.date]]:
    """The units whose life the act ended, each with its day, as they stand before any undoing."""
    keys = list(reorganisation.units.values_list("unit_key", flat=True))
    units = Unit.objects.filter(key__in=keys).order_by("pk")
    return [(unit, unit.end) for unit in units if unit.end and unit.end == reorganisation.on]


def reason_of(reorganisation: Reorganisation) -> str:
    """Why a task has another holder now, in words for the page of the task."""
    basis = f" theo {reorganisation.act}" if reorganisation.act else ""
    return f"{reorganisation.get_kind_display()}{basis}"


def may_reorganise(user: User, keys: Collection[str], *, today: dt.date) -> bool:
    """Whether `user` may at all of these units; at ended ones only from the top."""
    if identity.holds_at_the_top(user, Permission.REORGANISE, today=today):
        return True
    within = identity.reach(user, Permission.REORGANISE, today=today)
    wanted = Unit.objects.filter(key__in=keys)
    return wanted.exists() and not wanted.exclude(pk__in=within.order_by().values("pk")).exists()
