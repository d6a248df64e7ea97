"""Static files are served where they lie; the address carries a print of what is in them."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class PrintedFiles(StaticFilesStorage):
    """`nhanai.css?v=3f2a…`: kept by the browser for a year, asked for again when it changes.

    Nothing has to be collected before the first start, and nothing collected can be out of date.
    """

    def url(self, name: str | None) -> str:
        """The address of a file, with its print."""
        address = super().url(name)
        mark = print_of(name) if name else ""
        return f"{address}?v={mark}" if mark else address


@cache
def print_of(name: str) -> str:
    """A short print of the file's content; nothing for a file that no room has."""
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]
