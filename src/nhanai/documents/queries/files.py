"""Files as they were kept: each is held against its hash before anybody gets it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models.fields.files import FieldFile

from nhanai.base.errors import Refused
from nhanai.documents.models import Document, OutgoingDocument, SignatureCheck, SignedCopy
from nhanai.documents.queries.outgoing import all_issued, copies_of
from nhanai.documents.queries.register import HEAVY


class Damaged(Refused):
    """The file is gone or is not what it was; it is handed to nobody."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A kept file that is not as it was."""

    title: str
    file: str
    message: str


def intact(file: FieldFile, sha256: str) -> bytes:
    """The bytes of a kept file, if they are those that were kept."""
    try:
        with file.storage.open(file.name or "") as kept:
            content: bytes = kept.read()
    except OSError:
        raise Damaged(
            "Không tìm thấy tệp trên máy chủ. Hãy báo người quản trị khôi phục từ bản sao lưu."
        ) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(
            "Tệp trên máy chủ không còn như lúc phát hành, nên không tải được. "
            "Hãy báo người quản trị khôi phục từ bản sao lưu."
        )
    return content


def issued_file(document: OutgoingDocument, suffix: str) -> bytes:
    """The bytes of the file of an issued document that is offered: the signed one, if it was."""
    last = copies_of(document).last() if suffix == ".pdf" else None
    if last is not None:
        return intact(last.pdf, last.pdf_sha256)
    return unsigned_file(document, suffix)


def unsigned_file(document: OutgoingDocument, suffix: str) -> bytes:
    """The bytes of one of its files as they were when it was issued."""
    files = {
        ".docx": (document.docx, document.docx_sha256), ".pdf": (document.pdf, document.pdf_sha256)
    }  # fmt: skip
    file, sha256 = files.get(suffix, (None, ""))
    if not file:
        raise Damaged(f"Văn bản này không có tệp {suffix}.")
    return intact(file, sha256)


def signed_file(document: OutgoingDocument, order: int) -> bytes:
    """The bytes of its .pdf after that signature; 0 is before the first."""
    if not order:
        return unsigned_file(document, ".pdf")
    copy = copies_of(document).filter(order=order).first()
    if copy is None:
        raise Damaged("Văn bản này không có bản ký số ấy.")
    return intact(copy.pdf, copy.pdf_sha256)


def signature_check_of(document: Document) -> SignatureCheck | None:
    """What was found of the signatures in its file, if anybody has looked."""
    found = SignatureCheck.objects.filter(document=document)
    return found.select_related("checked_by").first()


def damages() -> Iterator[Damage]:
    """Every kept file of the register that is gone or changed."""
    for issued in all_issued():
        for file, sha256 in ((issued.docx, issued.docx_sha256), (issued.pdf, issued.pdf_sha256)):
            if file:
                yield from _damage(str(issued), file, sha256)
    signed = SignedCopy.objects.select_related("document").order_by("pk")
    for copy in signed.defer("document__paper", "document__search_folded").iterator(500):
        yield from _damage(f"{copy.document} (lần ký {copy.order})", copy.pdf, copy.pdf_sha256)
    documents = Document.objects.defer(*HEAVY).order_by("pk")
    for document in documents.iterator(chunk_size=500):
        yield from _damage(str(document), document.file, document.sha256)


def _damage(title: str, file: FieldFile, sha256: str) -> Iterator[Damage]:
    try:
        intact(file, sha256)
    except Damaged as damaged:
        yield Damage(title, file.name or "", damaged.message)
