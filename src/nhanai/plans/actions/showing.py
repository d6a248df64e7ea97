"""Keeping what is shown as evidence: files stand under their hash, the same one once."""

import hashlib
from collections.abc import Iterable

from nhanai.base.findings import Finding
from nhanai.documents.actions.keeping import write_once
from nhanai.plans.models import Evidence, Update
from nhanai.plans.rules.evidence import Kept

FOLDER = "evidence"
Looked = tuple[tuple[Kept, ...], tuple[Finding, ...]]
"""What can be kept of the evidence, and what is wrong with the rest."""


def show(made: Update, kept: Iterable[Kept]) -> None:
    """Keep the evidence with the update."""
    Evidence.objects.bulk_create(_piece(made, one) for one in kept)


def _piece(made: Update, one: Kept) -> Evidence:
    piece = Evidence(update=made, kind=one.kind, title=one.title, url=one.url)
    if one.content:
        piece.sha256 = hashlib.sha256(one.content).hexdigest()
        piece.file_size = len(one.content)
        piece.file.name = _stored(one.content, piece.sha256, one.extension)
    return piece


def _stored(content: bytes, sha256: str, extension: str) -> str:
    """Where the bytes lie; a file that is left by an act that failed serves the next one.

    Another row may name the same file, so it is never taken away first and then written anew.
    """
    name = f"{FOLDER}/{sha256[:2]}/{sha256}.{extension}"
    write_once(name, content)
    return name
