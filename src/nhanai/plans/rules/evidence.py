"""What may be shown as evidence: links, and files of a few kinds, looked into before kept."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.plans.rules.photos import NotAPhoto, is_photo, shrunk
from nhanai.plans.vocab import EvidenceKind

SCHEMES: Final = frozenset({"http", "https"})
LONGEST_URL: Final = 600
MOST: Final = 10
"""Pieces of evidence that one update carries."""

FILE_LIMIT: Final = 10 * 1024 * 1024
LIMIT_WORDS: Final = "10 MB"
CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
}
"""What is kept, by its extension; photos of every kind are kept as .jpg."""

ALLOWED: Final = "Hãy gửi .pdf, .docx, .xlsx hoặc ảnh .jpg, .png, .webp."
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")
_MOST_PARTS: Final = 5000


@dataclass(frozen=True, slots=True)
class Given:
    """A piece of evidence as somebody hands it in: a link, or a file with its name."""

    title: str = ""
    url: str = ""
    name: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of evidence as it is kept."""

    kind: EvidenceKind
    title: str
    url: str = ""
    content: bytes = b""
    extension: str = ""


def look_into(evidence: Iterable[Given]) -> tuple[tuple[Kept, ...], tuple[Finding, ...]]:
    """What can be kept of the evidence, and what is wrong with the rest; both at once."""
    kept: list[Kept] = []
    found: list[Finding] = []
    given = list(evidence)
    if len(given) > MOST:
        message = f"Mỗi lần cập nhật kèm nhiều nhất {MOST} minh chứng. Hãy chia thành nhiều lần."
        found.append(Finding("evidence-many", message, where="evidence"))
    for one in given[:MOST]:
        looked = _link(one) if one.url else _file(one)
        if isinstance(looked, Finding):
            found.append(looked)
        else:
            kept.append(looked)
    return tuple(kept), tuple(found)


def _link(given: Given) -> Kept | Finding:
    try:
        parts = urlsplit(given.url)
        is_whole = parts.scheme.lower() in SCHEMES and bool(parts.hostname)
    except ValueError:
        is_whole = False
    spaced = any(char.isspace() or ord(char) < 32 for char in given.url)
    if not is_whole or spaced or len(given.url) > LONGEST_URL:
        return Finding(
            "link-broken",
            f"Đường dẫn “{given.url[:80]}” chưa đúng."
            " Hãy chép cả phần đầu https:// từ trình duyệt.",
            where="evidence",
        )
    named = single_spaced(given.title) or parts.hostname or given.url
    return Kept(EvidenceKind.LINK, named[:300], url=given.url)


def _file(given: Given) -> Kept | Finding:
    """The file, if its content is of an allowed kind, whatever its name says."""
    name = single_spaced(given.name) or "tệp không tên"
    if not given.content:
        return Finding("file-empty", f"Tệp “{name}” trống. Hãy chọn lại.", where="evidence")
    if len(given.content) > FILE_LIMIT:
        message = f"Tệp “{name}” lớn hơn {LIMIT_WORDS}. Hãy giảm cỡ, hoặc gửi đường dẫn."
        return Finding("file-large", message, where="evidence")
    if is_photo(given.content):
        try:
            content = shrunk(given.content)
        except NotAPhoto:
            message = f"Ảnh “{name}” bị hỏng hoặc quá lớn. Hãy chụp hoặc lưu lại rồi gửi."
            return Finding("photo-broken", message, where="evidence")
        return Kept(EvidenceKind.IMAGE, _titled(given, name), content=content, extension="jpg")
    extension = _extension(given.content)
    if not extension:
        return Finding("file-kind", _why_not(given.content, name), where="evidence")
    return Kept(EvidenceKind.FILE, _titled(given, name), content=given.content, extension=extension)


def _titled(given: Given, name: str) -> str:
    """As somebody named it, else the file's name without what it ends in."""
    stem, dot, _ = name.rpartition(".")
    return (single_spaced(given.title) or (stem if dot and stem else name))[:300]


def _why_not(content: bytes, name: str) -> str:
    if content[4:12] in _HEIC:
        return (
            f"Ảnh “{name}” ở dạng .heic của điện thoại, chưa đọc được. Hãy lưu thành .jpg rồi gửi."
        )
    return f"Tệp “{name}” không thuộc loại được nhận. {ALLOWED}"


def _extension(content: bytes) -> str:
    """What the bytes are: `pdf`, `docx`, `xlsx`, or nothing that is taken."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if not content.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename for entry in archive.infolist()[:_MOST_PARTS]}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error):
        return ""
    if "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return ""
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else ""
