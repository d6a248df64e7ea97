"""Tells what a file is by its content; its name only decides between kinds of plain text."""

import re
from enum import Enum
from pathlib import Path

from nhanai.documents.extraction.limits import DAMAGED, ENCRYPTED, CannotRead

HEAD = 8192

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"SQLite format 3")

_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6]|article|main)[\s>]",
    re.IGNORECASE | re.DOTALL,
)

SPREADSHEET = (
    "Đây là bảng tính, không phải văn bản. Hãy lưu nội dung thành .docx hoặc .pdf rồi thử lại."
)
SLIDES = "Đây là bản trình chiếu, không phải văn bản. Hãy lưu nội dung thành .docx hoặc .pdf."
ARCHIVE = "Đây là tệp nén. Hãy giải nén rồi chọn tệp văn bản ở bên trong."
IMAGE = "Đây là ảnh. Hãy quét văn bản thành tệp .pdf, hoặc dùng bản .docx, rồi thử lại."
UNKNOWN = "Không nhận ra loại tệp này. Hãy dùng tệp .docx, .pdf, .doc, .odt, .txt, .md hoặc .html."


class Kind(Enum):
    """What the bytes are."""

    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    DOC = "doc"
    RTF = "rtf"
    HTML = "html"
    TXT = "txt"
    MD = "md"


def kind_of(path: Path, name: str) -> Kind:
    """The kind of the file in `path`; one that is not read is refused with its reason."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(_ZIP):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    _refuse_known(head)
    return _written(head, name)


def _refuse_known(head: bytes) -> None:
    if head.startswith(_IMAGES):
        raise CannotRead(IMAGE)
    if head.startswith(_ARCHIVES):
        raise CannotRead(ARCHIVE)
    if head.startswith(_PROGRAMS):
        raise CannotRead(UNKNOWN)


def _zipped(path: Path) -> Kind:
    import zipfile  # noqa: PLC0415 (plain text and .pdf do without)
    import zlib  # noqa: PLC0415 (as above)

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            declared = b""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    declared = file.read(256)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error) as error:
        raise CannotRead(DAMAGED) from error
    if "content.xml" in names:
        return _open_document(declared)
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if any(name.startswith("xl/") for name in names):
        raise CannotRead(SPREADSHEET)
    if any(name.startswith("ppt/") for name in names):
        raise CannotRead(SLIDES)
    if "[Content_Types].xml" in names:
        return Kind.DOCX
    raise CannotRead(ARCHIVE)


def _open_document(declared: bytes) -> Kind:
    if b"opendocument.spreadsheet" in declared:
        raise CannotRead(SPREADSHEET)
    if b"opendocument.presentation" in declared:
        raise CannotRead(SLIDES)
    return Kind.ODT


def _compound(path: Path) -> Kind:
    """A file of old Office: its directory names the streams in UTF-16."""
    data = path.read_bytes()

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise CannotRead(ENCRYPTED)
    if has("WordDocument"):
        return Kind.DOC
    if has("Workbook") or has("Book"):
        raise CannotRead(SPREADSHEET)
    if has("PowerPoint Document"):
        raise CannotRead(SLIDES)
    raise CannotRead(UNKNOWN)


def _written(head: bytes, name: str) -> Kind:
    if _HTML.match(head):
        return Kind.HTML
    extension = name.lower().rpartition(".")[2]
    if extension in {"md", "markdown"}:
        return Kind.MD
    return Kind.HTML if extension in {"html", "htm"} and b"<" in head else Kind.TXT
