"""Officers: post, training, commendation and discipline."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.actions.role import CannotChangeRole, give_role, locked
from nhanai.people.facts import count_roles
from nhanai.people.models import Merit, OfficerPost, Person, PersonRole, Training
from nhanai.people.permissions import Permission
from nhanai.people.rules.roles import RoleValues
from nhanai.people.vocab import Employment, MeritKind, RoleKind, TrainingKind
from nhanai.units.models import Unit


class CannotKeepService(Refused):
    """The training, commendation or discipline cannot be kept like this."""


@dataclass(frozen=True, slots=True)
class PostValues:
    """What an officer is; `term_until` is the day after the last day of the term."""

    title: str
    employment: Employment
    start: dt.date
    term_until: dt.date | None = None
    allowance: str = ""


@transaction.atomic
def appoint_officer(
    *, person: Person, unit: Unit, values: PostValues, by: User, at: dt.datetime
) -> PersonRole:
    """Let `person` be an officer of `unit` from a day on, with title, employment and term."""
    findings = []
    if not values.title:
        findings.append(Finding("title-missing", "Ghi chức vụ.", where="title"))
    if values.term_until is not None and values.term_until <= values.start:
        message = "Nhiệm kỳ kết thúc trước ngày bắt đầu."
        findings.append(Finding("term-first", message, where="term_last_day"))
    if findings:
        raise CannotChangeRole("Chưa ghi được, còn chỗ cần sửa.", findings)
    role = give_role(
        person=person,
        unit=unit,
        values=RoleValues(RoleKind.OFFICER, values.start, office=values.title),
        despite_warnings=True,
        by=by,
        at=at,
    )
    OfficerPost.objects.create(
        role=role,
        title=values.title,
        employment=values.employment,
        term_until=values.term_until,
        allowance=values.allowance,
    )
    count_roles([role])
    return role


@dataclass(frozen=True, slots=True)
class TrainingValues:
    """One training."""

    kind: TrainingKind
    title: str
    place: str = ""
    certificate: str = ""
    finished_on: dt.date | None = None
    valid_until: dt.date | None = None


@transaction.atomic
def add_training(*, person: Person, values: TrainingValues, by: User, at: dt.datetime) -> Training:
    """Keep that she learned something."""
    person = locked(person)
    _check(person, by, at)
    findings = []
    if values.finished_on and values.finished_on > localdate(at):
        message = "Ngày hoàn thành ở sau hôm nay."
        findings.append(Finding("training-ahead", message, where="finished_on"))
    if values.finished_on and values.valid_until and values.valid_until < values.finished_on:
        message = "Chứng chỉ hết giá trị trước ngày hoàn thành."
        findings.append(Finding("training-valid", message, where="valid_until"))
    if findings:
        raise CannotKeepService("Chưa lưu được, còn chỗ cần sửa.", findings)
    training = Training.objects.create(
        person=person,
        kind=values.kind,
        title=values.title,
        place=values.place,
        certificate=values.certificate,
        finished_on=values.finished_on,
        valid_until=values.valid_until,
    )
    _line("people.training_added", person, str(values.kind), by=by, at=at)
    return training


@dataclass(frozen=True, slots=True)
class MeritValues:
    """A commendation or a discipline."""

    kind: MeritKind
    title: str
    on: dt.date
    issuer: str = ""
    reference: str = ""


@transaction.atomic
def add_merit(*, person: Person, values: MeritValues, by: User, at: dt.datetime) -> Merit:
    """Keep a commendation or a discipline, with its decision."""
    person = locked(person)
    _check(person, by, at)
    if values.on > localdate(at):
        fault = Finding("merit-ahead", "Ngày quyết định ở sau hôm nay.", where="on")
        raise CannotKeepService("Chưa lưu được, còn chỗ cần sửa.", [fault])
    merit = Merit.objects.create(
        person=person,
        kind=values.kind,
        title=values.title,
        on=values.on,
        issuer=values.issuer,
        reference=values.reference,
    )
    _line("people.merit_added", person, str(values.kind), by=by, at=at)
    return merit


def _check(person: Person, by: User, at: dt.datetime) -> None:
    if not allowed(by, Permission.RECORD, unit=person.keeper, today=localdate(at)):
        raise CannotKeepService("Anh, chị không có quyền sửa hồ sơ do đơn vị này quản lý.")
    if person.erased_at or person.merged_into_id:
        raise CannotKeepService("Hồ sơ này đã xóa dữ liệu hoặc đã gộp, không ghi thêm được.")


def _line(verb: str, person: Person, kind: str, *, by: User, at: dt.datetime) -> None:
    record(verb=verb, subject=person, by=by, at=at, new={"kind": kind}, unit_key=person.keeper.key)
