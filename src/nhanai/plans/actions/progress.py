"""Saying how the work goes: an update with its evidence, opening closed work again."""

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, appointments_of
from nhanai.journal.actions import record
from nhanai.plans.actions.showing import Looked, show
from nhanai.plans.models import Occurrence, Target, Update
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.evidence import Given, look_into
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT, may_move_progress
from nhanai.plans.rules.progress import Spoken, spoken_findings
from nhanai.plans.rules.sending import sending_of
from nhanai.plans.vocab import ProgressState, TaskState


class CannotUpdate(Refused):
    """This cannot be said of the work, or not by this person, or not now."""


def update(
    *, occurrence: Occurrence, state: ProgressState, token: uuid.UUID, text: str = "",
    quantity: Decimal | None = None, evidence: Sequence[Given] = (), reason: str = "",
    by: User, at: dt.datetime,
) -> Update:  # fmt: skip
    """Say how the work goes; the same sent twice with the same token is the same update.

    `quantity` is what the unit has done in this period altogether, not what was added since.
    Photos are looked into and shrunk before anything is held.
    """
    said = Spoken(state, text.strip(), quantity, single_spaced(reason)[:400])
    sending = sending_of(token, said, evidence)
    return say(occurrence, said, sending, look_into(evidence), by=by, at=at)


@transaction.atomic
def say(
    occurrence: Occurrence, said: Spoken, token: uuid.UUID, looked: Looked, *,
    by: User, at: dt.datetime,
) -> Update:  # fmt: skip
    """The same with what was made of the evidence; `token` names the whole sending."""
    kept, faults = looked
    row = locked_work(occurrence.pk)
    sent = Update.objects.filter(token=token).first()
    if sent is not None:
        return _same(sent, row, by)
    is_on_behalf = check_may_speak(row, said.state, by=by, today=localdate(at))
    if row.state in CLOSED:
        closed = ProgressState(row.state).label.lower()
        raise CannotUpdate(f"Việc này {closed} rồi. Hãy mở lại rồi cập nhật.")
    findings = [*_findings(row, said), *faults]
    if findings:
        raise CannotUpdate("Chưa ghi được cập nhật.", findings)
    made = _written(row, said, token, is_on_behalf=is_on_behalf, by=by, at=at)
    show(made, kept)
    old = _move(row, said, by=by, at=at)
    new: dict[str, object] = {"state": said.state, "text": said.text or said.reason}
    if said.quantity is not None:
        new["quantity"] = str(said.quantity)
    if kept:
        new["evidence"] = len(kept)
    record_work("plans.updated", row, by=by, at=at, old={"state": old}, new=new)
    return made


def locked_work(key: int) -> Occurrence:
    """The work, held until the act is done."""
    rows = Occurrence.objects.select_related("task__plan__owner", "unit")
    return rows.select_for_update(of=("self",)).get(pk=key)


def record_work(
    verb: str, row: Occurrence, *, by: User, at: dt.datetime, old: dict[str, object] | None = None,
    new: dict[str, object] | None = None, note: str = "",
) -> None:  # fmt: skip
    """The line in the journal: it stands with the task, and with the unit whose work it is."""
    told = {"period": row.label} if row.label else {}
    record(
        verb=verb,
        subject=row.task,
        by=by,
        at=at,
        old=old,
        new={**(new or {}), "unit": row.unit.key, **told},
        note=note,
        unit_key=row.unit.key,
    )


def _same(sent: Update, row: Occurrence, by: User) -> Update:
    if sent.occurrence_id != row.pk or sent.by_id != by.pk:
        raise CannotUpdate("Trang này đã cũ. Hãy mở lại trang rồi ghi cập nhật.")
    return sent


def check_may_speak(row: Occurrence, state: ProgressState, *, by: User, today: dt.date) -> bool:
    """Refuse who may not speak for the unit, or not now; tells whether she does so on its behalf.

    The unit speaks for itself and whoever stands above it may; so may who follows the plan, for
    the agencies that stand in no line below her. Only she may say that a task is cancelled.
    """
    leads = allowed(by, Permission.REVIEW, unit=row.task.plan.owner, today=today)
    if not leads and not allowed(by, Permission.UPDATE, unit=row.unit, today=today):
        raise CannotUpdate("Anh, chị chưa được giao quyền cập nhật việc của đơn vị này.")
    if state == ProgressState.CANCELLED and not leads:
        raise CannotUpdate(
            "Chỉ đơn vị theo dõi kế hoạch hủy được nhiệm vụ."
            " Nếu kỳ này không có việc, hãy chọn “Không phát sinh”."
        )
    if row.passed_on_at is not None:
        raise CannotUpdate(
            "Việc này đã chuyển cho đơn vị khác tiếp nhận. Hãy cập nhật ở đơn vị ấy."
        )
    if row.task.plan.state not in HANDED_OUT or row.task.state != TaskState.CHECKED:
        raise CannotUpdate("Nhiệm vụ này hiện không giao cho đơn vị nào, nên chưa cập nhật được.")
    return not appointments_of(by, today=today).filter(unit=row.unit_id).exists()


def _findings(row: Occurrence, said: Spoken) -> list[Finding]:
    has_target = Target.objects.filter(task=row.task_id, ended_at=None).exists()
    found = [*spoken_findings(said, has_target=has_target)]
    if said.state != ProgressState.NOT_STARTED and not may_move_progress(row.state, said.state):
        found.append(Finding("state-barred", "Hãy chọn một tình trạng khác.", where="state"))
    return found


def _written(
    row: Occurrence, said: Spoken, token: uuid.UUID, *, is_on_behalf: bool,
    by: User, at: dt.datetime,
) -> Update:  # fmt: skip
    text = said.text or said.reason
    return Update.objects.create(
        occurrence=row,
        token=token,
        state=said.state,
        text=text,
        text_folded=fold(text),
        quantity=said.quantity,
        is_on_behalf=is_on_behalf,
        by=by,
        at=at,
    )


def _move(row: Occurrence, said: Spoken, *, by: User, at: dt.datetime) -> str:
    """Write the state with its reason; tells the old one."""
    old = row.state
    explained = said.state in CLOSED and said.state != ProgressState.DONE
    row.reason = (said.reason or single_spaced(said.text)[:400]) if explained else ""
    if old != said.state:
        row.state, row.moved_at, row.moved_by = said.state, at, by
    row.save(update_fields=["state", "reason", "moved_at", "moved_by"])
    return old


@transaction.atomic
def reopen_work(*, occurrence: Occurrence, reason: str, by: User, at: dt.datetime) -> Occurrence:
    """Open closed work again, so that more can be said of it; the reason stays in the journal."""
    row = locked_work(occurrence.pk)
    check_may_speak(row, ProgressState.IN_PROGRESS, by=by, today=localdate(at))
    if row.state not in CLOSED:
        raise CannotUpdate("Việc này đang mở, cứ cập nhật tiếp.")
    reason = single_spaced(reason)
    if not reason:
        raise CannotUpdate("Hãy ghi một câu vì sao mở lại, để người sau hiểu.")
    old, row.state, row.reason = row.state, ProgressState.IN_PROGRESS, ""
    row.moved_at, row.moved_by = at, by
    row.save(update_fields=["state", "reason", "moved_at", "moved_by"])
    new: dict[str, object] = {"state": row.state}
    record_work("plans.work_reopened", row, by=by, at=at, old={"state": old}, new=new, note=reason)
    return row
