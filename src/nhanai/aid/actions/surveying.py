"""A survey: who lives there, how hard it is, what is needed; sent twice it is kept once."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from nhanai.aid import facts, queries
from nhanai.aid.actions.scoring import assess
from nhanai.aid.actions.stepping import check_may, locked
from nhanai.aid.models import Address, Need, Step, Survey
from nhanai.aid.permissions import Permission
from nhanai.aid.queries.addresses import PURPOSE
from nhanai.aid.rules import surveying as rules
from nhanai.aid.rules.households import key_of
from nhanai.aid.rules.moves import BEFORE_APPROVAL, review_due
from nhanai.aid.rules.surveying import NeedTold, SurveyTold
from nhanai.aid.vocab import AddressState as State
from nhanai.base.days import Period
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.people import actions as people
from nhanai.people.models import Person, PersonRole
from nhanai.people.rules.privacy import ConsentValues
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit
from nhanai.units.queries import name_on


class CannotSurvey(Refused):
    """The survey cannot be kept as it is told, or not by this person."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom the survey is about: one of the register, or a new person; and what she agrees to."""

    person: Person | None = None
    values: PersonValues | None = None
    consent: ConsentValues | None = None


def survey(
    *, unit: Unit, told: SurveyTold, who: Who = Who(), key: uuid.UUID,
    address: Address | None = None, despite_warnings: bool = False, by: User, at: dt.datetime,
) -> Address:  # fmt: skip
    """Keep the survey, of a new address or of `address`; the same key sent twice keeps it once.

    Refused where the person does not agree that her circumstances serve to choose whom to help
    (Law 91/2025/QH15), or her household has an address already. People who may be the same one
    raise `people.actions.Unsure`, unless told to go on.
    """
    try:
        with transaction.atomic():
            return _survey(unit, told, who, key, address, sure=despite_warnings, by=by, at=at)
    except IntegrityError:
        made = queries.found_again(key)
        if made is None:
            raise
        return _same(made, by)


def _survey(
    unit: Unit, told: SurveyTold, who: Who, key: uuid.UUID, address: Address | None, *,
    sure: bool, by: User, at: dt.datetime,
) -> Address:  # fmt: skip
    today = localdate(at)
    unit = Unit.objects.select_for_update().get(pk=address.unit_id if address else unit.pk)
    check_may(by, Permission.RECORD, unit, today)
    made = queries.found_again(key)
    if made is not None:
        return _same(made, by)
    row = locked(address.pk) if address else None
    findings = list(rules.faults_of(told, life=Period.of(unit.start, unit.end), today=today))
    findings += _of_order(row, told)
    _refuse(findings)
    person = row.person if row else _person(unit, told, who, sure=sure, by=by, at=at)
    person = person.merged_into or person
    _agreed(person, who, by=by, at=at)
    row = _kept(row, unit, person, told, by=by, at=at)
    kept = _row_of(row, told, key, by=by, at=at)
    row.points = assess(kept, person, at=at).points
    row.save(update_fields=["points"])
    add_needs(row, told.needs, by=by, at=at)
    facts.count_address(Address.objects.prefetch_related("steps").get(pk=row.pk))
    new = {"on": told.on, "points": row.points}
    record(verb="aid.surveyed", subject=row, by=by, at=at, new=new, unit_key=unit.key)
    return row


def _same(made: Survey, by: User) -> Address:
    if made.by_id != by.pk:
        raise CannotSurvey("Phiếu này đã được gửi từ nơi khác. Hãy mở phiếu mới rồi ghi lại.")
    return made.address


def _refuse(findings: Iterable[Finding]) -> None:
    listed = list(findings)
    if listed:
        raise CannotSurvey("Chưa lưu được phiếu khảo sát, còn chỗ cần sửa.", listed)


def _of_order(row: Address | None, told: SurveyTold) -> list[Finding]:
    """A survey is not older than the one before it."""
    if row is None or told.on >= row.surveyed_on:
        return []
    message = f"{row.code} đã được khảo sát sau ngày này. Hãy sửa ngày khảo sát."
    return [Finding("survey-older", message, where="on")]


def _person(
    unit: Unit, told: SurveyTold, who: Who, *, sure: bool, by: User, at: dt.datetime
) -> Person:
    """The person of the register, made a beneficiary there, or a new one."""
    role = RoleValues(RoleKind.BENEFICIARY, told.on)
    if who.person is None:
        if who.values is None:
            _refuse([Finding("who", "Nhập họ tên người đứng tên địa chỉ.", where="full_name")])
        return people.add_person(
            values=who.values or PersonValues(""), unit=unit, role=role, commune=unit.territory,
            despite_warnings=sure, by=by, at=at,
        )  # fmt: skip
    person = who.person.merged_into or who.person
    held = PersonRole.objects.filter(
        person=person, unit=unit, kind=RoleKind.BENEFICIARY, end__isnull=True
    )
    if not held.exists():
        people.give_role(person=person, unit=unit, values=role, despite_warnings=True, by=by, at=at)
    return person


def _agreed(person: Person, who: Who, *, by: User, at: dt.datetime) -> None:
    """Record the consent that came with the survey; without any, refuse."""
    if queries.standing_consent(person):
        return
    if who.consent is None or who.consent.purpose != PURPOSE:
        message = (
            "Cần sự đồng ý của người này cho việc xét chọn và trợ giúp. Chọn hình thức đồng ý;"
            " nếu người ấy không đồng ý thì không lập địa chỉ."
        )
        _refuse([Finding("consent-missing", message, where="consent_channel")])
        return
    people.give_consent(person=person, values=who.consent, by=by, at=at)


def _kept(
    row: Address | None, unit: Unit, person: Person, told: SurveyTold, *, by: User, at: dt.datetime
) -> Address:
    """The address with what the survey says of it; a new one, or one that begins again."""
    commune = person.commune or unit.territory
    household = key_of(person.pk, commune.pk if commune else None, person.household)
    other = queries.open_address_of(household)
    if other is not None and (row is None or other.pk != row.pk):
        keeper = name_on(other.unit, told.on)
        message = (
            f"Hộ này đã có địa chỉ {other.code} do {keeper} giữ. Mở địa chỉ ấy để khảo sát lại."
        )
        _refuse([Finding("household-open", message, where="household")])
    begins = row is None or row.state == State.CLOSED
    before = row.state if row else ""
    row = row or Address(unit=unit, person=person, made_by=by, made_at=at)
    row.household_key, row.commune, row.group = household, commune, told.group
    row.is_household, row.surveyed_on = told.is_household, told.on
    if begins:
        row.state, row.since, row.close_reason = State.SURVEYED, told.on, ""
    elif row.state not in BEFORE_APPROVAL:
        row.review_due_on = review_due(told.on)
    row.save()
    if row.code is None:
        row.code = f"DC-{row.pk:05d}"
        row.save(update_fields=["code"])
    if begins:
        Step.objects.create(
            address=row, before=before, after=State.SURVEYED, on=told.on, by=by, at=at
        )
    return row


def _row_of(row: Address, told: SurveyTold, key: uuid.UUID, *, by: User, at: dt.datetime) -> Survey:
    """What was not told again of the circumstances and the way is as it was last time."""
    last = queries.current_survey(row)
    return Survey.objects.create(
        address=row, client_key=key, on=told.on, surveyor=told.surveyor,
        answers=list(told.answers), members=told.members, income=told.income,
        circumstances=told.circumstances or (last.circumstances if last else ""),
        way=told.way or (last.way if last else ""), is_from_paper=told.is_from_paper,
        by=by, at=at,
    )  # fmt: skip


def add_needs(
    address: Address, needs: Iterable[NeedTold], *, by: User, at: dt.datetime
) -> list[Need]:
    """Store needs that were checked."""
    return Need.objects.bulk_create(
        Need(
            address=address, kind=one.kind, what=one.what, quantity=one.quantity, cost=one.cost,
            is_monthly=one.is_monthly, until=one.until, by=by, at=at,
        )
        for one in needs
    )  # fmt: skip
