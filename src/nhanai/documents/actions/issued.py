"""Our own issued document in the register, read by our own reading as anybody's would be."""

import datetime as dt

from django.db import transaction

from nhanai.documents import rules
from nhanai.documents.actions.outcome import complete_reading
from nhanai.documents.extraction.own import read_own
from nhanai.documents.models import Document, OutgoingDocument
from nhanai.documents.vocab import Direction, ReadingState
from nhanai.identity.models import User
from nhanai.journal.actions import record


@transaction.atomic
def enter_issued(*, document: OutgoingDocument, by: User, at: dt.datetime) -> Document:
    """Enter what was issued, read already, so that tasks can quote it from the same moment on.

    The entry names the issued file itself, which never changes; the caller has just issued it.
    """
    with document.docx.open() as file:
        content = file.read()
    entry = Document(
        owner=document.owner,
        direction=Direction.OUTGOING,
        file_name=f"{document.reference.replace('/', '-')}.docx",
        file_size=len(content),
        sha256=document.docx_sha256,
        registered_by=by,
        registered_at=at,
        reading_state=ReadingState.READING,
        reading_touched_at=at,
        search_folded=rules.search_text([document.reference, document.subject]),
    )
    entry.file = document.docx.name
    entry.save()
    record(
        verb="documents.registered", subject=entry, by=by, at=at,
        new={"file_name": entry.file_name, "sha256": entry.sha256}, unit_key=document.owner.key,
    )  # fmt: skip
    return complete_reading(document=entry, json=read_own(content), at=at)
