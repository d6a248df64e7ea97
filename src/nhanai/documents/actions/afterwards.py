"""What happens to a document after it was issued: sent further, received, recalled."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced
from nhanai.documents import queries
from nhanai.documents.models import Dispatch, OutgoingDocument
from nhanai.documents.rules.outgoing import REASON_LENGTH, may_be_followed
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.units.models import Unit


class CannotRecall(Refused):
    """It stays in force."""


class CannotDispatch(Refused):
    """It was sent to nobody new."""


class CannotReceive(Refused):
    """The receipt was not given."""


@transaction.atomic
def recall(*, document: OutgoingDocument, reason: str, by: User, at: dt.datetime) -> None:
    """Take a document back: it shows as recalled to all who have it; its number stays taken."""
    document = _held(document)
    reason = single_spaced(nfc(reason))
    if not queries.may_issue(by, document.owner, today=localdate(at)):
        raise CannotRecall("Anh, chị không có quyền thu hồi văn bản của đơn vị này.")
    if not may_be_followed(document.state):
        raise CannotRecall(f"Văn bản này {document.state.label.lower()}, không cần thu hồi.")
    if not reason or len(reason) > REASON_LENGTH:
        raise CannotRecall(f"Ghi lý do thu hồi, nhiều nhất {REASON_LENGTH} ký tự.")
    document.recalled_at, document.recalled_by, document.recall_reason = at, by, reason
    document.save(update_fields=["recalled_at", "recalled_by", "recall_reason"])
    record(
        verb="documents.recalled", subject=document, by=by, at=at, note=reason,
        unit_key=document.owner.key,
    )  # fmt: skip


@transaction.atomic
def dispatch(
    *,
    document: OutgoingDocument,
    to: Sequence[Unit],
    mailed_to: str = "",
    by: User,
    at: dt.datetime,
) -> list[Dispatch]:
    """Send it to further units; who has it already is passed over."""
    document = _held(document)
    if not queries.may_issue(by, document.owner, today=localdate(at)):
        raise CannotDispatch("Anh, chị không có quyền gửi văn bản của đơn vị này.")
    if not may_be_followed(document.state):
        raise CannotDispatch(f"Văn bản này {document.state.label.lower()}, không gửi thêm được.")
    has_it = {document.owner_id, *document.dispatches.values_list("unit", flat=True)}
    new = list({unit.pk: unit for unit in to if unit.pk not in has_it}.values())
    today = localdate(at)
    if any(unit.start > today or (unit.end is not None and unit.end <= today) for unit in new):
        raise CannotDispatch("Có đơn vị không còn hoạt động. Hãy gửi đơn vị kế tục.")
    if not new:
        raise CannotDispatch("Các đơn vị này đã có văn bản. Hãy ghi tên đơn vị khác.")
    mailed_to = single_spaced(nfc(mailed_to))[:200]
    rows = [Dispatch(document=document, unit=unit, sent_at=at, mailed_to=mailed_to) for unit in new]
    Dispatch.objects.bulk_create(rows)
    record(
        verb="documents.dispatched", subject=document, by=by, at=at, note=mailed_to,
        new={"units": [unit.key for unit in new]}, unit_key=document.owner.key,
    )  # fmt: skip
    return rows


@transaction.atomic
def acknowledge(*, dispatch: Dispatch, by: User, at: dt.datetime) -> None:
    """The receipt of a unit: somebody who works there says that it came."""
    dispatch = (
        Dispatch.objects.select_for_update(of=("self",))
        .select_related("unit", "document")
        .get(pk=dispatch.pk)
    )
    if not queries.works_at(by, dispatch.unit, today=localdate(at)):
        raise CannotReceive("Chỉ người của đơn vị nhận mới xác nhận đã nhận văn bản.")
    if dispatch.received_at is not None:
        raise CannotReceive("Đơn vị đã xác nhận nhận văn bản này rồi.")
    dispatch.received_at, dispatch.received_by = at, by
    dispatch.save(update_fields=["received_at", "received_by"])
    record(
        verb="documents.received", subject=dispatch.document, by=by, at=at,
        new={"unit": dispatch.unit.key}, unit_key=dispatch.unit.key,
    )  # fmt: skip


def _held(document: OutgoingDocument) -> OutgoingDocument:
    """The row as it is now, held until the act ends."""
    return OutgoingDocument.objects.select_for_update().get(pk=document.pk)
