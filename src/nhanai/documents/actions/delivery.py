"""The mails with issued documents: what they say, and handing them over."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.documents import queries, rules
from nhanai.documents.actions.mailing import CannotMail, receipt_token
from nhanai.documents.models import DispatchMail, OutgoingDocument
from nhanai.documents.rules.mailing import mail_subject, message_id
from nhanai.documents.rules.outgoing import may_be_followed
from nhanai.documents.vocab import CONTENT_TYPES, KINDS
from nhanai.journal.actions import record
from nhanai.mail import actions as post
from nhanai.mail.actions import Clock, Post
from nhanai.mail.links import host, whole
from nhanai.mail.vocab import MailState

AUTHOR: Final = "Gửi văn bản"
_VERBS: Final = {MailState.SENT: "documents.mail-sent", MailState.UNKNOWN: "documents.mail-unclear"}


def message_of(mail: DispatchMail) -> EmailMessage:
    """The letter with the file as it is offered now, the signed one where it was signed.

    Refuses what was recalled or replaced meanwhile, and a file that is not what it was.
    """
    document = mail.dispatch.document
    if not may_be_followed(document.state):
        raise CannotMail(f"Văn bản đã {document.state.label.lower()} trước khi thư đi.")
    suffix = ".pdf" if document.pdf else ".docx"
    content = queries.issued_file(document, suffix)
    name = f"{document.reference.replace('/', '-')}{suffix}"
    named = f"{KINDS[document.kind]} số {document.reference} ngày {written(document.day)}"
    message = EmailMessage(
        subject=mail_subject(named, document.subject),
        body=render_to_string("documents/mail/letter.txt", _words(mail, document, named, name)),
        to=[mail.address],
        headers={"Message-ID": message_id(mail.key, host()), "Auto-Submitted": "auto-generated"},
    )
    message.attach(name, content, CONTENT_TYPES[rules.suffix_of(name)])
    return message


def _words(
    mail: DispatchMail, document: OutgoingDocument, named: str, file: str
) -> dict[str, object]:
    units = (document.owner_id, mail.dispatch.unit_id)
    names = queries.names_of(units, localdate(mail.asked_at))
    return {
        "owner": names.get(document.owner_id, ""),
        "unit": names.get(mail.dispatch.unit_id, ""),
        "named": named,
        "subject": document.subject,
        "file": file,
        "is_signed": queries.copies_of(document).exists(),
        "receipt": ""
        if mail.revoked_at
        else whole(reverse("documents:receipt", args=[receipt_token(mail.key)])),
    }


def _told(mail: DispatchMail, at: dt.datetime) -> None:
    """Every fate of a mail is a line of the journal."""
    verb = _VERBS.get(MailState(mail.state), "documents.mail-failed")
    unit, document = mail.dispatch.unit, mail.dispatch.document
    record(
        verb=verb, subject=document, by=AUTHOR, at=at, note=mail.trouble,
        new={"unit": unit.key, "address": mail.address}, unit_key=unit.key,
    )  # fmt: skip


MAILS: Final = Post(rows=queries.mails, message=message_of, told=_told)


def deliver_mails(*, clock: Clock, may_go_on: Callable[[], bool]) -> int:
    """Send the mails that wait, until told to stop or the server is away; tells how many."""
    return post.deliver_waiting(MAILS, clock=clock, may_go_on=may_go_on)


def give_up_unclear_mails(*, at: dt.datetime, older_than: dt.timedelta) -> int:
    """Mark as unclear what was being sent when its sender stopped; a person may send it again."""
    return post.give_up_unclear(MAILS, at=at, older_than=older_than)
