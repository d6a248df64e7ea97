"""Sending an issued document by e-mail: asked for by a person, once for each unit it goes to."""

import datetime as dt
import uuid
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.secret import hashed
from nhanai.documents import queries
from nhanai.documents.models import Dispatch, DispatchMail, MailAddress, OutgoingDocument
from nhanai.documents.rules.mailing import may_send_again
from nhanai.documents.rules.outgoing import may_be_followed
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.mail.vocab import MailState
from nhanai.units.models import Unit

BY_LINK: Final = "Nơi nhận, qua đường dẫn trong thư"
LONGEST: Final = 254
"""Characters of an address (RFC 5321)."""


class CannotMail(Refused):
    """No mail was asked for, no address changed, no receipt given."""


@transaction.atomic
def set_mail_address(*, unit: Unit, address: str, by: User, at: dt.datetime) -> None:
    """Note where `unit` receives documents by e-mail; an empty address takes it away."""
    if not queries.may_keep_addresses(by, today=localdate(at)):
        raise CannotMail("Anh, chị chưa được giao quyền ghi địa chỉ nhận văn bản của đơn vị.")
    Unit.objects.select_for_update().get(pk=unit.pk)
    old, address = queries.address_of(unit), address.strip()
    if address == old:
        return
    if address:
        _check_address(address)
        noted = {"address": address, "set_at": at, "set_by": by}
        MailAddress.objects.update_or_create(unit=unit, defaults=noted)
    else:
        MailAddress.objects.filter(unit=unit).delete()
    record(
        verb="documents.mail-address-set", subject=unit, by=by, at=at,
        old={"address": old}, new={"address": address}, unit_key=unit.key,
    )  # fmt: skip


@transaction.atomic
def mail_out(*, document: OutgoingDocument, by: User, at: dt.datetime) -> list[DispatchMail]:
    """Have the document mailed to every unit it went to that has an address; never one twice.

    The keeper of time sends what is asked for here.
    """
    document = _held(document, by=by, at=at)
    waiting = list(queries.to_be_mailed(document))
    if not waiting:
        raise CannotMail(
            "Không còn nơi nhận nào có địa chỉ thư điện tử mà chưa gửi. "
            "Hãy ghi địa chỉ của nơi nhận trước."
        )
    made = [_asked(one, by=by, at=at) for one in waiting]
    DispatchMail.objects.bulk_create(made)
    record(
        verb="documents.mail-asked", subject=document, by=by, at=at,
        new={"units": [one.unit.key for one in waiting]}, unit_key=document.owner.key,
    )  # fmt: skip
    return made


@transaction.atomic
def mail_again(*, mail: DispatchMail, by: User, at: dt.datetime) -> None:
    """Send once more, to the address of today, what did not leave or may not have."""
    document = _held(mail.dispatch.document, by=by, at=at)
    mail = DispatchMail.objects.select_for_update().get(pk=mail.pk)
    unit = mail.dispatch.unit
    address = queries.address_of(unit) or mail.address
    if not may_send_again(mail.state, same_address=address == mail.address):
        raise CannotMail(f"Thư đến nơi này: {mail.get_state_display().lower()}, không gửi lại.")
    old = {"state": mail.state, "address": mail.address}
    mail.address, mail.state, mail.next_at = address, MailState.WAITING, at
    mail.attempts, mail.sent_at, mail.trouble = 0, None, ""
    mail.asked_at, mail.asked_by = at, by
    mail.save()
    new = {"state": mail.state, "address": address}
    record(
        verb="documents.mail-asked-again", subject=document, by=by, at=at, old=old, new=new,
        unit_key=unit.key,
    )  # fmt: skip


@transaction.atomic
def revoke_receipt(*, mail: DispatchMail, by: User, at: dt.datetime) -> None:
    """Let the link in a mail give no receipt any more."""
    document = mail.dispatch.document
    if not queries.may_issue(by, document.owner, today=localdate(at)):
        raise CannotMail("Anh, chị không có quyền thu hồi đường dẫn trong thư của đơn vị này.")
    mail = DispatchMail.objects.select_for_update().get(pk=mail.pk)
    if mail.revoked_at is not None or mail.dispatch.received_at is not None:
        raise CannotMail("Đường dẫn xác nhận này không còn dùng được, không cần thu hồi.")
    mail.revoked_at = at
    mail.save(update_fields=["revoked_at"])
    record(
        verb="documents.receipt-link-revoked", subject=document, by=by, at=at,
        new={"unit": mail.dispatch.unit.key}, unit_key=mail.dispatch.unit.key,
    )  # fmt: skip


@transaction.atomic
def receive_by_link(*, token: str, at: dt.datetime) -> Dispatch:
    """The receipt of a unit, given by whoever holds the link of its mail; the first one stands."""
    mail = queries.mail_by_receipt(token)
    if mail is None or mail.revoked_at is not None:
        raise CannotMail("Đường dẫn này không còn dùng được. Hãy liên hệ đơn vị gửi văn bản.")
    held = Dispatch.objects.select_for_update(of=("self",)).select_related("unit", "document")
    dispatch = held.get(pk=mail.dispatch_id)
    if dispatch.received_at is not None:
        return dispatch
    dispatch.received_at, dispatch.received_by_link = at, True
    dispatch.save(update_fields=["received_at", "received_by_link"])
    record(
        verb="documents.received", subject=dispatch.document, by=BY_LINK, at=at,
        new={"unit": dispatch.unit.key, "address": mail.address}, unit_key=dispatch.unit.key,
    )  # fmt: skip
    return dispatch


def receipt_token(key: uuid.UUID) -> str:
    """The secret of a mail's link: of its key and of the key of this installation.

    So every try of one mail carries the same link, and the tables alone open none.
    """
    return salted_hmac("receipt of a document", str(key), algorithm="sha256").hexdigest()


def _check_address(address: str) -> None:
    try:
        EmailValidator()(address)
    except ValidationError:
        raise CannotMail("Viết địa chỉ thư điện tử như vanthu@laichau.gov.vn.") from None
    if len(address) > LONGEST:
        raise CannotMail(f"Địa chỉ thư điện tử dài nhất {LONGEST} ký tự.")


def _asked(dispatch: Dispatch, *, by: User, at: dt.datetime) -> DispatchMail:
    key = uuid.uuid4()
    return DispatchMail(
        dispatch=dispatch, key=key, address=queries.address_of(dispatch.unit),
        state=MailState.WAITING, next_at=at, asked_at=at, asked_by=by,
        receipt_hash=hashed(receipt_token(key)),
    )  # fmt: skip


def _held(document: OutgoingDocument, *, by: User, at: dt.datetime) -> OutgoingDocument:
    """The document as it is now, held, if `by` may mail it and it is still in force."""
    document = OutgoingDocument.objects.select_for_update().get(pk=document.pk)
    if not queries.may_issue(by, document.owner, today=localdate(at)):
        raise CannotMail("Anh, chị không có quyền gửi văn bản của đơn vị này.")
    if not may_be_followed(document.state):
        raise CannotMail(f"Văn bản này {document.state.label.lower()}, không gửi thư được.")
    if not settings.SENDS_MAIL:
        raise CannotMail("Nơi này chưa đặt máy chủ thư. Hãy nhờ người quản trị đặt trước.")
    return document
