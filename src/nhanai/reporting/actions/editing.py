"""Small acts on passages and on the frame, each saved at once."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.db.models import Max

from nhanai.base.text import nfc
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.reporting.actions.gathering import words_of
from nhanai.reporting.actions.holding import CannotEdit, held_open
from nhanai.reporting.models import Passage, ReportSection, ResultReport
from nhanai.reporting.rules.composing import lines_of
from nhanai.reporting.rules.merging import Words, accepted, kept, written
from nhanai.sending.actions import once

__all__ = [
    "CannotEdit",
    "accept_offer",
    "add_passage",
    "keep_mine",
    "leave_out",
    "move",
    "set_frame",
    "take_back_in",
    "write",
]

LONGEST: Final = 20_000
FRAME: Final = (
    *("superior", "symbol", "place", "addressed_to"),
    *("signature", "signer", "recipients"),
)
LISTS: Final = frozenset({"addressed_to", "signature", "recipients"})


@transaction.atomic
def write(*, passage: Passage, text: str, seen: str, by: User, at: dt.datetime) -> Passage:
    """Set the words that will stand; `seen` are those that the person had before her.

    Where somebody else wrote in the meantime, neither text is lost: the act is refused.
    """
    passage = _held(passage, by=by, at=at)
    text = _tidy(text)
    if passage.standing not in {_tidy(seen), text}:
        raise CannotEdit(
            "Đoạn này vừa được người khác sửa. Chép lại lời của anh, chị, mở lại đoạn rồi sửa tiếp."
        )
    if text == passage.standing:
        return passage
    old = passage.standing
    _put(passage, written(words_of(passage), text), by=by, at=at)
    _told("reporting.passage_written", passage, by=by, at=at, old=old, new=text)
    return passage


@transaction.atomic
def accept_offer(*, passage: Passage, by: User, at: dt.datetime) -> Passage:
    """Let the newer gathered words stand in place of the edited ones."""
    passage = _offered(passage, by=by, at=at)
    old = passage.standing
    _put(passage, accepted(words_of(passage)), by=by, at=at)
    _told("reporting.offer_accepted", passage, by=by, at=at, old=old, new=passage.standing)
    return passage


@transaction.atomic
def keep_mine(*, passage: Passage, by: User, at: dt.datetime) -> Passage:
    """Keep the edited words; the newer ones count as seen."""
    passage = _offered(passage, by=by, at=at)
    offered = passage.offered
    _put(passage, kept(words_of(passage)), by=by, at=at)
    _told("reporting.offer_declined", passage, by=by, at=at, old=offered, new=passage.standing)
    return passage


@transaction.atomic
def leave_out(*, passage: Passage, by: User, at: dt.datetime) -> Passage:
    """Keep the passage out of the report; its words and sources stay to be seen."""
    return _set_left_out(passage, True, by=by, at=at)


@transaction.atomic
def take_back_in(*, passage: Passage, by: User, at: dt.datetime) -> Passage:
    """Let a passage that was left out stand again."""
    return _set_left_out(passage, False, by=by, at=at)


@transaction.atomic
def add_passage(
    *,
    section: ReportSection,
    text: str,
    token: uuid.UUID | None = None,
    by: User,
    at: dt.datetime,
) -> Passage:
    """A passage of a person's own, at the end of the section.

    The same sent twice with the same `token` is added once.
    """
    section = ReportSection.objects.get(pk=section.pk)
    held_open(section.report_id, by=by, at=at)
    text = _tidy(text)
    if not text:
        raise CannotEdit("Hãy ghi nội dung đoạn muốn thêm.")

    def add() -> list[int]:
        last = Passage.objects.filter(section=section).aggregate(last=Max("order"))["last"] or 0
        made = Passage.objects.create(
            section=section, key=f"them-{uuid.uuid4()}", order=last + 10, standing=text,
            edited_by=by, edited_at=at,
        )  # fmt: skip
        _told("reporting.passage_added", made, by=by, at=at, new=text)
        return [made.pk]

    said = [str(section.pk), text]
    keys = once(add, token=token, act="reporting.passage", content=said, by=by, at=at)
    return Passage.objects.select_related("section__report__unit").get(pk=keys[0])


@transaction.atomic
def move(*, passage: Passage, up: bool, by: User, at: dt.datetime) -> Passage:
    """Change places with the passage before or behind it; at the edge nothing happens."""
    passage = _held(passage, by=by, at=at)
    rows = list(Passage.objects.filter(section=passage.section_id).order_by("order", "pk"))
    place = next(n for n, row in enumerate(rows) if row.pk == passage.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return passage
    rows[place], rows[other] = rows[other], rows[place]
    for number, row in enumerate(rows, 1):
        row.order = number * 10
    Passage.objects.bulk_update(rows, ["order"], batch_size=500)
    _told("reporting.passage_moved", rows[other], by=by, at=at)
    return rows[other]


@transaction.atomic
def set_frame(
    *, report: ResultReport, values: Mapping[str, str], by: User, at: dt.datetime
) -> ResultReport:
    """Set letterhead, symbol, place, addressee, signature, recipients."""
    report = held_open(report.pk, by=by, at=at)
    given = {name: nfc(values[name]) for name in FRAME if name in values}
    tidied = {
        name: "\n".join(lines_of(text)) if name in LISTS else " ".join(text.split())
        for name, text in given.items()
    }
    old = {name: getattr(report, name) for name in tidied}
    changed = {name: text for name, text in tidied.items() if text != old[name]}
    if not tidied.get("symbol", report.symbol):
        raise CannotEdit("Hãy ghi ký hiệu, ví dụ BC-CTĐ.")
    if "place" in tidied and not tidied["place"]:
        raise CannotEdit("Hãy ghi nơi ban hành, ví dụ Lai Châu.")
    for name, text in changed.items():
        setattr(report, name, text)
    if changed:
        report.save(update_fields=list(changed))
        record(
            verb="reporting.frame_set", subject=report, by=by, at=at,
            old={name: old[name] for name in changed}, new=changed, unit_key=report.unit.key,
        )  # fmt: skip
    return report


def _tidy(text: str) -> str:
    tidied = nfc(text).strip()
    if len(tidied) > LONGEST:
        raise CannotEdit("Một đoạn dài quá. Hãy chia thành nhiều đoạn.")
    return tidied


def _held(passage: Passage, *, by: User, at: dt.datetime) -> Passage:
    """The passage as it is now; the report that it stands in is held and open to her."""
    key = ReportSection.objects.values_list("report", flat=True).get(pk=passage.section_id)
    held_open(key, by=by, at=at)
    return Passage.objects.select_related("section__report__unit").get(pk=passage.pk)


def _offered(passage: Passage, *, by: User, at: dt.datetime) -> Passage:
    passage = _held(passage, by=by, at=at)
    if not passage.offered:
        raise CannotEdit("Đoạn này không có lời mới nào chờ chọn.")
    return passage


def _put(passage: Passage, words: Words, *, by: User, at: dt.datetime) -> None:
    passage.gathered, passage.standing = words.gathered, words.standing
    passage.offered = words.offered if words.is_edited else ""
    passage.edited_by, passage.edited_at = (by, at) if words.is_edited else (None, None)
    passage.save(update_fields=["gathered", "standing", "offered", "edited_by", "edited_at"])


def _set_left_out(passage: Passage, left_out: bool, *, by: User, at: dt.datetime) -> Passage:
    passage = _held(passage, by=by, at=at)
    if passage.is_left_out is not left_out:
        passage.is_left_out = left_out
        passage.save(update_fields=["is_left_out"])
        verb = "reporting.passage_left_out" if left_out else "reporting.passage_taken_in"
        _told(verb, passage, by=by, at=at)
    return passage


def _told(
    verb: str, passage: Passage, *, by: User, at: dt.datetime, old: str = "", new: str = ""
) -> None:
    report = passage.section.report
    record(
        verb=verb, subject=report, by=by, at=at,
        old={"text": old} if old else None, new={"text": new} if new else None,
        note=passage.section.heading, unit_key=report.unit.key,
    )  # fmt: skip
