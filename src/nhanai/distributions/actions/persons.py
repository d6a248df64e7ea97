"""Who a row means: somebody of the register where that is sure, else somebody new."""

import datetime as dt

from django.utils.timezone import localdate

from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold
from nhanai.distributions.rules.pasting import RowTold
from nhanai.identity.models import User
from nhanai.people import actions as people
from nhanai.people.models import Person, PersonRole
from nhanai.people.queries.finding import alike, holder_of_number, shown_as
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit


def known_person(unit: Unit, told: RowTold, findings: list[Finding]) -> Person | None:
    """Who of the register the row is, if it is sure; what is not sure goes into `findings`."""
    values, at = told.person, f"Dòng {told.number}: " if told.number else ""
    year = values.birth.on.year if values.birth.on else values.birth.year
    holder = holder_of_number(values.citizen_number)
    if holder is not None:
        holder = holder.merged_into or holder
        if holder.name_folded == fold(values.full_name):
            return holder
        message = f"{at}Số căn cước này đã ghi cho người tên khác. Kiểm tra lại."
        findings.append(Finding("row-number", message, where="rows"))
        return None
    others = alike(values.full_name, values.birth, unit=unit)
    sure = [one for one in others if year and one.birth_year == year and _same_place(one, values)]
    if len(sure) == 1:
        return sure[0]
    if others:
        message = (
            f"{at}Đã có {shown_as(others[0])}. Ghi đủ năm sinh và số hộ hoặc số căn cước nếu là"
            " người ấy; là người khác thì đánh dấu ô bên dưới."
        )
        findings.append(Finding("row-similar", message, Severity.WARNING, where="rows"))
    return None


def _same_place(one: Person, values: PersonValues) -> bool:
    if values.household and one.household:
        return fold(one.household).replace(" ", "") == fold(values.household).replace(" ", "")
    return bool(values.hamlet) and fold(one.hamlet) == fold(values.hamlet)


def kept_person(
    unit: Unit, told: RowTold, known: Person | None, *, by: User, at: dt.datetime
) -> Person:
    """The person of the register, made a beneficiary of the unit, or a new one."""
    role = RoleValues(RoleKind.BENEFICIARY, localdate(at))
    if known is None:
        return people.add_person(
            values=told.person, unit=unit, role=role, commune=unit.territory,
            despite_warnings=True, by=by, at=at,
        )  # fmt: skip
    held = PersonRole.objects.filter(
        person=known, unit=unit, kind=RoleKind.BENEFICIARY, end__isnull=True
    )
    if not held.exists():
        people.give_role(person=known, unit=unit, values=role, despite_warnings=True, by=by, at=at)
    return known
