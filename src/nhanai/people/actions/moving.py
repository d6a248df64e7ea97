"""Many members carried to another unit in one act, as after a split; taken back in one act too."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.findings import Finding
from nhanai.facts import actions as facts
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.actions.membership import carried_over, faults_of_transfer
from nhanai.people.actions.role import CannotChangeRole, closed_words
from nhanai.people.facts import ROLE, count_roles
from nhanai.people.models import MembersMove, Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.units.models import Unit

MOST_MOVED: Final = 300
"""At once; each is a transfer with its own lines in the journal."""
_TOLD: Final = 10
"""Of so many people it is said why they cannot go; the rest is counted."""


@transaction.atomic
def move_many(
    *, unit: Unit, roles: Collection[int], to: Unit, on: dt.date, note: str = "", by: User,
    at: dt.datetime,
) -> MembersMove:  # fmt: skip
    """Carry these memberships of `unit` to `to` from that day on; all of them, or none."""
    today = localdate(at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not allowed(by, Permission.RECORD, unit=unit, today=today):
        raise CannotChangeRole("Anh, chị không có quyền chuyển hội viên của đơn vị này.")
    chosen = _chosen(unit, roles)
    findings = _faults(chosen, to, on, note, today=today)
    if findings:
        raise CannotChangeRole("Chưa chuyển ai, còn chỗ cần sửa.", findings)
    made = [
        new.pk for role in chosen for new in carried_over(role, to, on=on, note=note, by=by, at=at)
    ]
    move = MembersMove.objects.create(
        unit=unit, to=to, on=on, people=len(chosen), roles=made, by=by, at=at
    )
    new = {"people": len(chosen), "to": to.key, "on": on}
    record(verb="people.members_moved", subject=move, by=by, at=at, new=new, unit_key=unit.key)
    return move


def _chosen(unit: Unit, roles: Collection[int]) -> Sequence[PersonRole]:
    """The memberships, their people held until the transaction ends."""
    if not roles:
        raise CannotChangeRole("Chưa chọn ai. Chọn ít nhất một người rồi chuyển.")
    if len(roles) > MOST_MOVED:
        raise CannotChangeRole(
            f"Mỗi lần chuyển nhiều nhất {MOST_MOVED} người. Lọc theo thôn, bản rồi chuyển từng"
            " phần."
        )
    wanted = PersonRole.objects.filter(
        pk__in=roles, unit=unit, kind=RoleKind.MEMBER, end__isnull=True
    )
    people = Person.objects.select_for_update(of=("self",)).filter(roles__in=wanted).order_by("pk")
    held = {one.pk: one for one in people}
    found = list(wanted.select_related("unit").order_by("pk"))
    for role in found:
        role.person = held[role.person_id]
    if len(found) != len(set(roles)):
        raise CannotChangeRole(
            "Có người không còn là hội viên của đơn vị này. Mở lại danh sách rồi chọn lại."
        )
    return found


def _faults(
    chosen: Sequence[PersonRole], to: Unit, on: dt.date, note: str, *, today: dt.date
) -> list[Finding]:
    """What holds for all is said once; what keeps one back is said with the name."""
    shared: dict[str, Finding] = {}
    own: list[Finding] = []
    for role in chosen:
        for fault in faults_of_transfer(role, to, on, note, today=today):
            if fault.rule == "transfer-first":
                own.append(Finding(fault.rule, f"{role.person.full_name}: {fault.message}"))
            else:
                shared.setdefault(fault.rule, fault)
        one = role.person
        if one.restricted_at or one.erased_at or one.merged_into_id:
            own.append(Finding("person-closed", f"{one.full_name}: {closed_words(one)}"))
    told = own[:_TOLD]
    if len(own) > _TOLD:
        told.append(Finding("more", f"Và {len(own) - _TOLD} người khác chưa chuyển được."))
    return [*shared.values(), *told]


@transaction.atomic
def take_back_move(*, move: MembersMove, by: User, at: dt.datetime) -> MembersMove:
    """Let everybody go on where she was; who was changed at the new place since stays there."""
    move = MembersMove.objects.select_for_update(of=("self",)).get(pk=move.pk)
    if not allowed(by, Permission.RECORD, unit=move.unit, today=localdate(at)):
        raise CannotChangeRole("Anh, chị không có quyền hoàn tác lần chuyển này.")
    if move.undone_at is not None:
        raise CannotChangeRole("Lần chuyển này đã hoàn tác rồi.")
    if move.unit.end is not None:
        raise CannotChangeRole("Đơn vị cũ đã kết thúc, không chuyển trở lại được.")
    whole = _whole(move)
    numbers = [role.pk for role in whole]
    before = [role.follows_id for role in whole if role.follows_id]
    people = {role.person_id for role in whole}
    facts.clear(source=ROLE, records=numbers)
    PersonRole.objects.filter(pk__in=numbers).delete()
    PersonRole.objects.filter(pk__in=before).update(end=None, end_reason="", end_note="")
    count_roles(PersonRole.objects.filter(pk__in=before))
    Person.objects.filter(pk__in=people, keeper=move.to).update(keeper=move.unit)
    move.undone_at, move.stayed = at, move.people - len(people)
    move.save(update_fields=["undone_at", "stayed"])
    new = {"people": len(people), "stayed": move.stayed}
    record(verb="people.move_undone", subject=move, by=by, at=at, new=new, unit_key=move.unit.key)
    return move


def _whole(move: MembersMove) -> Sequence[PersonRole]:
    """The roles of all those of whom nothing changed at the new place."""
    made = list(
        PersonRole.objects.filter(pk__in=move.roles)
        .select_related("follows", "followed_by")
        .order_by("pk")
    )
    changed = {role.person_id for role in made if not _is_as_moved(role, move)}
    return [role for role in made if role.person_id not in changed]


def _is_as_moved(role: PersonRole, move: MembersMove) -> bool:
    before = role.follows
    return (
        role.unit_id == move.to_id
        and role.start == move.on
        and role.end is None
        and not hasattr(role, "followed_by")
        and before is not None
        and before.end == move.on
        and before.end_reason == EndReason.TRANSFERRED
    )
