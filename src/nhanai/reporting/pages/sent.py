"""To whom an issued report went, and how far it is there."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from nhanai.documents import queries as documents
from nhanai.documents.models import OutgoingDocument
from nhanai.documents.queries import Recipient
from nhanai.mail.vocab import LOOKS, MailState

SHOWN: Final = 20
"""Recipients on the page of a report; all of them stand on that of the outgoing document."""


@dataclass(frozen=True, slots=True)
class SentTo:
    """One recipient with what became of the mail to it."""

    to: Recipient

    @property
    def mail_label(self) -> str:
        """How far its mail is, in words."""
        if self.to.mail is not None:
            return MailState(self.to.mail.state).label
        return "Chưa gửi thư" if self.to.address else "Chưa có địa chỉ thư"

    @property
    def mail_look(self) -> tuple[str, str]:
        """The same as tone and icon."""
        state = self.to.mail.state if self.to.mail is not None else ""
        return LOOKS.get(state, ("", "clock"))


@dataclass(frozen=True, slots=True)
class SentReport:
    """All of them, counted, and the first."""

    rows: tuple[SentTo, ...]
    total: int
    received: int


def sent_report(document: OutgoingDocument | None, *, today: dt.date) -> SentReport | None:
    """To whom the issued report went; five queries, none while it is not issued."""
    if document is None:
        return None
    sent = documents.with_mails(documents.dispatches_of(document))
    first = documents.recipients(sent[:SHOWN], today=today)
    received = sent.exclude(received_at=None).count()
    return SentReport(tuple(map(SentTo, first)), sent.count(), received)
