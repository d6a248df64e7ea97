"""Gathering what the units below answered; what a person changed is never overwritten."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.reporting.rules.merging import Words, accepted, kept, met, written
from nhanai.submissions.actions.holding import held, held_row
from nhanai.submissions.models import GatheredPassage, Submission
from nhanai.submissions.queries.passages import Answer, answers_below, words_of
from nhanai.submissions.queries.slots import Slot, may_fill
from nhanai.submissions.queries.together import puts_together
from nhanai.submissions.rules.answering import LONGEST
from nhanai.submissions.rules.moves import OPEN

NOT_HERS: Final = "Anh, chị chưa được giao làm báo cáo của đơn vị này."
_FIELDS: Final = ("version", "gathered", "standing", "offered")


class CannotGather(Refused):
    """The words of the units below may not be gathered or changed so."""


@transaction.atomic
def gather(*, slot: Slot, by: User, at: dt.datetime) -> Submission:
    """Bring in every answer: new ones stand, beside edited ones they are offered.

    What a unit no longer says leaves, unless a person changed it.
    """
    if not puts_together(slot):
        raise CannotGather("Đơn vị này không có đơn vị cấp dưới để tổng hợp.")
    if not may_fill(by, slot.unit, today=localdate(at)):
        raise CannotGather(NOT_HERS)
    row = _open(held(slot, by=by, at=at))
    rows = {(one.line, one.unit_id): one for one in row.passages.all()}
    answers = answers_below(slot)
    news = [_new(row, one) for one in answers if (one.line, one.unit) not in rows]
    changed = [
        rows[one.line, one.unit]
        for one in answers
        if (one.line, one.unit) in rows and _met(rows[one.line, one.unit], one)
    ]
    here = {(one.line, one.unit) for one in answers}
    gone = [one.pk for key, one in rows.items() if key not in here and one.edited_at is None]
    GatheredPassage.objects.bulk_create(news)
    GatheredPassage.objects.bulk_update(changed, _FIELDS)
    GatheredPassage.objects.filter(pk__in=gone).delete()
    record(
        verb="submissions.gathered", subject=row, by=by, at=at, unit_key=slot.unit.key,
        new={"new": len(news), "changed": len(changed), "gone": len(gone)},
    )  # fmt: skip
    return row


def _new(row: Submission, one: Answer) -> GatheredPassage:
    return GatheredPassage(
        submission=row, line=one.line, unit_id=one.unit, version_id=one.version,
        gathered=one.text, standing=one.text,
    )  # fmt: skip


def _met(passage: GatheredPassage, one: Answer) -> bool:
    """Take the newer words in; whether anything changed."""
    before, after = words_of(passage), met(words_of(passage), one.text)
    same = before == after and passage.version_id == one.version
    passage.version_id = one.version
    _put(passage, after)
    return not same


def _put(passage: GatheredPassage, words: Words) -> None:
    passage.gathered, passage.standing = words.gathered, words.standing
    passage.offered = words.offered


@transaction.atomic
def write_passage(
    *, passage: GatheredPassage, text: str, seen: str, by: User, at: dt.datetime
) -> GatheredPassage:
    """Set the words that will stand; `seen` are those that she had before her."""
    passage = _held(passage, by=by, at=at)
    text = _tidy(text)
    if len(text) > LONGEST:
        raise CannotGather("Đoạn này dài quá. Hãy viết gọn lại.")
    if passage.standing not in {_tidy(seen), text}:
        raise CannotGather(
            "Đoạn này vừa được người khác sửa. Chép lại lời của mình, mở lại trang rồi sửa tiếp."
        )
    if text == passage.standing:
        return passage
    return _changed(passage, written(words_of(passage), text), by=by, at=at)


@transaction.atomic
def take_offer(*, passage: GatheredPassage, by: User, at: dt.datetime) -> GatheredPassage:
    """Let the newer words of the unit stand in place of the edited ones."""
    passage = _offered(passage, by=by, at=at)
    return _changed(passage, accepted(words_of(passage)), by=by, at=at)


@transaction.atomic
def keep_mine(*, passage: GatheredPassage, by: User, at: dt.datetime) -> GatheredPassage:
    """Keep the edited words; the newer ones count as seen."""
    passage = _offered(passage, by=by, at=at)
    return _changed(passage, kept(words_of(passage)), by=by, at=at)


@transaction.atomic
def leave_out(
    *, passage: GatheredPassage, is_left_out: bool, by: User, at: dt.datetime
) -> GatheredPassage:
    """Keep a passage out of the report, or take it back in; its words stay."""
    passage = _held(passage, by=by, at=at)
    passage.is_left_out = is_left_out
    passage.save(update_fields=["is_left_out"])
    _told(passage, {"is_left_out": not is_left_out}, {"is_left_out": is_left_out}, by=by, at=at)
    return passage


def _changed(
    passage: GatheredPassage, words: Words, *, by: User, at: dt.datetime
) -> GatheredPassage:
    old = passage.standing
    _put(passage, words)
    passage.edited_at, passage.edited_by = (at, by) if words.is_edited else (None, None)
    passage.save(update_fields=[*_FIELDS, "edited_at", "edited_by"])
    _told(passage, {"text": old}, {"text": passage.standing}, by=by, at=at)
    return passage


def _held(passage: GatheredPassage, *, by: User, at: dt.datetime) -> GatheredPassage:
    row = held_row(passage.submission_id)
    if not may_fill(by, row.unit, today=localdate(at)):
        raise CannotGather(NOT_HERS)
    _open(row)
    return GatheredPassage.objects.select_related("submission__unit").get(pk=passage.pk)


def _offered(passage: GatheredPassage, *, by: User, at: dt.datetime) -> GatheredPassage:
    passage = _held(passage, by=by, at=at)
    if not passage.offered:
        raise CannotGather("Không còn lời mới nào chờ chọn ở đoạn này.")
    return passage


def _open(row: Submission) -> Submission:
    if row.state not in OPEN:
        state = row.get_state_display().lower()
        raise CannotGather(f"Báo cáo {state} nên không sửa được. Muốn sửa, hãy làm đính chính.")
    return row


def _tidy(text: str) -> str:
    return nfc(text).replace("\r\n", "\n").strip()


def _told(
    passage: GatheredPassage, old: dict[str, object], new: dict[str, object], *, by: User,
    at: dt.datetime,
) -> None:  # fmt: skip
    record(
        verb="submissions.passage_written", subject=passage.submission, by=by, at=at, old=old,
        new={**new, "line": passage.line}, unit_key=passage.submission.unit.key,
    )  # fmt: skip
