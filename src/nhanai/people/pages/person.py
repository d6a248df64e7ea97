"""One person's page."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people import queries
from nhanai.people.actions import FIELDS, Part
from nhanai.people.actions.person import words_of
from nhanai.people.models import Consent, Merit, Person, PersonRole, Training
from nhanai.people.pages.people import words_of_role
from nhanai.people.permissions import Permission
from nhanai.people.queries.finding import birth_of
from nhanai.people.rules.ages import ages_on
from nhanai.people.rules.privacy import Purpose, masked, masked_phone, purposes
from nhanai.people.vocab import HouseholdKind, RoleKind
from nhanai.units.queries import names_on


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the record: what it is called, and what shows of it."""

    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One row of her roles."""

    pk: int
    words: str
    place: str
    unit_key: str
    period: str
    since: str
    details: Sequence[str]
    ended: str
    is_open: bool
    can_end: bool
    can_transfer: bool
    can_regrade: bool
    can_correct: bool
    has_slip: bool


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose, and whether she agrees to it now."""

    purpose: Purpose
    standing: Consent | None
    withdrawn: Consent | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person as one reader sees her."""

    person: Person
    plain: Sequence[Fact]
    contact: Sequence[Fact]
    sensitive: Sequence[Fact]
    opened: str
    hides_contact: bool
    hides_sensitive: bool
    roles: Sequence[RoleLine]
    trainings: Sequence[Training]
    merits: Sequence[Merit]
    consents: Sequence[ConsentLine]
    keeper: str
    can_record: bool
    can_open: bool
    can_protect: bool


def person(
    one: Person,
    user: User,
    *,
    today: dt.date,
    opened: Part | None = None,
    values: Mapping[str, Any] | None = None,
) -> PersonPage:
    """Everything that is kept of her, masked but for what was just opened."""
    may = {
        permission: identity.allowed(user, permission, unit=one.keeper, today=today)
        for permission in (Permission.RECORD, Permission.OPEN, Permission.PROTECT)
    }
    writes = may[Permission.RECORD] and not one.erased_at
    roles = list(queries.roles_of(one).select_related("unit", "post", "followed_by"))
    names = names_on(
        {role.unit_id for role in roles} | {one.keeper_id, one.commune_id or one.keeper_id}, today
    )
    endable = _endable(roles, user, today) if not one.erased_at else frozenset()
    shown = {Part.CONTACT: {}, Part.SENSITIVE: {}, **({opened: values or {}} if opened else {})}
    return PersonPage(
        person=one,
        plain=_plain(one, names, today, whole=may[Permission.RECORD]),
        contact=_facts(one, Part.CONTACT, shown[Part.CONTACT]),
        sensitive=_facts(one, Part.SENSITIVE, shown[Part.SENSITIVE]),
        opened=opened or "",
        hides_contact=opened != Part.CONTACT and bool(one.phone or one.household),
        hides_sensitive=opened != Part.SENSITIVE and _has(one, Part.SENSITIVE),
        roles=[_line(role, names, endable) for role in roles],
        trainings=list(Training.objects.filter(person=one).order_by("-finished_on", "-pk")),
        merits=list(Merit.objects.filter(person=one).order_by("-on", "-pk")),
        consents=_consents(one),
        keeper=names.get(one.keeper_id, ""),
        can_record=writes,
        can_open=may[Permission.OPEN] and not one.erased_at,
        can_protect=may[Permission.PROTECT] and not one.erased_at,
    )


def _endable(roles: Sequence[PersonRole], user: User, today: dt.date) -> frozenset[int]:
    """The units of her roles at which `user` writes, in one query."""
    within = identity.reach(user, Permission.RECORD, today=today)
    units = within.filter(pk__in={role.unit_id for role in roles})
    return frozenset(units.values_list("pk", flat=True))


def _plain(one: Person, names: Mapping[int, str], today: dt.date, *, whole: bool) -> Sequence[Fact]:
    birth = birth_of(one)
    ages = ages_on(birth, one.died_on or today)
    born = written(one.birth_on) if one.birth_on and whole else str(one.birth_year or "")
    if born and ages and not one.died_on:
        age = str(ages[1]) if ages[0] == ages[1] else f"{ages[0]} hoặc {ages[1]}"
        born = f"{born} ({age} tuổi)"
    place = ", ".join(part for part in (one.hamlet, names.get(one.commune_id or 0, "")) if part)
    said = [
        Fact("Sinh", born or "Chưa ghi"),
        Fact("Giới tính", one.get_sex_display() or "Chưa ghi"),
        Fact("Nơi ở", place or "Chưa ghi"),
    ]
    if one.died_on:
        said.append(Fact("Mất ngày", written(one.died_on)))
    return said


def _facts(one: Person, part: Part, opened: Mapping[str, Any]) -> Sequence[Fact]:
    """The values of a part: in full what was opened, else the masks of what is kept."""
    return [
        Fact(_label(name), _said(name, opened[name]) if name in opened else _mask(name, one))
        for name in FIELDS[part]
        if name not in {"birth_on", "hamlet"}
    ]


def _has(one: Person, part: Part) -> bool:
    """Whether anything of that part is kept."""
    return any(getattr(one, name) for name in FIELDS[part])


def _label(name: str) -> str:
    words = words_of(name)
    return words[:1].upper() + words[1:]


def _mask(name: str, one: Person) -> str:
    value = getattr(one, name)
    if not value:
        return "Chưa ghi"
    match name:
        case "citizen_number":
            return masked(value)
        case "phone":
            return masked_phone(value)
    return "Có ghi, đang che"


def _said(name: str, value: Any) -> str:  # noqa: ANN401 (a value of any column)
    if name == "household_kind":
        return str(HouseholdKind(value).label)
    return written(value) if isinstance(value, dt.date) else str(value)


def _line(role: PersonRole, names: Mapping[int, str], endable: frozenset[int]) -> RoleLine:
    post = getattr(role, "post", None)
    is_open = role.end is None
    last = role.end - dt.timedelta(days=1) if role.end else None
    details = [f"thẻ {role.card_number}"] if role.card_number else []
    if post is not None:
        details.append(post.get_employment_display().lower())
        if post.term_until:
            until = post.term_until - dt.timedelta(days=1)
            details.append(f"nhiệm kỳ đến {written(until)}")
        details += [f"phụ cấp {post.allowance}"] if post.allowance else []
    details += [role.details] if role.details else []
    can = role.unit_id in endable and is_open
    return RoleLine(
        pk=role.pk,
        words=words_of_role(role),
        place=names.get(role.unit_id, ""),
        unit_key=role.unit.key,
        period=f"{written(role.start)} – {written(last)}" if last else f"từ {written(role.start)}",
        since=written(role.since) if role.since < role.start else "",
        details=details,
        ended=_ended(role),
        is_open=is_open,
        can_end=can,
        can_transfer=can and role.kind == RoleKind.MEMBER,
        can_regrade=can and role.kind == RoleKind.VOLUNTEER,
        can_correct=role.unit_id in endable and role.kind == RoleKind.OFFICER,
        has_slip=role.kind == RoleKind.MEMBER and hasattr(role, "followed_by"),
    )


def _ended(role: PersonRole) -> str:
    if role.end is None:
        return ""
    note = f": {role.end_note}" if role.end_note else ""
    return f"{role.get_end_reason_display()}{note}"


def _consents(one: Person) -> Sequence[ConsentLine]:
    standing: dict[str, Consent] = {}
    withdrawn: dict[str, Consent] = {}
    for consent in Consent.objects.filter(person=one).order_by("given_at"):
        (withdrawn if consent.withdrawn_at else standing)[consent.purpose] = consent
    return [
        ConsentLine(purpose, standing.get(purpose.code), withdrawn.get(purpose.code))
        for purpose in purposes().values()
    ]
