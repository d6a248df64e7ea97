"""Signing what was issued: one more file beside the unsigned one, which stays as it is."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.documents import queries
from nhanai.documents.actions.keeping import keep
from nhanai.documents.models import OutgoingDocument, SignedCopy
from nhanai.documents.rules.outgoing import may_be_followed
from nhanai.documents.signatures import apart
from nhanai.documents.signatures.values import CannotUse
from nhanai.identity.models import User
from nhanai.journal.actions import record

SIGNED_MEANWHILE = "Văn bản vừa được người khác ký thêm. Hãy xem lại rồi ký."


class CannotSign(Refused):
    """No signature was made, no file kept."""


def sign(
    *, document: OutgoingDocument, key: apart.KeyFile | apart.Token, by: User, at: dt.datetime
) -> SignedCopy:
    """Add a digital signature (PAdES) to the document's .pdf, with a note where its signer stands.

    The key is asked before the document is held, since a token may be slow; what was found before
    is looked at again then. Refuses without the right, a document that is no longer in force, one
    without .pdf, a key that cannot sign, and a certificate that signed it already.
    """
    copies = _check_may(document, by=by, at=at)
    last = copies[-1] if copies else None
    try:
        queries.issued_file(document, ".pdf")
        signed = apart.signed(
            Path(last.pdf.path if last else document.pdf.path),
            key=key,
            place=apart.Place(document.signer_name, document.signer_lines[-1]),
            signed_with=[copy.certificate_sha256 for copy in copies],
            at=at,
        )
    except (CannotUse, queries.Damaged) as refusal:
        raise CannotSign(refusal.message) from refusal
    return _keep(document, signed, copies, isinstance(key, apart.Token), by=by, at=at)


def _check_may(document: OutgoingDocument, *, by: User, at: dt.datetime) -> list[SignedCopy]:
    """The signatures so far, if another may be added."""
    if not queries.may_sign(by, document.owner, today=localdate(at)):
        raise CannotSign("Anh, chị không có quyền ký số văn bản của đơn vị này.")
    if not may_be_followed(document.state):
        raise CannotSign(f"Văn bản này {document.state.label.lower()}, không ký số được.")
    if not document.pdf:
        raise CannotSign("Văn bản này không có tệp .pdf để ký số.")
    return list(queries.copies_of(document))


@transaction.atomic
def _keep(
    document: OutgoingDocument,
    signed: apart.Signed,
    before: list[SignedCopy],
    by_token: bool,
    *,
    by: User,
    at: dt.datetime,
) -> SignedCopy:
    """The file, its row and the line of the journal, unless something came in between."""
    document = OutgoingDocument.objects.select_for_update().get(pk=document.pk)
    if _check_may(document, by=by, at=at) != before:
        raise CannotSign(SIGNED_MEANWHILE)
    kept = keep(signed.content, suffix=".pdf", at=at)
    copy = SignedCopy(
        document=document,
        order=len(before) + 1,
        pdf_sha256=kept.sha256,
        holder_name=signed.holder.name,
        holder_organisation=signed.holder.organisation,
        certificate_issuer=signed.holder.issuer,
        certificate_sha256=signed.holder.sha256,
        by_token=by_token,
        signed_by=by,
        signed_at=at,
    )
    copy.pdf.name = kept.name
    copy.save(force_insert=True)
    new = {
        "order": copy.order,
        "pdf_sha256": copy.pdf_sha256,
        "holder": copy.holder_name,
        "certificate_sha256": copy.certificate_sha256,
        "by_token": by_token,
    }
    record(
        verb="documents.signed", subject=document, by=by, at=at, new=new,
        note=f"{copy.holder_name}, lần ký {copy.order}", unit_key=document.owner.key,
    )  # fmt: skip
    return copy
