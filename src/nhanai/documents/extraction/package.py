"""Opens .docx and .odt packages without trusting them: bombs, entities and damage are refused."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from nhanai.documents.extraction import limits
from nhanai.documents.extraction.limits import DAMAGED, ENCRYPTED, CannotRead

BOMB = "Tệp nén bất thường (giải nén ra quá lớn) nên không được mở. Hãy kiểm tra nguồn gốc của tệp."
ENTITIES = (
    "Tệp chứa khai báo thực thể XML mà văn bản thường không có nên không được mở. "
    "Hãy mở tệp bằng Word, lưu lại thành .docx mới rồi thử lần nữa."
)

HARDENED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How lxml parses what comes from outside: no entity, no network, no endless depth."""


class Package:
    """A zip file whose directory has been checked against the limits."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        entries = archive.infolist()
        if len(entries) > limits.PACKAGE_ENTRIES:
            raise CannotRead(BOMB)
        if sum(entry.file_size for entry in entries) > limits.PACKAGE_BYTES:
            raise CannotRead(BOMB)
        self._entries = {entry.filename: entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._entries)

    def _checked(self, name: str) -> zipfile.ZipInfo:
        entry = self._entries[name]
        if entry.flag_bits & 0x1:
            raise CannotRead(ENCRYPTED)
        size, packed = entry.file_size, max(entry.compress_size, 1)
        if size > limits.PART_BYTES:
            raise CannotRead(BOMB)
        if size > limits.RATIO_FROM_BYTES and size > packed * limits.PACKAGE_RATIO:
            raise CannotRead(BOMB)
        return entry

    def stream(self, name: str) -> IO[bytes]:
        """A part as it unpacks; never more bytes than its entry declares."""
        return self._archive.open(self._checked(name))

    def read(self, name: str) -> bytes:
        """A whole part."""
        return self._archive.read(self._checked(name))

    def root(self, name: str) -> etree._Element | None:
        """The root element of an XML part, None when the package has no such part."""
        if name not in self._entries:
            return None
        root = etree.fromstring(self.read(name), etree.XMLParser(**HARDENED))
        refuse_entities(root)
        return root


def refuse_entities(root: etree._Element) -> None:
    """A part of a document needs no document type; one that declares any is not read."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotRead(ENTITIES)


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package in `path`; what goes wrong while reading from it is a refusal."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(archive)
    except etree.XMLSyntaxError as error:
        raise CannotRead(DAMAGED) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError) as error:
        raise CannotRead(DAMAGED) from error
    except (NotImplementedError, RuntimeError, ValueError, UnicodeError) as error:
        raise CannotRead(DAMAGED) from error
