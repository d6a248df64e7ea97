"""Sittings that decide on many addresses at once, and the single steps after them."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from nhanai.aid.actions.stepping import MOST, CannotMove, check_may, locked, step
from nhanai.aid.models import Address, Sitting, Step, Survey
from nhanai.aid.permissions import Permission
from nhanai.aid.rules.moves import (
    BEFORE_APPROVAL,
    BY_SITTING,
    SittingValues,
    faults_of_day,
    faults_of_sitting,
    may_move,
)
from nhanai.aid.vocab import AddressState as State
from nhanai.aid.vocab import CloseReason, SittingKind
from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.identity.models import User
from nhanai.people import actions as people
from nhanai.people.models import Consent, PersonRole
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.units.models import Unit

_ENDED: Final = "Địa chỉ nhân đạo đã kết thúc"


@transaction.atomic
def sit(
    *, unit: Unit, values: SittingValues, agreed: Collection[int],
    turned_down: Collection[int] = (), by: User, at: dt.datetime,
) -> Sitting:  # fmt: skip
    """Record what the community, the commune or the society decided on many addresses of `unit`.

    All of it or nothing. Who surveyed an address, or recorded its review, does not approve it.
    """
    today = localdate(at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    is_approval = values.kind == SittingKind.APPROVAL
    check_may(by, Permission.APPROVE if is_approval else Permission.RECORD, unit, today)
    wanted = {*agreed, *turned_down}
    rows = list(_held(unit, wanted))
    findings = [*faults_of_sitting(values, today=today), *_of_rows(rows, wanted, values, today)]
    findings += _own_work(rows, by) if is_approval else []
    if findings:
        raise CannotMove("Chưa ghi được cuộc xét, còn chỗ cần sửa.", findings)
    sitting = Sitting.objects.create(
        unit=unit, kind=values.kind, on=values.on, place=values.place, present=values.present,
        attendees=values.attendees, chair=values.chair, reference=values.reference, by=by, at=at,
    )  # fmt: skip
    for address in rows:
        if address.pk in turned_down:
            reason = CloseReason.NOT_CHOSEN
            step(address, State.CLOSED, on=values.on, sitting=sitting, reason=reason, by=by, at=at)
            _role_ended(address, reason, values.on, by=by, at=at)
        else:
            step(address, BY_SITTING[values.kind][1], on=values.on, sitting=sitting, by=by, at=at)
    return sitting


def _held(unit: Unit, wanted: Collection[int]) -> QuerySet[Address]:
    rows = Address.objects.filter(unit=unit, pk__in=wanted).order_by("pk")
    return rows.select_related("unit", "person").select_for_update(of=("self",))


def _of_rows(
    rows: list[Address], wanted: Collection[int], values: SittingValues, today: dt.date
) -> Iterator[Finding]:
    if not wanted:
        yield Finding("none-chosen", "Chọn ít nhất một địa chỉ.")
    if len(wanted) > MOST:
        yield Finding("too-many", f"Mỗi lần xét nhiều nhất {MOST} địa chỉ.")
    if len(rows) != len(wanted):
        yield Finding("of-others", "Có địa chỉ không thuộc đơn vị này. Hãy mở lại trang.")
    before = BY_SITTING[values.kind][0]
    for address in rows:
        if address.state != before:
            label = address.get_state_display()
            message = f"{address.code} đang ở trạng thái “{label}”, không xét ở bước này."
            yield Finding("wrong-state", message)
        yield from faults_of_day(values.on, address.since, code=address.code or "", today=today)


def _own_work(rows: list[Address], by: User) -> Iterator[Finding]:
    """Who recorded does not approve."""
    surveyed = Survey.objects.filter(address__in=rows, by=by).values_list("address", flat=True)
    stepped = Step.objects.filter(address__in=rows, by=by, after__in=BEFORE_APPROVAL)
    own = {*surveyed, *stepped.values_list("address", flat=True)}
    codes = [address.code or "" for address in rows if address.pk in own]
    if codes:
        message = (
            f"Anh, chị đã khảo sát hoặc ghi kết quả xét của {', '.join(codes[:5])}"
            f"{' …' if len(codes) > 5 else ''}. Người khác duyệt các địa chỉ này."
        )
        yield Finding("own-work", message)


@dataclass(frozen=True, slots=True)
class MoveValues:
    """One step that needs no sitting. `is_named` publishes with the person's name."""

    after: State
    on: dt.date
    reason: str = ""
    note: str = ""
    is_named: bool = False


_ASKS: Final = {
    State.PUBLISHED: Permission.APPROVE,
    State.CLOSED: Permission.APPROVE,
    State.APPROVED: Permission.APPROVE,
    State.PAUSED: Permission.RECORD,
}
"""What each single step asks for; sponsored and helped follow from what sponsors do."""
RESUMED: Final = "resumed"


@transaction.atomic
def move(*, address: Address, values: MoveValues, by: User, at: dt.datetime) -> Address:
    """Publish, take out of publication, pause, or end an address; a death ends all roles too."""
    today = localdate(at)
    row = locked(address.pk)
    asked = _ASKS.get(values.after)
    if asked is None:
        raise CannotMove("Địa chỉ không chuyển như vậy được. Hãy mở lại trang.")
    check_may(by, asked, row.unit, today)
    if not may_move(row.state, values.after) or (
        row.state in BEFORE_APPROVAL and values.after != State.CLOSED
    ):
        label = row.get_state_display()
        raise CannotMove(f"{row.code} đang ở trạng thái “{label}”, không chuyển như vậy được.")
    findings = [*faults_of_day(values.on, row.since, code=row.code or "", today=today)]
    findings += _of_values(row, values)
    if findings:
        raise CannotMove("Chưa chuyển được, còn chỗ cần sửa.", findings)
    reason = values.reason if values.after == State.CLOSED else ""
    note = single_spaced(values.note)
    step(row, values.after, on=values.on, reason=reason, note=note, by=by, at=at)
    if values.after == State.PUBLISHED and values.is_named:
        row.is_named = True
        row.save(update_fields=["is_named"])
    if reason:
        _role_ended(row, CloseReason(reason), values.on, by=by, at=at)
    return row


def _of_values(row: Address, values: MoveValues) -> Iterator[Finding]:
    if values.after == State.CLOSED and values.reason not in CloseReason.values:
        yield Finding("reason", "Chọn lý do kết thúc.", where="reason")
    if values.after == State.PAUSED and not single_spaced(values.note):
        yield Finding("note", "Ghi một câu vì sao tạm dừng.", where="note")
    if len(values.note) > 400:
        yield Finding("note-long", "Ghi chú dài quá 400 ký tự, hãy viết gọn lại.", where="note")
    if values.after == State.PUBLISHED and values.is_named:
        agrees = Consent.objects.filter(person=row.person, purpose="PUBLICITY", withdrawn_at=None)
        if not agrees.exists():
            message = (
                "Người này chưa đồng ý nêu tên ra ngoài. Ghi sự đồng ý cho mục đích đăng ảnh, câu"
                " chuyện ở hồ sơ người, hoặc công bố không kèm danh tính."
            )
            yield Finding("publicity", message, where="is_named")


@transaction.atomic
def resume(*, address: Address, on: dt.date, by: User, at: dt.datetime) -> Address:
    """Go on after a pause, in the state before it."""
    today = localdate(at)
    row = locked(address.pk)
    check_may(by, Permission.RECORD, row.unit, today)
    if row.state != State.PAUSED:
        raise CannotMove(f"{row.code} không tạm dừng.")
    findings = list(faults_of_day(on, row.since, code=row.code or "", today=today))
    if findings:
        raise CannotMove("Chưa tiếp tục được, còn chỗ cần sửa.", findings)
    step(row, State(row.before_pause), on=on, by=by, at=at)
    return row


def _role_ended(
    address: Address, reason: CloseReason, on: dt.date, *, by: User, at: dt.datetime
) -> None:
    """She is a beneficiary there no longer; who died holds no role at all any more."""
    roles = PersonRole.objects.filter(
        person=address.person, unit=address.unit, kind=RoleKind.BENEFICIARY, end__isnull=True,
        start__lte=on,
    ).select_related("unit", "person")  # fmt: skip
    for role in roles:
        if reason == CloseReason.DIED:
            people.end_role(role=role, last_day=on, reason=EndReason.DIED, by=by, at=at)
        else:
            end = on + dt.timedelta(days=1)
            ended = EndReason.LEFT if reason == CloseReason.MOVED else EndReason.LAPSED
            people.stored_end(role=role, end=end, reason=ended, note=_ENDED, by=by, at=at)
