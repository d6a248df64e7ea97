"""What was issued as a list, one issued document, and what was sent to one's own unit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.timezone import localdate

from nhanai.documents import queries
from nhanai.documents.models import Dispatch, OutgoingDocument, SignedCopy
from nhanai.documents.pages.register import Choices, State, choices, newest_first
from nhanai.documents.pages.signatures import token_label
from nhanai.documents.queries import OutgoingFilters, Recipient
from nhanai.documents.rules.mailing import may_send_again
from nhanai.documents.rules.outgoing import may_be_followed
from nhanai.documents.vocab import KINDS, OutgoingState
from nhanai.identity.models import User
from nhanai.journal.queries import JournalLine, key_of, of_subject
from nhanai.journal.vocab import VERBS
from nhanai.mail.vocab import LOOKS as MAIL_LOOKS
from nhanai.mail.vocab import MailState
from nhanai.web.paging import Page, page_of

LOOKS: Final[Mapping[OutgoingState, tuple[str, str]]] = {
    OutgoingState.IN_FORCE: ("ok", "tick"),
    OutgoingState.CORRECTED: ("hand", "pen"),
    OutgoingState.REPLACED: ("", "repeat"),
    OutgoingState.RECALLED: ("bad", "stop"),
}
"""Tone and icon of each state."""

PAST: Final = 50


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One document of the register of what went out."""

    document: OutgoingDocument
    kind: str
    state: State
    owner_name: str


@dataclass(frozen=True, slots=True)
class OutgoingRegister:
    """The outgoing documents, narrowed to what the person looks for."""

    rows: Page[IssuedRow]
    wanted: OutgoingFilters
    total: int
    waiting: int
    kinds: Choices
    years: Choices
    states: Choices
    year: str
    may_issue: bool


@dataclass(frozen=True, slots=True)
class SentRow:
    """A unit that a document was sent to, and how far it is there."""

    to: Recipient
    mail: State | None
    may_again: bool
    may_revoke: bool
    may_address: bool

    @property
    def dispatch(self) -> Dispatch:
        """The sending inside the product."""
        return self.to.dispatch

    @property
    def name(self) -> str:
        """What the unit is called today."""
        return self.to.name


@dataclass(frozen=True, slots=True)
class Past:
    """One act in the history of a document."""

    line: JournalLine
    words: str


@dataclass(frozen=True, slots=True)
class OutgoingPage:
    """One issued document."""

    document: OutgoingDocument
    kind: str
    owner_name: str
    state: State
    replaced_by: OutgoingDocument | None
    corrections: Sequence[OutgoingDocument]
    sent: Page[SentRow]
    received: int
    mine: Sequence[Recipient]
    history: Sequence[Past]
    copies: Sequence[SignedCopy]
    may_act: bool
    may_send: bool
    may_sign: bool
    token: str
    to_mail: int
    """How many of its units have an address and no mail yet."""
    sends_mail: bool


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What the link in a mail shows to whoever holds it; no document where it opens none."""

    document: OutgoingDocument | None = None
    kind: str = ""
    owner_name: str = ""
    unit_name: str = ""
    received_at: dt.datetime | None = None
    is_recalled: bool = False


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A document sent to one's own unit."""

    dispatch: Dispatch
    kind: str
    state: State
    unit_name: str
    owner_name: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """What was sent to the units where the person works."""

    rows: Page[InboxRow]
    waiting: int
    only_waiting: str
    text: str
    tabs: Choices


def look(state: OutgoingState) -> State:
    """The state in its shape, word and colour."""
    tone, icon = LOOKS[state]
    return State(state.label, tone, icon)


def outgoing_register(
    user: User, wanted: OutgoingFilters, *, number: int, today: dt.date
) -> OutgoingRegister:
    """One page of the register in a known number of queries."""
    visible = queries.with_state(queries.outgoing_visible_to(user, today=today))
    found = queries.outgoing_in_list(queries.outgoing_narrowed(visible, wanted))
    page = page_of(found, number=number, noun="văn bản")
    names = queries.names_of((row.owner_id for row in page), today)
    kinds = queries.outgoing_counts(visible, wanted, "kind")
    years = queries.outgoing_counts(visible, wanted, "year")
    states = queries.outgoing_counts(visible, wanted, "state_now")
    rows = [
        IssuedRow(
            row,
            KINDS[row.kind],
            look(OutgoingState(getattr(row, "state_now", ""))),
            names.get(row.owner_id, ""),
        )
        for row in page
    ]
    return OutgoingRegister(
        rows=Page(rows, page.number, page.total, page.size, page.noun),
        wanted=wanted,
        total=visible.count(),
        waiting=queries.sent_to(user, today=today).filter(received_at=None).count(),
        kinds=choices("Mọi loại", kinds, {kind: KINDS[kind] for kind in KINDS if kind in kinds}),
        years=choices("Mọi năm", years, newest_first(years)),
        states=choices("Mọi tình trạng", states, dict(OutgoingState.choices)),
        year=str(wanted.year or ""),
        may_issue=bool(queries.issuers_for(user, today=today)),
    )


def outgoing_page(
    user: User, document: OutgoingDocument, *, number: int, today: dt.date
) -> OutgoingPage:
    """The page of one issued document; whom it went to is paged."""
    sent = queries.with_mails(queries.dispatches_of(document))
    page = page_of(sent, number=number, noun="nơi nhận")
    hers = queries.workplaces(user, today=today)
    mine = list(sent.filter(unit__in=hers.order_by().values("pk"), received_at=None))
    names = queries.names_of([document.owner_id], today)
    past = of_subject(key_of(document))[:PAST]
    in_force = may_be_followed(document.state)
    may_act = in_force and queries.may_issue(user, document.owner, today=today)
    to = {one.dispatch.pk: one for one in queries.recipients([*page, *mine], today=today)}
    keeps = may_act and queries.may_keep_addresses(user, today=today)
    rows = [sent_row(to[row.pk], may_act=may_act, keeps=keeps) for row in page]
    may_sign = in_force and queries.may_sign(user, document.owner, today=today)
    return OutgoingPage(
        document=document,
        kind=KINDS[document.kind],
        owner_name=names.get(document.owner_id, ""),
        state=look(document.state),
        replaced_by=getattr(document, "replaced_by", None),
        corrections=list(document.corrections.all()),
        sent=Page(rows, page.number, page.total, page.size, page.noun),
        received=sent.exclude(received_at=None).count(),
        mine=[to[row.pk] for row in mine],
        history=[Past(line, VERBS.get(line.verb, line.verb)) for line in past],
        copies=list(queries.copies_of(document)),
        may_act=may_act,
        may_send=may_act,
        may_sign=may_sign and bool(document.pdf),
        token=token_label(),
        to_mail=queries.to_be_mailed(document).count() if may_act else 0,
        sends_mail=settings.SENDS_MAIL,
    )


def sent_row(to: Recipient, *, may_act: bool, keeps: bool) -> SentRow:
    """One recipient with what may be done there."""
    mail, received = to.mail, to.dispatch.received_at is not None
    same = mail is not None and to.address in {"", mail.address}
    return SentRow(
        to=to,
        mail=mail_look(mail.state) if mail else None,
        may_again=may_act and mail is not None and may_send_again(mail.state, same_address=same),
        may_revoke=may_act and mail is not None and not received and mail.revoked_at is None,
        may_address=keeps,
    )


def mail_look(state: str) -> State:
    """How far a mail is in its shape, word and colour."""
    tone, icon = MAIL_LOOKS.get(state, ("", "clock"))
    return State(MailState(state).label, tone, icon)


def inbox(user: User, *, text: str, only_waiting: str, number: int, today: dt.date) -> Inbox:
    """One page of what was sent to her units."""
    every = queries.sent_matching(queries.sent_to(user, today=today), text)
    waiting = every.filter(received_at=None)
    page = page_of(waiting if only_waiting else every, number=number, noun="văn bản")
    documents = {row.document_id: row.document for row in page}
    states = queries.states_of(documents)
    units = {row.unit_id for row in page} | {one.owner_id for one in documents.values()}
    names = queries.names_of(units, today)
    rows = [
        InboxRow(
            dispatch=row,
            kind=KINDS[row.document.kind],
            state=look(states[row.document_id]),
            unit_name=names.get(row.unit_id, ""),
            owner_name=names.get(row.document.owner_id, ""),
        )
        for row in page
    ]
    left = waiting.count()
    tabs = [("", "Tất cả", every.count()), ("chua-nhan", "Chưa xác nhận", left)]
    paged = Page(rows, page.number, page.total, page.size, page.noun)
    return Inbox(paged, left, only_waiting, text, tabs)


def receipt_page(token: str) -> ReceiptPage:
    """The page behind the link of a mail."""
    mail = queries.mail_by_receipt(token)
    if mail is None or (mail.revoked_at and not mail.dispatch.received_at):
        return ReceiptPage()
    dispatch, document = mail.dispatch, mail.dispatch.document
    names = queries.names_of((document.owner_id, dispatch.unit_id), localdate(mail.asked_at))
    return ReceiptPage(
        document=document,
        kind=KINDS[document.kind],
        owner_name=names.get(document.owner_id, ""),
        unit_name=names.get(dispatch.unit_id, ""),
        received_at=dispatch.received_at,
        is_recalled=document.recalled_at is not None,
    )
