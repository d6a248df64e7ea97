"""The register, what a reading found, the legal documents, and the numbers given to our own."""

from nhanai.documents.models.outgoing import Book, Dispatch, NumberSeries, OutgoingDocument
from nhanai.documents.models.register import (
    Citation,
    Document,
    LegalDocument,
    Mark,
    Node,
    Remark,
)

__all__ = [
    "Book",
    "Citation",
    "Dispatch",
    "Document",
    "LegalDocument",
    "Mark",
    "Node",
    "NumberSeries",
    "OutgoingDocument",
    "Remark",
]
