"""What the level above does: returns with remarks, accepts, gives the council's points, locks."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.numbers import show
from nhanai.base.text import nfc
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.submissions.actions.holding import held_row
from nhanai.submissions.models import ReturnRemark, Submission, SubmissionVersion
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.queries.slots import may_judge
from nhanai.submissions.rules.moves import may_move, settled
from nhanai.submissions.vocab import SubmissionState, Verdict

SELF_ACCEPTED = "Người nộp tự duyệt."
_LONGEST = 2_000


class CannotJudge(Refused):
    """The report may not be returned, accepted or locked so."""


@transaction.atomic
def give_back(
    *, submission: Submission, number: int, text: str, remarks: Mapping[str, str], by: User,
    at: dt.datetime,
) -> Submission:  # fmt: skip
    """Return version `number` with what is to be mended, of the whole or by line."""
    row, version = _judged(submission, number, SubmissionState.RETURNED, by=by, at=at)
    lines = {"": nfc(text).strip(), **{key: nfc(said).strip() for key, said in remarks.items()}}
    told = {key: said for key, said in lines.items() if said}
    known = {"", *sheet_in(version).figures, *sheet_in(version).texts, *sheet_in(version).scores}
    if not told or not set(told) <= known:
        raise CannotJudge("Hãy ghi ít nhất một ý kiến để đơn vị biết sửa gì.")
    if any(len(said) > _LONGEST for said in told.values()):
        raise CannotJudge(f"Mỗi ý kiến nhiều nhất {show(_LONGEST)} ký tự.")
    ReturnRemark.objects.bulk_create(
        ReturnRemark(version=version, line=key, text=said, by=by, at=at)
        for key, said in told.items()
    )
    _judge(version, Verdict.RETURNED, by=by, at=at)
    old, row.state = row.state, SubmissionState.RETURNED
    row.save(update_fields=["state"])
    _told("submissions.returned", row, old, by=by, at=at, note=" ".join(told.values()))
    return row


@transaction.atomic
def accept(*, submission: Submission, number: int, by: User, at: dt.datetime) -> Submission:
    """Accept version `number`: from now on it stands, and what changes later is a correction."""
    row, version = _judged(submission, number, SubmissionState.ACCEPTED, by=by, at=at)
    note = SELF_ACCEPTED if version.sent_by_id == by.pk else ""
    _judge(version, Verdict.ACCEPTED, by=by, at=at)
    old, row.state = row.state, settled(was_locked=row.locked_at is not None)
    row.accepted, row.why = version, ""
    row.save(update_fields=["state", "accepted", "why"])
    _told("submissions.accepted", row, old, by=by, at=at, note=note)
    return row


@transaction.atomic
def lock(*, submission: Submission, by: User, at: dt.datetime) -> Submission:
    """Lock what was accepted, as the level above puts its own report together from it."""
    row = held_row(submission.pk)
    _check_may(row, by=by, at=at)
    if not (row.state == SubmissionState.ACCEPTED and may_move(row.state, SubmissionState.LOCKED)):
        raise CannotJudge("Báo cáo được duyệt rồi mới khóa.")
    old, row.state = row.state, SubmissionState.LOCKED
    row.locked_at, row.locked_by = at, by
    row.save(update_fields=["state", "locked_at", "locked_by"])
    _told("submissions.locked", row, old, by=by, at=at)
    return row


@transaction.atomic
def give_points(
    *, submission: Submission, number: int, points: Mapping[str, Decimal],
    notes: Mapping[str, str], by: User, at: dt.datetime,
) -> Submission:  # fmt: skip
    """Write the council's points beside those that the unit gave itself; refused as a whole."""
    row, version = _judged(submission, number, SubmissionState.ACCEPTED, by=by, at=at)
    scores = sheet_in(version).scores
    faults = [
        Finding(
            "points", f"“{scores[key].label}”: điểm từ 0 đến {show(scores[key].most)}.", where=key
        )
        for key, given in points.items()
        if key in scores and not 0 <= given <= scores[key].most
    ]
    said = {key: nfc(notes.get(key, "")).strip() for key in points}
    if any(len(note) > _LONGEST for note in said.values()):
        raise CannotJudge(f"Mỗi ghi chú nhiều nhất {show(_LONGEST)} ký tự.")
    if faults or not set(points) <= set(scores):
        raise CannotJudge("Chưa lưu điểm. Hãy xem những chỗ dưới đây.", faults)
    old = version.council
    version.council = {
        key: {"points": f"{given:f}", "note": said[key]} for key, given in points.items()
    }
    version.save(update_fields=["council"])
    record(
        verb="submissions.points_given", subject=row, by=by, at=at, old={"points": old},
        new={"points": version.council}, unit_key=row.unit.key,
    )  # fmt: skip
    return row


def _check_may(row: Submission, *, by: User, at: dt.datetime) -> None:
    last = row.end - dt.timedelta(days=1)
    if not may_judge(by, row.unit, last, today=localdate(at)):
        raise CannotJudge("Anh, chị chưa được giao nhận báo cáo của đơn vị này.")


def _judged(
    submission: Submission, number: int, to: SubmissionState, *, by: User, at: dt.datetime
) -> tuple[Submission, SubmissionVersion]:
    """The report and its newest version, where that is the one that she looked at."""
    row = held_row(submission.pk)
    _check_may(row, by=by, at=at)
    version = row.current
    if version is None or row.state != SubmissionState.SUBMITTED or not may_move(row.state, to):
        state = row.get_state_display().lower()
        raise CannotJudge(f"Báo cáo đang ở tình trạng “{state}” nên chưa duyệt, trả lại được.")
    if version.number != number:
        raise CannotJudge("Đơn vị vừa nộp bản khác. Hãy xem bản mới nhất rồi duyệt hoặc trả lại.")
    return row, version


def _judge(version: SubmissionVersion, verdict: Verdict, *, by: User, at: dt.datetime) -> None:
    version.verdict, version.judged_by, version.judged_at = verdict, by, at
    version.save(update_fields=["verdict", "judged_by", "judged_at"])


def _told(
    verb: str, row: Submission, old: str, *, by: User, at: dt.datetime, note: str = ""
) -> None:
    number = row.current.number if row.current else 0
    record(
        verb=verb, subject=row, by=by, at=at, old={"state": old},
        new={"state": row.state, "number": number}, note=note, unit_key=row.unit.key,
    )  # fmt: skip
