"""Looking at the signatures of a file that came in, and writing down what was found."""

import datetime as dt
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.documents import queries, rules
from nhanai.documents.actions.outcome import READER
from nhanai.documents.models import Document, SignatureCheck
from nhanai.documents.permissions import Permission
from nhanai.documents.queries import HEAVY
from nhanai.documents.signatures import apart
from nhanai.documents.signatures.values import CannotUse, Verdict, verdict_to_json
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record

PDF: Final = ".pdf"


class CannotCheck(Refused):
    """What was found before stays."""


def check_signatures(*, document: Document, by: User, at: dt.datetime) -> SignatureCheck:
    """Verify every signature of the document's .pdf again, as `by` asks for it."""
    if not allowed(by, Permission.REGISTER, unit=document.owner, today=localdate(at)):
        raise CannotCheck("Anh, chị không có quyền kiểm tra chữ ký số văn bản của đơn vị này.")
    if rules.suffix_of(document.file_name) != PDF:
        raise CannotCheck("Chỉ tệp .pdf mới có chữ ký số để kiểm tra.")
    return _noted(document, by=by, at=at)


def note_signatures(*, document: Document, at: dt.datetime) -> None:
    """Verify the signatures of a .pdf that has just come in, once; of other files there are none.

    A machine's look, so there is a line in the journal only where a signature was found.
    """
    document = Document.objects.defer(*HEAVY).get(pk=document.pk)
    known = SignatureCheck.objects.filter(document=document).exists()
    if rules.suffix_of(document.file_name) == PDF and not known:
        _noted(document, by=None, at=at)


def _noted(document: Document, *, by: User | None, at: dt.datetime) -> SignatureCheck:
    """What was found, in place of what was found before."""
    found, problem = _looked_at(document, at)
    with transaction.atomic():
        held = Document.objects.select_for_update().only("pk").get(pk=document.pk)
        check, _ = SignatureCheck.objects.update_or_create(
            document=held,
            defaults={
                "found": [verdict_to_json(one) for one in found],
                "problem": problem,
                "checked_at": at,
                "checked_by": by,
            },
        )
        if by is not None or found or problem:
            _tell(document, found, problem, by=by, at=at)
    return check


def _looked_at(document: Document, at: dt.datetime) -> tuple[list[Verdict], str]:
    """The verdicts, or why there are none; the file is held against its hash first."""
    try:
        queries.intact(document.file, document.sha256)
        return apart.verified(Path(document.file.path), trust=settings.TRUST_DIR, at=at), ""
    except (CannotUse, queries.Damaged) as refusal:
        return [], refusal.message


def _tell(
    document: Document, found: list[Verdict], problem: str, *, by: User | None, at: dt.datetime
) -> None:
    said = [{"name": one.name, "integrity": one.integrity.value} for one in found]
    record(
        verb="documents.signatures-checked", subject=document, by=by or READER, at=at,
        new={"signatures": said}, note=problem, unit_key=document.owner.key,
    )  # fmt: skip
