"""The register, what a reading found, the legal documents, our own numbers and signatures."""

from nhanai.documents.models.mailing import DispatchMail, MailAddress
from nhanai.documents.models.outgoing import Book, Dispatch, NumberSeries, OutgoingDocument
from nhanai.documents.models.register import (
    Citation,
    Document,
    LegalDocument,
    Mark,
    Node,
    Remark,
)
from nhanai.documents.models.signatures import SignatureCheck, SignedCopy

__all__ = [
    "Book",
    "Citation",
    "Dispatch",
    "DispatchMail",
    "Document",
    "LegalDocument",
    "MailAddress",
    "Mark",
    "Node",
    "NumberSeries",
    "OutgoingDocument",
    "Remark",
    "SignatureCheck",
    "SignedCopy",
]
