"""Officers: post, training, commendation and discipline."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

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

_OF_POST: Final = ("title", "employment", "term_until", "allowance")


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
    findings = _faults_of_post(values)
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


@transaction.atomic
def correct_post(*, role: PersonRole, values: PostValues, by: User, at: dt.datetime) -> OfficerPost:
    """Correct what an officer's post says; its days and unit belong to the role and stay."""
    person = locked(role.person)
    role = PersonRole.objects.select_related("unit").get(pk=role.pk)
    if not allowed(by, Permission.RECORD, unit=role.unit, today=localdate(at)):
        raise CannotChangeRole("Anh, chị không có quyền sửa chức vụ tại đơn vị này.")
    if role.kind != RoleKind.OFFICER or person.erased_at or person.merged_into_id:
        raise CannotChangeRole("Vai trò này không có chức vụ để sửa.")
    findings = _faults_of_post(replace(values, start=role.start))
    if findings:
        raise CannotChangeRole("Chưa ghi được, còn chỗ cần sửa.", findings)
    post, _ = OfficerPost.objects.get_or_create(role=role, defaults={"title": role.office})
    changed = _filled(post, {name: getattr(values, name) for name in _OF_POST})
    if role.office != values.title:
        role.office = values.title
        role.save(update_fields=["office"])
    if changed:
        post.save()
        count_roles([role])
        _told("people.post_corrected", person, changed, by=by, at=at)
    return post


def _faults_of_post(values: PostValues) -> list[Finding]:
    findings = []
    if not values.title:
        findings.append(Finding("title-missing", "Ghi chức vụ.", where="title"))
    if values.term_until is not None and values.term_until <= values.start:
        message = "Nhiệm kỳ kết thúc trước ngày bắt đầu."
        findings.append(Finding("term-first", message, where="term_last_day"))
    return findings


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
    findings = _faults_of_training(values, at)
    if findings:
        raise CannotKeepService("Chưa lưu được, còn chỗ cần sửa.", findings)
    training = Training.objects.create(person=person, **asdict(values))
    _line("people.training_added", person, str(values.kind), by=by, at=at)
    return training


@transaction.atomic
def correct_training(
    *, training: Training, values: TrainingValues, by: User, at: dt.datetime
) -> Training:
    """Correct what was kept of a training; the journal keeps which fields."""
    person = locked(training.person)
    _check(person, by, at)
    training = Training.objects.get(pk=training.pk)
    findings = _faults_of_training(values, at)
    if findings:
        raise CannotKeepService("Chưa lưu được, còn chỗ cần sửa.", findings)
    if changed := _filled(training, asdict(values)):
        training.save()
        _told("people.training_corrected", person, changed, by=by, at=at)
    return training


@transaction.atomic
def remove_training(*, training: Training, reason: str, by: User, at: dt.datetime) -> None:
    """Take away a training kept by mistake, for a reason that the journal keeps."""
    person = locked(training.person)
    _check(person, by, at)
    _removed(training, "people.training_removed", person, reason, by=by, at=at)


def _faults_of_training(values: TrainingValues, at: dt.datetime) -> list[Finding]:
    findings = []
    if values.finished_on and values.finished_on > localdate(at):
        message = "Ngày hoàn thành ở sau hôm nay."
        findings.append(Finding("training-ahead", message, where="finished_on"))
    if values.finished_on and values.valid_until and values.valid_until < values.finished_on:
        message = "Chứng chỉ hết giá trị trước ngày hoàn thành."
        findings.append(Finding("training-valid", message, where="valid_until"))
    return findings


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
    _check_merit(values, at)
    merit = Merit.objects.create(person=person, **asdict(values))
    _line("people.merit_added", person, str(values.kind), by=by, at=at)
    return merit


@transaction.atomic
def correct_merit(*, merit: Merit, values: MeritValues, by: User, at: dt.datetime) -> Merit:
    """Correct what was kept of a commendation or a discipline; the journal keeps which fields."""
    person = locked(merit.person)
    _check(person, by, at)
    merit = Merit.objects.get(pk=merit.pk)
    _check_merit(values, at)
    if changed := _filled(merit, asdict(values)):
        merit.save()
        _told("people.merit_corrected", person, changed, by=by, at=at)
    return merit


@transaction.atomic
def remove_merit(*, merit: Merit, reason: str, by: User, at: dt.datetime) -> None:
    """Take away a commendation or a discipline kept by mistake, for a reason."""
    person = locked(merit.person)
    _check(person, by, at)
    _removed(merit, "people.merit_removed", person, reason, by=by, at=at)


def _check_merit(values: MeritValues, at: dt.datetime) -> None:
    if values.on > localdate(at):
        fault = Finding("merit-ahead", "Ngày quyết định ở sau hôm nay.", where="on")
        raise CannotKeepService("Chưa lưu được, còn chỗ cần sửa.", [fault])


def _removed(
    row: Training | Merit, verb: str, person: Person, reason: str, *, by: User, at: dt.datetime
) -> None:
    if not reason:
        message = "Ghi lý do xóa, ví dụ: ghi nhầm người."
        raise CannotKeepService(message, [Finding("reason-missing", message, where="reason")])
    new = {"kind": str(row.kind)}
    record(verb=verb, subject=person, by=by, at=at, new=new, note=reason,
           unit_key=person.keeper.key)  # fmt: skip
    row.delete()


def _filled(row: OfficerPost | Training | Merit, wanted: Mapping[str, object]) -> list[str]:
    """Write what is wanted into the row; what the changed fields are called."""
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    return [str(getattr(row._meta.get_field(name), "verbose_name", name)) for name in changed]


def _told(verb: str, person: Person, changed: list[str], *, by: User, at: dt.datetime) -> None:
    record(verb=verb, subject=person, by=by, at=at, new={"changed": changed},
           unit_key=person.keeper.key)  # fmt: skip


def _check(person: Person, by: User, at: dt.datetime) -> None:
    if not allowed(by, Permission.RECORD, unit=person.keeper, today=localdate(at)):
        raise CannotKeepService("Anh, chị không có quyền sửa hồ sơ do đơn vị này quản lý.")
    if person.erased_at or person.merged_into_id:
        raise CannotKeepService("Hồ sơ này đã xóa dữ liệu hoặc đã gộp, không ghi thêm được.")


def _line(verb: str, person: Person, kind: str, *, by: User, at: dt.datetime) -> None:
    record(verb=verb, subject=person, by=by, at=at, new={"kind": kind}, unit_key=person.keeper.key)
