"""Acts on what hinders the work: raising it, answering, addressing it elsewhere, opening it again.

Nothing is ever deleted, and what nobody settled stays open.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, appointments_of
from nhanai.journal.actions import record
from nhanai.plans import queries
from nhanai.plans.models import Answer, Concern, Occurrence, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.vocab import ConcernKind
from nhanai.sending.actions import once
from nhanai.units.models import Unit
from nhanai.units.queries import name_on


class CannotRaise(Refused):
    """This may not be raised so."""


class CannotAnswer(Refused):
    """The concern may not be answered so, addressed there, or opened again."""


@transaction.atomic
def raise_concern(
    *, task: Task, occurrence: Occurrence | None = None, kind: ConcernKind, unit: Unit,
    addressed_to: Unit, text: str, token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> Concern:  # fmt: skip
    """Say what hinders the unit in a task that it has, or what it proposes, and to whom.

    The unit speaks for itself; who follows the plan may say it for a unit that has the task. The
    same sent twice with the same `token` is raised once.
    """
    text = nfc(text).strip()
    raised = Concern(
        kind=kind, task=task, occurrence=occurrence, unit=unit, addressed_to=addressed_to,
        text=text, text_folded=fold(text), by=by, at=at,
    )  # fmt: skip
    said = [str(task.pk), kind, unit.key, addressed_to.key, text]
    made = once(
        lambda: [_raise(raised, by=by, at=at)],
        token=token, act="plans.raise", content=said, by=by, at=at,
    )  # fmt: skip
    return raised if raised.pk else Concern.objects.get(pk=made[0])


def _raise(raised: Concern, *, by: User, at: dt.datetime) -> int:
    """Check and write it; tells its key."""
    today = localdate(at)
    task = Task.objects.select_related("plan__owner").get(pk=raised.task_id)
    unit, addressed_to, occurrence = raised.unit, raised.addressed_to, raised.occurrence
    is_on_behalf = _check_may_raise(task, unit, by=by, today=today)
    if occurrence is not None and occurrence.task_id != task.pk:
        raise CannotRaise("Kỳ thực hiện này thuộc một nhiệm vụ khác.")
    _check_address(unit, addressed_to, today=today, refusal=CannotRaise)
    if not raised.text:
        raise CannotRaise("Hãy ghi vướng mắc hoặc kiến nghị bằng một vài câu.")
    raised.save(force_insert=True)
    new = {
        "kind": raised.kind, "task": task.address, "unit": unit.key,
        "addressed_to": addressed_to.key,
    }  # fmt: skip
    if is_on_behalf:
        new["is_on_behalf"] = "true"
    record(verb="plans.concern_raised", subject=raised, by=by, at=at, new=new, unit_key=unit.key)
    return raised.pk


def _check_may_raise(task: Task, unit: Unit, *, by: User, today: dt.date) -> bool:
    """Refuse who may not speak for the unit; tells whether she does so on its behalf."""
    leads = allowed(by, Permission.REVIEW, unit=task.plan.owner, today=today)
    if not leads and not allowed(by, Permission.UPDATE, unit=unit, today=today):
        raise CannotRaise("Anh, chị chưa được giao quyền nêu vướng mắc thay đơn vị này.")
    if not queries.is_handed_out(task):
        raise CannotRaise("Nhiệm vụ này chưa được giao nên chưa nêu vướng mắc được.")
    at_home = appointments_of(by, today=today).filter(unit=unit.pk).exists()
    follows = allowed(by, Permission.FOLLOW, unit=task.plan.owner, today=today)
    if not (at_home and follows) and not queries.has_at_or_below(task, unit, today=today):
        raise CannotRaise(f"{name_on(unit, today)} không được giao nhiệm vụ này.")
    return not at_home


@transaction.atomic
def answer_concern(
    *, concern: Concern, unit: Unit, text: str, settles: bool, token: uuid.UUID | None = None,
    by: User, at: dt.datetime,
) -> Answer:  # fmt: skip
    """Answer in the name of the unit that was asked, of one above it, or of the plan's owner.

    The same sent twice with the same `token` is one answer.
    """
    made = once(
        lambda: [_answer(concern, unit, text, settles, by=by, at=at).pk],
        token=token, act="plans.answer", by=by, at=at,
        content=[str(concern.pk), unit.key, nfc(text).strip(), str(settles)],
    )  # fmt: skip
    return Answer.objects.select_related("unit", "by").get(pk=made[0])


def _answer(
    concern: Concern, unit: Unit, text: str, settles: bool, *, by: User, at: dt.datetime
) -> Answer:
    today = localdate(at)
    concern = _locked(concern)
    may = queries.answerable_at(concern, by, today=today)
    if not may or not by.is_active:
        raise CannotAnswer("Anh, chị chưa được giao quyền trả lời vướng mắc, kiến nghị này.")
    if unit not in may:
        raise CannotAnswer(f"Anh, chị chưa được trả lời thay {name_on(unit, today)}.")
    if concern.settled_at is not None:
        raise CannotAnswer("Vướng mắc này đã giải quyết xong. Hãy mở lại trước khi trả lời thêm.")
    text = nfc(text).strip()
    if not text:
        raise CannotAnswer("Hãy ghi nội dung trả lời.")
    answer = Answer.objects.create(
        concern=concern, unit=unit, text=text, settles=settles, by=by, at=at
    )
    if settles:
        concern.settled_at, concern.settled_by = at, by
        concern.save(update_fields=["settled_at", "settled_by"])
    new = {"unit": unit.key, "settles": settles}
    record(verb="plans.concern_answered", subject=concern, by=by, at=at, new=new, unit_key=unit.key)
    return answer


@transaction.atomic
def redirect_concern(
    *, concern: Concern, addressed_to: Unit, reason: str, by: User, at: dt.datetime
) -> Concern:
    """Address an open concern to the unit that can really answer it."""
    today = localdate(at)
    concern = _locked(concern)
    _check_hand(concern, by, today=today)
    if concern.settled_at is not None:
        raise CannotAnswer("Vướng mắc này đã giải quyết xong nên không chuyển được nữa.")
    if addressed_to == concern.addressed_to:
        raise CannotAnswer(f"Vướng mắc này đang gửi {name_on(addressed_to, today)} rồi.")
    _check_address(concern.unit, addressed_to, today=today, refusal=CannotAnswer)
    reason = single_spaced(reason)
    if not reason:
        raise CannotAnswer("Hãy ghi một câu vì sao chuyển, để đơn vị nhận và đơn vị nêu cùng biết.")
    old, concern.addressed_to = concern.addressed_to, addressed_to
    concern.save(update_fields=["addressed_to"])
    record(
        verb="plans.concern_redirected", subject=concern, by=by, at=at,
        old={"addressed_to": old.key}, new={"addressed_to": addressed_to.key}, note=reason,
        unit_key=concern.unit.key,
    )  # fmt: skip
    return concern


@transaction.atomic
def reopen_concern(*, concern: Concern, reason: str, by: User, at: dt.datetime) -> Concern:
    """Say that a settled concern is not settled after all."""
    concern = _locked(concern)
    _check_hand(concern, by, today=localdate(at))
    if concern.settled_at is None:
        raise CannotAnswer("Vướng mắc này chưa kết thúc nên không cần mở lại.")
    reason = single_spaced(reason)
    if not reason:
        raise CannotAnswer("Hãy ghi một câu vì sao mở lại.")
    old = {"settled_at": concern.settled_at}
    concern.settled_at, concern.settled_by = None, None
    concern.save(update_fields=["settled_at", "settled_by"])
    record(
        verb="plans.concern_reopened", subject=concern, by=by, at=at, old=old,
        new={"settled_at": None}, note=reason, unit_key=concern.unit.key,
    )  # fmt: skip
    return concern


def _locked(concern: Concern) -> Concern:
    """The concern as it is now, held until the act is done."""
    held = Concern.objects.select_for_update(of=("self",))
    return held.select_related("task__plan__owner", "unit", "addressed_to").get(pk=concern.pk)


def _check_hand(concern: Concern, by: User, *, today: dt.date) -> None:
    """Only who raised it and who may answer it move it."""
    if allowed(by, Permission.UPDATE, unit=concern.unit, today=today):
        return
    if not by.is_active or not queries.answerable_at(concern, by, today=today):
        raise CannotAnswer("Anh, chị không phải người nêu hay người trả lời vướng mắc này.")


def _check_address(
    unit: Unit, addressed_to: Unit, *, today: dt.date, refusal: type[Refused]
) -> None:
    if addressed_to == unit:
        raise refusal("Hãy gửi đến một đơn vị khác với đơn vị nêu.")
    if addressed_to.kind in queries.PLACES:
        raise refusal("Hãy gửi đến một cơ quan, tổ chức; địa bàn và khối không trả lời được.")
    if addressed_to.end is not None and addressed_to.end <= today:
        raise refusal(f"{name_on(addressed_to, today)} không còn hoạt động. Hãy gửi đơn vị khác.")
