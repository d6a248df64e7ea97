"""What may be shown as evidence: links, and files of a few kinds, looked into before kept."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced

SCHEMES: Final = frozenset({"http", "https"})
LONGEST_URL: Final = 600
MOST: Final = 10
"""Pieces of evidence that one update carries."""


@dataclass(frozen=True, slots=True)
class Given:
    """A piece of evidence as somebody hands it in: a link, or a file."""

    title: str = ""
    url: str = ""


def link_finding(url: str) -> Finding | None:
    """What is wrong with a link, if anything."""
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme.lower() in SCHEMES and bool(parts.hostname)
    except ValueError:
        is_whole = False
    spaced = any(char.isspace() or ord(char) < 32 for char in url)
    if not is_whole or spaced or len(url) > LONGEST_URL:
        return Finding(
            "link-broken",
            f"Đường dẫn “{url[:80]}” chưa đúng. Hãy chép cả phần đầu https:// từ trình duyệt.",
            where="evidence",
        )
    return None


def title_of(given: Given) -> str:
    """What it is called: as somebody named it, else by where it leads."""
    named = single_spaced(given.title) or urlsplit(given.url).hostname or given.url
    return named[:300]
