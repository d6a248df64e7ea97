"""The log of everything published: its heads, its entries, and what proves them."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from nhanai.base import canonical
from nhanai.publishing.models import LogHead, LogNode, PublicEntry, Release
from nhanai.publishing.queries.keys import signing_key
from nhanai.publishing.rules import merkle
from nhanai.publishing.rules.heads import Earlier, Inclusion, proof
from nhanai.publishing.rules.verifier import leaf_hash
from nhanai.publishing.vocab import ReleaseState


def node(level: int, index: int) -> bytes:
    """The kept hash of a full subtree."""
    found = LogNode.objects.values_list("hash", flat=True).get(level=level, index=index)
    return bytes.fromhex(found)


def log_size() -> int:
    """How many entries were published; asked with every public page, so by the shortest way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(size), 0) FROM publishing_loghead")
        (size,) = cursor.fetchone()
    return int(size)


def last_head() -> LogHead | None:
    """The newest signed head; None before the first release."""
    return LogHead.objects.order_by("-size").first()


def content_of(entry: PublicEntry) -> dict[str, Any]:
    """The entry as it was published."""
    found: dict[str, Any] = json.loads(entry.content)
    return found


def proof_of(entry: PublicEntry) -> bytes:
    """The file that proves that the entry stands in the newest log."""
    head = last_head()
    if head is None:
        raise LookupError("nothing was published")
    path = merkle.inclusion(entry.index, head.size, node)
    inclusion = Inclusion(content_of(entry), entry.index, path)
    return proof(head.checkpoint, [signing_key().public], inclusion)


def proof_since(earlier: LogHead) -> bytes:
    """The file that proves that the newest log begins with the earlier one."""
    head = last_head()
    if head is None or head.size < earlier.size:
        raise LookupError("nothing was published since")
    path = merkle.consistency(earlier.size, head.size, node)
    return proof(head.checkpoint, [signing_key().public], earlier=Earlier(earlier.checkpoint, path))


def faults_of_log() -> Iterator[str]:
    """Everything in the log, its heads and its releases that is not as it was published."""
    hashes: dict[tuple[int, int], bytes] = {}
    expected = 0
    for entry in PublicEntry.objects.order_by("index").iterator(chunk_size=1000):
        if entry.index != expected:
            yield f"Thiếu mục {expected + 1} của sổ công khai."
            return
        leaf = leaf_hash(entry.content.encode())
        if leaf.hex() != entry.leaf_hash:
            yield f"Mục {entry.index + 1} của sổ công khai đã bị sửa."
        for made in merkle.grown(entry.index, leaf, lambda level, at: hashes[level, at]):
            hashes[made.level, made.index] = made.hash
        expected += 1
    for head in LogHead.objects.order_by("size"):
        is_there = head.size <= expected
        root = merkle.root(head.size, lambda level, at: hashes[level, at]) if is_there else b""
        if root.hex() != head.root:
            yield f"Đầu sổ công khai {head.size} mục không khớp với các mục."
    for release in Release.objects.filter(state=ReleaseState.PUBLISHED).order_by("number"):
        if canonical.digest(release.content) != release.digest:
            yield f"Bản công khai số {release.number} đã bị sửa."
