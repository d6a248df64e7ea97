"""Where units receive documents by e-mail, and what became of the mails."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from nhanai.base.secret import hashed
from nhanai.documents.models import Dispatch, DispatchMail, MailAddress, OutgoingDocument
from nhanai.documents.permissions import Permission
from nhanai.documents.queries.outgoing import UNLISTED, dispatches_of
from nhanai.documents.queries.register import names_of
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit

_HEAVY = tuple(f"dispatch__document__{name}" for name in UNLISTED)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One unit that a document goes to: in the product, by e-mail, and its receipt."""

    dispatch: Dispatch
    name: str
    address: str
    """Where it receives documents by e-mail now; empty where nobody noted it."""
    mail: DispatchMail | None


def address_of(unit: Unit) -> str:
    """Where the unit receives documents by e-mail; empty where nobody noted it."""
    return MailAddress.objects.filter(unit=unit).values_list("address", flat=True).first() or ""


def may_keep_addresses(user: User, *, today: dt.date) -> bool:
    """Whether she notes where units receive documents."""
    return identity.holds(user, Permission.KEEP_ADDRESSES, today=today)


def with_mails(sent: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """The same with their mails."""
    return sent.select_related("unit", "received_by", "mail")


def recipients(rows: Iterable[Dispatch], *, today: dt.date) -> list[Recipient]:
    """Dispatches (with their mails) as a page shows them; two queries."""
    listed = list(rows)
    units = [row.unit_id for row in listed]
    names = names_of(units, today)
    addresses = dict(MailAddress.objects.filter(unit__in=units).values_list("unit", "address"))
    return [
        Recipient(
            dispatch=row,
            name=names.get(row.unit_id, ""),
            address=addresses.get(row.unit_id, ""),
            mail=getattr(row, "mail", None),
        )
        for row in listed
    ]


def to_be_mailed(document: OutgoingDocument) -> QuerySet[Dispatch]:
    """The dispatches whose units have an address and have not been mailed."""
    addressed = MailAddress.objects.order_by().values("unit")
    return dispatches_of(document).filter(mail=None, unit__in=addressed)


def mails() -> QuerySet[DispatchMail]:
    """Every mail with what its words need."""
    found = DispatchMail.objects.select_related(
        "dispatch__document__owner", "dispatch__unit", "asked_by"
    )
    return found.defer(*_HEAVY)


def mail_by_receipt(token: str) -> DispatchMail | None:
    """The mail whose link of receipt this is."""
    return mails().filter(receipt_hash=hashed(token)).first()
