"""The way of a reading: waiting, under way, done or failed; it never hangs for ever."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.documents import rules
from nhanai.documents.actions.outcome import READER, complete_reading
from nhanai.documents.actions.queue import look_again, put_in_queue
from nhanai.documents.extraction.bounded import read_bounded
from nhanai.documents.extraction.limits import MEMORY_MB, SECONDS, CannotRead
from nhanai.documents.models import Document
from nhanai.documents.permissions import Permission
from nhanai.documents.queries import HEAVY
from nhanai.documents.vocab import ReadingState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record

EVERY: Final = dt.timedelta(seconds=1)
"""How often the words of progress are written down at most."""

UNFORESEEN: Final = (
    "Hệ thống gặp lỗi khi đọc văn bản này. Hãy bấm “Đọc lại”; nếu vẫn không được, "
    "hãy lưu tệp sang .docx hoặc .pdf rồi vào sổ lại, và báo người quản trị."
)
GIVEN_UP: Final = (
    "Việc đọc đã dừng giữa chừng nhiều lần. Tệp có thể quá lớn hoặc hỏng. "
    "Hãy tách tệp hoặc lưu sang định dạng khác rồi vào sổ lại."
)
QUOTED: Final = (
    "Nhiệm vụ của một kế hoạch đang trích từ bản đọc này, nên không đọc lại được. "
    "Nếu tệp đã khác, hãy vào sổ tệp mới."
)
FILE_GONE: Final = "Không tìm thấy tệp gốc trên máy chủ. Hãy báo người quản trị khôi phục tệp."


class CannotReadAgain(Refused):
    """The reading stays as it is."""


def read_now(
    *, document: Document, at: dt.datetime, clock: Callable[[], dt.datetime] | None = None
) -> None:
    """Read `document` in a bounded process if it waits for that, and write down what came of it.

    `clock` tells the moments after `at`, as reading takes a while.
    """
    if not _begin(document, at=at):
        return
    now = clock or (lambda: at)
    document = Document.objects.defer(*HEAVY).get(pk=document.pk)
    try:
        found = read_bounded(
            Path(document.file.path),
            document.file_name,
            progress=progress_of(document, now),
            seconds=SECONDS,
            memory_mb=MEMORY_MB,
        )
        note_progress(document=document, words="Đang ghi kết quả", at=now())
        complete_reading(document=document, json=found, at=now())
    except CannotRead as refusal:
        fail_reading(document=document, message=refusal.message, at=now())
    except FileNotFoundError:
        fail_reading(document=document, message=FILE_GONE, at=now())
    except Exception:
        fail_reading(document=document, message=UNFORESEEN, at=now())
        raise


@transaction.atomic
def _begin(document: Document, *, at: dt.datetime) -> bool:
    """Take the document up; not if somebody else reads it, or if it was tried too often."""
    document = Document.objects.select_for_update().defer(*HEAVY).get(pk=document.pk)
    waiting = document.reading_state == ReadingState.WAITING
    if not waiting and not rules.is_stale(document.reading_state, document.reading_touched_at, at):
        return False
    if document.reading_attempts >= rules.ATTEMPTS:
        _fail(document, GIVEN_UP, at)
        return False
    document.reading_state = ReadingState.READING
    document.reading_attempts += 1
    document.reading_progress = "Đang mở tệp"
    document.reading_touched_at = at
    document.save(
        update_fields=[
            "reading_state",
            "reading_attempts",
            "reading_progress",
            "reading_touched_at",
        ]
    )
    look_again(document, at=at)
    return True


def progress_of(document: Document, now: Callable[[], dt.datetime]) -> Callable[[str], None]:
    """What the bounded process may call as often as it likes."""
    last: list[dt.datetime] = []

    def told(words: str) -> None:
        at = now()
        if last and at - last[-1] < EVERY:
            return
        last[:] = [at]
        note_progress(document=document, words=words, at=at)

    return told


def note_progress(*, document: Document, words: str, at: dt.datetime) -> None:
    """Say how far the reading has come; no act of a person, so no line in the journal."""
    Document.objects.filter(pk=document.pk, reading_state=ReadingState.READING).update(
        reading_progress=words[:200], reading_touched_at=at
    )


@transaction.atomic
def fail_reading(*, document: Document, message: str, at: dt.datetime) -> None:
    """Keep the sentence that says why the document could not be read."""
    document = Document.objects.select_for_update().defer(*HEAVY).get(pk=document.pk)
    if rules.may_move(ReadingState(document.reading_state), ReadingState.FAILED):
        _fail(document, message, at)


def _fail(document: Document, message: str, at: dt.datetime) -> None:
    document.reading_state = ReadingState.FAILED
    document.reading_error, document.reading_progress = message, ""
    document.reading_touched_at = at
    document.save(
        update_fields=["reading_state", "reading_error", "reading_progress", "reading_touched_at"]
    )
    record(
        verb="documents.reading-failed",
        subject=document,
        by=READER,
        at=at,
        note=message,
        unit_key=document.owner.key,
    )


@transaction.atomic
def read_again(*, document: Document, by: User, at: dt.datetime) -> None:
    """Queue the document once more: after a failure, a silent reading, a new grammar."""
    document = Document.objects.select_for_update().defer(*HEAVY).get(pk=document.pk)
    if not allowed(by, Permission.REGISTER, unit=document.owner, today=localdate(at)):
        raise CannotReadAgain("Anh, chị không có quyền cho đọc lại văn bản của đơn vị này.")
    if document.held_at is not None:
        raise CannotReadAgain(QUOTED)
    state = document.reading_state
    if not rules.may_read_again(state, document.reading_touched_at, at):
        raise CannotReadAgain("Văn bản này đang được đọc. Hãy đợi đọc xong.")
    document.reading_state = ReadingState.WAITING
    document.reading_error, document.reading_progress = "", ""
    document.reading_attempts, document.reading_touched_at = 0, at
    document.save(
        update_fields=[
            "reading_state",
            "reading_error",
            "reading_progress",
            "reading_attempts",
            "reading_touched_at",
        ]
    )
    put_in_queue(document, at=at)
    record(
        verb="documents.read-again",
        subject=document,
        by=by,
        at=at,
        old={"reading_state": state},
        unit_key=document.owner.key,
    )


def hold(*, document: Document, at: dt.datetime) -> None:
    """Keep the reading as it is from now on: what stands above quotes its nodes."""
    Document.objects.filter(pk=document.pk, held_at=None).update(held_at=at)
