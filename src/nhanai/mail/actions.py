"""Handing over what waits: claimed, sent, marked, each on the disk before the next.

Which outcome leaves what is written in docs/decisions/0007-reminders-room.md.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet

from nhanai.base.errors import Refused
from nhanai.mail.models import Mailing
from nhanai.mail.rules import TRIES, wait_after
from nhanai.mail.vocab import MailState

log = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Mailing)
Clock = Callable[[], dt.datetime]

_REFUSED: Final = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPResponseException,
)
"""The server answered that it did not take the mail; what else goes wrong leaves it open."""


@dataclass(frozen=True, slots=True)
class Post(Generic[Row]):
    """One kind of mail: its rows, what a row says, and what is told once its fate is known."""

    rows: Callable[[], QuerySet[Row]]
    message: Callable[[Row], EmailMessage]
    """May refuse: then the mail is not sent and the sentence is kept with it."""
    told: Callable[[Row, dt.datetime], None]
    """Called in the transaction in which the row becomes sent, failed or unclear."""


def deliver_waiting(post: Post[Row], *, clock: Clock, may_go_on: Callable[[], bool]) -> int:
    """Send what waits, one by one, until told to stop or the server is away; tells how many."""
    sent = 0
    waiting = post.rows().filter(state=MailState.WAITING, next_at__lte=clock())
    for key in list(waiting.order_by("next_at", "pk").values_list("pk", flat=True)):
        if not may_go_on():
            break
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as fault:
            _not_taken(post, key, fault, at=clock())
            break
        try:
            sent += deliver_one(post, key, connection, clock)
        finally:
            connection.close()
    return sent


def deliver_one(post: Post[Row], key: int, connection: BaseEmailBackend, clock: Clock) -> int:
    """Claim, send, note; the claim is on the disk before the first byte of the mail leaves."""
    claimed = post.rows().filter(pk=key, state=MailState.WAITING)
    at = clock()
    if not claimed.update(state=MailState.SENDING, attempts=F("attempts") + 1, claimed_at=at):
        return 0
    try:
        connection.send_messages([post.message(post.rows().get(pk=key))])
    except Refused as refusal:
        _settle(post, key, MailState.FAILED, at=clock(), trouble=refusal.message)
    except _REFUSED as fault:
        _not_taken(post, key, fault, at=clock())
    except (OSError, smtplib.SMTPException) as fault:
        _settle(post, key, MailState.UNKNOWN, at=clock(), trouble=_words(fault))
    else:
        _settle(post, key, MailState.SENT, at=clock())
        return 1
    return 0


def give_up_unclear(post: Post[Row], *, at: dt.datetime, older_than: dt.timedelta) -> int:
    """Mark as unclear what was being sent when its sender stopped; it is not sent again by us."""
    left = post.rows().filter(state=MailState.SENDING, claimed_at__lt=at - older_than)
    words = "Máy dừng giữa lúc gửi; không tự gửi lại để khỏi trùng."
    keys = list(left.values_list("pk", flat=True))
    return sum(_settle(post, key, MailState.UNKNOWN, at=at, trouble=words) for key in keys)


@transaction.atomic
def _settle(
    post: Post[Row], key: int, state: MailState, *, at: dt.datetime, trouble: str = ""
) -> bool:
    """What became of it; what its sender knows stands over what was given up meanwhile."""
    row = post.rows().select_for_update(of=("self",)).get(pk=key)
    may_become = {MailState.SENDING, MailState.WAITING}
    if state == MailState.SENT:
        may_become.add(MailState.UNKNOWN)
    if row.state not in may_become:
        return False
    row.state, row.trouble, row.next_at = state, _cut(trouble), None
    row.sent_at = at if state == MailState.SENT else None
    row.save(update_fields=["state", "trouble", "next_at", "sent_at"])
    post.told(row, at)
    return True


def _not_taken(post: Post[Row], key: int, fault: Exception, *, at: dt.datetime) -> None:
    """The mail did not leave: try later, and after the last try say so."""
    row = post.rows().get(pk=key)
    attempts = row.attempts if row.state == MailState.SENDING else row.attempts + 1
    held = post.rows().filter(pk=key, state__in=[MailState.SENDING, MailState.WAITING])
    if attempts >= TRIES:
        held.update(attempts=attempts)
        _settle(post, key, MailState.FAILED, at=at, trouble=_words(fault))
        return
    held.update(
        state=MailState.WAITING,
        attempts=attempts,
        next_at=at + wait_after(attempts),
        trouble=_cut(_words(fault)),
    )


def _words(fault: Exception) -> str:
    """What went wrong, with what the server said, which may be anything."""
    host = settings.EMAIL_HOST
    said: bytes | str
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(fault.recipients.values()))
    elif isinstance(fault, smtplib.SMTPResponseException):
        code, said = fault.smtp_code, fault.smtp_error
    else:
        log.warning("mail: %s: %s", host, fault)
        return f"Không nối được, hoặc mất kết nối với máy chủ thư {host}."
    answer = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"Máy chủ thư {host} không nhận, mã {code}: {answer}"


def _cut(words: str) -> str:
    return words[:300].replace("\x00", "")
