"""Clubs, teams and branches: units that a chapter sets up and closes by itself."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, in_force
from nhanai.people.actions.role import stored_end
from nhanai.people.facts import count_units
from nhanai.people.models import PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.vocab import EndReason
from nhanai.units import actions as units
from nhanai.units.models import Unit
from nhanai.units.queries import free_key
from nhanai.units.rules.requests import Close, Open, Opening
from nhanai.units.vocab import BELOW_CHAPTER, BRANCH_KINDS, Line, UnitKind


class CannotOrganise(Refused):
    """The club, team or branch cannot be set up or closed like this."""


@dataclass(frozen=True, slots=True)
class GroupValues:
    """A club, team or branch that is to be set up."""

    kind: UnitKind
    name: str
    on: dt.date
    reference: str
    dated_on: dt.date | None = None


@transaction.atomic
def open_group(*, chapter: Unit, values: GroupValues, by: User, at: dt.datetime) -> Unit:
    """Set up a club, team or branch below `chapter`, by a decision; who may is asked there."""
    today = localdate(at)
    if not allowed(by, Permission.ORGANISE, unit=chapter, today=today):
        raise CannotOrganise("Anh, chị không có quyền lập tổ chức dưới đơn vị này.")
    findings = []
    if values.kind not in BELOW_CHAPTER:
        findings.append(Finding("kind-not-small", "Chọn loại trong danh sách.", where="kind"))
    if chapter.kind not in {UnitKind.CHAPTER, *BRANCH_KINDS}:
        message = "Lập dưới một Hội cơ sở hoặc chi hội."
        findings.append(Finding("chapter-wrong", message, where="chapter"))
    if values.on > today:
        message = "Ngày thành lập ở sau hôm nay."
        findings.append(Finding("opening-ahead", message, where="on"))
    if findings:
        raise CannotOrganise("Chưa lập được, còn chỗ cần sửa.", findings)
    opening = Opening(
        free_key(values.name, values.on),
        values.kind,
        values.name,
        {Line.RED_CROSS: chapter.key},
        territory=chapter.territory.key if chapter.territory else "",
    )
    units.carry_out(
        request=Open(opening, values.on),
        basis=units.Basis(values.reference, values.dated_on),
        by=by,
        at=at,
    )
    count_units([opening.key])
    return Unit.objects.get(key=opening.key)


@transaction.atomic
def close_group(*, group: Unit, on: dt.date, reference: str, by: User, at: dt.datetime) -> Unit:
    """Close a club, team or branch from the day `on`; whatever people were there ends with it."""
    today = localdate(at)
    if not allowed(by, Permission.ORGANISE, unit=group, today=today):
        raise CannotOrganise("Anh, chị không có quyền kết thúc tổ chức này.")
    if group.kind not in BELOW_CHAPTER:
        raise CannotOrganise("Ở đây chỉ kết thúc câu lạc bộ, đội, chi hội, tổ hội.")
    if on > today + dt.timedelta(days=1):
        fault = Finding("closing-ahead", "Ngày cuối ở sau hôm nay.", where="last_day")
        raise CannotOrganise("Chưa kết thúc được, còn chỗ cần sửa.", [fault])
    if PersonRole.objects.filter(unit=group, start__gte=on).exists():
        message = "Có người vào sau ngày ấy. Chọn ngày cuối muộn hơn."
        fault = Finding("people-later", message, where="last_day")
        raise CannotOrganise("Chưa kết thúc được, còn chỗ cần sửa.", [fault])
    units.carry_out(request=Close(group.key, on), basis=units.Basis(reference), by=by, at=at)
    count_units([group.key])
    rows = PersonRole.objects.filter(in_force(on), unit=group, start__lt=on)
    for role in rows.select_related("unit", "person").order_by("pk"):
        stored_end(role=role, end=on, reason=EndReason.LAPSED, by=by, at=at)
    return Unit.objects.get(pk=group.pk)
