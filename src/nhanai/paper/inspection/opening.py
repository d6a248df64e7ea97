"""Opens a .docx that comes from outside: bounded, without entities; damage is refused."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from lxml import etree

from nhanai.base.errors import Refused

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_XML: Final = 20 * 1024 * 1024
MOST_PARTS: Final = 2000
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS: Final = "word/_rels/document.xml.rels"


class CannotCheck(Refused):
    """The file is no .docx that can be looked at."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a .docx that say how it looks; headers by the id of their relation."""

    document: etree._Element
    styles: etree._Element | None
    headers: dict[str, etree._Element]


def opened(data: bytes) -> Parts:
    """The parts, or a refusal."""
    if len(data) > MOST_BYTES:
        raise CannotCheck("Tệp lớn hơn 20 MB. Hãy bỏ bớt ảnh trong văn bản rồi thử lại.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parts(archive)
    except (
        zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, KeyError,
        NotImplementedError, RuntimeError, ValueError,
    ) as error:  # fmt: skip
        raise CannotCheck(
            "Tệp không phải .docx hoặc đã hỏng. Hãy mở bằng Word, lưu thành .docx rồi thử lại."
        ) from error


def _parts(archive: zipfile.ZipFile) -> Parts:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise CannotCheck("Tệp giải nén ra quá lớn nên không được mở. Hãy kiểm tra nguồn của tệp.")
    names = set(archive.namelist())
    headers = {}
    if _RELATIONS in names:
        for relation in _root(archive, _RELATIONS):
            name = f"word/{relation.get('Target', '')}"
            if relation.get("Type", "").endswith("/header") and name in names:
                headers[relation.get("Id", "")] = _root(archive, name)
    styles = _root(archive, "word/styles.xml") if "word/styles.xml" in names else None
    return Parts(_root(archive, "word/document.xml"), styles, headers)


def _root(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > MOST_XML:
        raise CannotCheck("Văn bản quá dài để kiểm tra. Hãy tách phụ lục ra rồi thử lại.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(archive.read(name), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type")
    return root
