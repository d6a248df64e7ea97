"""Taking feedback from anybody, and each step until it is done."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc
from nhanai.feedback import rules
from nhanai.feedback.models import Feedback, FeedbackStep
from nhanai.feedback.permissions import Permission
from nhanai.feedback.queries import may_handle, office
from nhanai.feedback.vocab import (
    SENSITIVE,
    FeedbackKind,
    FeedbackState,
    FeedbackStepKind,
    FeedbackWay,
)
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.periods.queries import calendar
from nhanai.sending.actions import Came, NotAdmitted, admit
from nhanai.sending.rules import Limit
from nhanai.units.models import Unit

FORM = "feedback"
FOLLOW = "feedback-follow"
LIMIT = Limit(of_one=5, in_all=120)
FOLLOW_LIMIT = Limit(of_one=30, in_all=1_200)
PUBLIC = "Người phản ánh"
"""Who the journal says it was, where nobody gave a name to us."""


class CannotAnswer(Refused):
    """Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: name and contact only if she wants to be answered."""

    kind: FeedbackKind
    sender: str
    text: str
    name: str = ""
    contact: str = ""
    about: Unit | None = None
    language: str = "vi"
    is_suspect: bool = False


@transaction.atomic
def send(*, said: Said, came: Came, at: dt.datetime) -> str:
    """Take what somebody sent without an account; gives the code to follow it by.

    Sent twice it is there once, and the code is the same.
    """
    token, is_new = admit(form=FORM, came=came, limit=LIMIT, at=at)
    code = rules.CODES.of(token.bytes, settings.SECRET_KEY.encode())
    if is_new:
        unit = office(localdate(at))
        if unit is None:
            raise NotAdmitted("too_many")
        _write(said, unit, FeedbackWay.WEB, code, by=None, at=at)
    return code


@transaction.atomic
def write_down(
    *, said: Said, way: FeedbackWay, unit: Unit, by: User, at: dt.datetime
) -> tuple[Feedback, str]:
    """Write down what somebody came to say, wrote or told by phone; with the code to give her."""
    if not allowed(by, Permission.RECORD, unit=unit, today=localdate(at)):
        raise CannotAnswer("Anh, chị chưa được giao nhận phản ánh của đơn vị này.")
    code = rules.CODES.of(uuid.uuid4().bytes, settings.SECRET_KEY.encode())
    dealt = office(localdate(at)) if said.kind in SENSITIVE else unit
    return _write(said, dealt or unit, way, code, by=by, at=at), code


def _write(
    said: Said, unit: Unit, way: FeedbackWay, code: str, *, by: User | None, at: dt.datetime
) -> Feedback:
    text, today = nfc(said.text).strip(), localdate(at)
    if not 5 <= len(text) <= rules.LONGEST:
        message = f"Ghi rõ việc gì, ở đâu, khi nào; từ 5 đến {rules.LONGEST} chữ."
        raise CannotAnswer(message, [Finding("feedback-text", message, where="text")])
    clock = rules.clock_of(said.kind, today, calendar())
    row = Feedback.objects.create(
        number=_number(today.year), kind=said.kind, sender=said.sender, way=way, text=text,
        code_hash=rules.CODES.kept(code, settings.SECRET_KEY.encode()) or "",
        language=said.language, folded=fold(text), name=nfc(said.name).strip(),
        contact=nfc(said.contact).strip(), about=said.about, unit=unit,
        state=FeedbackState.RECEIVED, is_suspect=said.is_suspect, received_on=today,
        acknowledge_by=clock.acknowledge_by, answer_by=clock.answer_by, by=by, at=at,
    )  # fmt: skip
    new = {"state": row.state}
    write_line(
        verb="feedback.received", subject=row, by=by or PUBLIC, at=at, new=new,
        unit_key=unit.key,
    )  # fmt: skip
    return row


def _number(year: int) -> str:
    """The next number of the year; whoever takes one queues at the last."""
    last = Feedback.objects.select_for_update().filter(number__startswith=f"PA-{year}-")
    row = last.order_by("-pk").first()
    return f"PA-{year}-{int(row.number.rpartition('-')[2]) + 1 if row else 1:04d}"


@transaction.atomic
def take(*, feedback: Feedback, by: User, at: dt.datetime) -> Feedback:
    """Say that it arrived, and deal with it."""
    row = _held(feedback, FeedbackState.IN_HAND, by=by, at=at)
    row.acknowledged_on = row.acknowledged_on or localdate(at)
    row.handler = by
    return _stepped(row, FeedbackState.IN_HAND, FeedbackStepKind.TAKEN, "", by=by, at=at)


@transaction.atomic
def pass_on(
    *, feedback: Feedback, unit: Unit, handler: User | None, note: str, by: User, at: dt.datetime
) -> Feedback:
    """Give it to another unit or person; what is sensitive never to the unit it is about."""
    row = _held(feedback, FeedbackState.IN_HAND, by=by, at=at)
    if row.kind in SENSITIVE and unit.pk == row.about_id:
        raise CannotAnswer("Phản ánh loại này không giao cho chính đơn vị bị phản ánh.")
    row.acknowledged_on = row.acknowledged_on or localdate(at)
    row.unit, row.handler = unit, handler
    text = _words(note, "Ghi lý do giao.")
    return _stepped(row, FeedbackState.IN_HAND, FeedbackStepKind.PASSED, text, by=by, at=at)


@transaction.atomic
def note(*, feedback: Feedback, text: str, by: User, at: dt.datetime) -> Feedback:
    """Keep what was found out; who sent it does not see it."""
    row = _held(feedback, None, by=by, at=at)
    words = _words(text, "Ghi nội dung.")
    return _stepped(row, FeedbackState(row.state), FeedbackStepKind.NOTED, words, by=by, at=at)


@transaction.atomic
def answer(*, feedback: Feedback, text: str, by: User, at: dt.datetime) -> Feedback:
    """Answer it; where it is sensitive, propose the answer that a second person confirms."""
    needs_two = feedback.kind in SENSITIVE
    after = FeedbackState.PROPOSED if needs_two else FeedbackState.ANSWERED
    row = _held(feedback, after, by=by, at=at)
    words = _words(text, "Viết câu trả lời.")
    if needs_two:
        return _stepped(row, after, FeedbackStepKind.PROPOSED, words, by=by, at=at)
    return _answered(row, words, by=by, at=at)


@transaction.atomic
def confirm(*, feedback: Feedback, by: User, at: dt.datetime) -> Feedback:
    """Send the answer that another person proposed."""
    row = _held(feedback, FeedbackState.ANSWERED, by=by, at=at)
    if row.state != FeedbackState.PROPOSED:
        raise CannotAnswer("Phản ánh này không có dự thảo trả lời đang chờ.")
    draft = row.steps.filter(kind=FeedbackStepKind.PROPOSED).order_by("-pk")[0]
    if draft.by_id == by.pk:
        raise CannotAnswer("Người dự thảo không tự duyệt câu trả lời. Hãy để người khác xem.")
    return _answered(row, draft.text, by=by, at=at)


@transaction.atomic
def send_back(*, feedback: Feedback, reason: str, by: User, at: dt.datetime) -> Feedback:
    """Have a proposed answer written anew."""
    row = _held(feedback, FeedbackState.IN_HAND, by=by, at=at)
    words = _words(reason, "Ghi vì sao cần viết lại.")
    return _stepped(row, FeedbackState.IN_HAND, FeedbackStepKind.NOTED, words, by=by, at=at)


@transaction.atomic
def forward(*, feedback: Feedback, to: str, by: User, at: dt.datetime) -> Feedback:
    """Hand it to a body outside the society that has to deal with it; who sent it reads to whom."""
    row = _held(feedback, FeedbackState.FORWARDED, by=by, at=at)
    row.acknowledged_on = row.acknowledged_on or localdate(at)
    words = _words(to, "Ghi chuyển cho cơ quan nào.")
    return _stepped(
        row, FeedbackState.FORWARDED, FeedbackStepKind.FORWARDED, words, shown=True, by=by, at=at
    )


@transaction.atomic
def close(*, feedback: Feedback, by: User, at: dt.datetime) -> Feedback:
    """Nothing more is to be done; name and contact are taken out, the rest stays."""
    row = _held(feedback, FeedbackState.CLOSED, by=by, at=at)
    row.name = row.contact = ""
    return _stepped(row, FeedbackState.CLOSED, FeedbackStepKind.CLOSED, "", by=by, at=at)


@transaction.atomic
def set_aside(*, feedback: Feedback, reason: str, by: User, at: dt.datetime) -> Feedback:
    """Say that it is none, and why; it can be brought back."""
    row = _held(feedback, FeedbackState.SPAM, by=by, at=at)
    words = _words(reason, "Ghi vì sao không phải phản ánh.")
    return _stepped(row, FeedbackState.SPAM, FeedbackStepKind.SPAM, words, by=by, at=at)


@transaction.atomic
def bring_back(*, feedback: Feedback, by: User, at: dt.datetime) -> Feedback:
    """It is one after all."""
    row = _held(feedback, FeedbackState.RECEIVED, by=by, at=at)
    return _stepped(row, FeedbackState.RECEIVED, FeedbackStepKind.RESTORED, "", by=by, at=at)


@transaction.atomic
def reopen(*, feedback: Feedback, reason: str, at: dt.datetime) -> Feedback:
    """Who sent it, known by the code, asks once to have the answer looked at again."""
    row, today = Feedback.objects.select_for_update().get(pk=feedback.pk), localdate(at)
    answered = row.answered_on or today
    if row.state != FeedbackState.ANSWERED or not rules.may_reopen(
        answered, today, was_reopened=row.was_reopened
    ):
        raise CannotAnswer("closed_now")
    text = nfc(reason).strip()
    if not 5 <= len(text) <= rules.LONGEST:
        raise CannotAnswer("say_why")
    clock = rules.clock_of(row.kind, today, calendar())
    row.was_reopened, row.answered_on, row.answer_by = True, None, clock.answer_by
    return _stepped(
        row, FeedbackState.IN_HAND, FeedbackStepKind.REOPENED, text, shown=True, by=None, at=at
    )


def _answered(row: Feedback, text: str, *, by: User, at: dt.datetime) -> Feedback:
    row.answered_on = localdate(at)
    row.acknowledged_on = row.acknowledged_on or row.answered_on
    return _stepped(
        row, FeedbackState.ANSWERED, FeedbackStepKind.ANSWERED, text, shown=True, by=by, at=at
    )


def _held(
    feedback: Feedback, after: FeedbackState | None, *, by: User, at: dt.datetime
) -> Feedback:
    """The feedback, held, if she deals with it and it may go there."""
    row = (
        Feedback.objects.select_for_update(of=("self",)).select_related("unit").get(pk=feedback.pk)
    )
    if not may_handle(by, row, today=localdate(at)):
        raise CannotAnswer("Anh, chị chưa được giao giải quyết phản ánh này.")
    if after is not None and not rules.may_move(row.state, after):
        raise CannotAnswer(
            f"Phản ánh này {FeedbackState(row.state).label.lower()}, không làm được bước đó. Hãy"
            " tải lại trang."
        )
    return row


def _words(text: str, missing: str) -> str:
    words = nfc(text).strip()
    if not words or len(words) > rules.LONGEST:
        message = missing if not words else f"Viết không quá {rules.LONGEST} chữ."
        raise CannotAnswer(message, [Finding("feedback-words", message, where="text")])
    return words


def _stepped(
    row: Feedback, after: FeedbackState, kind: FeedbackStepKind, text: str, *,
    shown: bool = False, by: User | None, at: dt.datetime,
) -> Feedback:  # fmt: skip
    before, row.state = row.state, after
    row.save()
    FeedbackStep.objects.create(feedback=row, kind=kind, text=text, is_shown=shown, by=by, at=at)
    write_line(
        verb="feedback.stepped", subject=row, by=by or PUBLIC, at=at, old={"state": before},
        new={"state": row.state, "kind": kind}, unit_key=row.unit.key,
    )  # fmt: skip
    return row
