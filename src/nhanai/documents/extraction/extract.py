"""From a file to its plain text: checks it, tells its kind, and hands it to the right reader."""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from nhanai.documents.extraction.composing import Content
from nhanai.documents.extraction.kind import Kind, kind_of
from nhanai.documents.extraction.limits import FILE_BYTES, CannotRead, check_length
from nhanai.documents.reading.source import FileFormat, Source

Progress = Callable[[str], None]

MISSING = "Không tìm thấy tệp. Hãy kiểm tra lại đường dẫn."
FOLDER = "Đây là thư mục, không phải tệp. Hãy chọn một tệp văn bản."
NOT_A_FILE = "Đây không phải là một tệp thường. Hãy chọn một tệp văn bản."
FORBIDDEN = "Không được phép mở tệp này. Hãy kiểm tra quyền đọc của tệp."
BROKEN_LINK = "Liên kết này không dẫn đến tệp nào. Hãy chọn chính tệp văn bản."
NO_BYTES = "Tệp rỗng (0 byte). Hãy kiểm tra xem tệp đã được lưu hay tải lên trọn vẹn chưa."
TOO_LARGE = (
    f"Tệp quá lớn (hơn {FILE_BYTES // 2**20} MB). Hãy bỏ bớt hình ảnh hoặc tách tệp rồi thử lại."
)


def extract(path: Path, *, name: str | None = None, progress: Progress | None = None) -> Source:
    """The file's text and tables; `name` is what its sender called it.

    Refuses with one sentence whatever is empty, too large, encrypted, damaged or no document.
    """
    _check(path)
    called = name or path.name
    try:
        kind = kind_of(path, called)
        content = _read(path, kind, progress)
        digest = _sha256(path)
    except PermissionError as error:
        raise CannotRead(FORBIDDEN) from error
    return Source(
        name=called,
        format=_FORMATS[kind],
        sha256=digest,
        text=check_length(content.text),
        encoding=content.encoding,
        pages=content.pages,
        tables=content.tables,
        bold=content.bold,
        was_decomposed=content.was_decomposed,
        unread=content.unread,
    )


_FORMATS = {kind: FileFormat(kind.value) for kind in Kind if kind is not Kind.RTF} | {
    Kind.RTF: FileFormat.DOC
}


def _check(path: Path) -> None:
    """Refuse what is no file, is empty, or is larger than is read."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise CannotRead(BROKEN_LINK if path.is_symlink() else MISSING) from error
    except PermissionError as error:
        raise CannotRead(FORBIDDEN) from error
    except (OSError, ValueError) as error:
        raise CannotRead(MISSING) from error
    if stat.S_ISDIR(found.st_mode):
        raise CannotRead(FOLDER)
    if not stat.S_ISREG(found.st_mode):
        raise CannotRead(NOT_A_FILE)
    if found.st_size == 0:
        raise CannotRead(NO_BYTES)
    if found.st_size > FILE_BYTES:
        raise CannotRead(TOO_LARGE)
    if not os.access(path, os.R_OK):
        raise CannotRead(FORBIDDEN)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path, kind: Kind, progress: Progress | None) -> Content:
    """By the reader of its kind; each is imported only when a file needs it."""
    if kind in {Kind.TXT, Kind.MD}:
        from nhanai.documents.extraction.plain import read_plain

        return read_plain(path.read_bytes())
    if kind is Kind.DOCX:
        from nhanai.documents.extraction.docx.read import read_docx

        return read_docx(path)
    if kind is Kind.PDF:
        from nhanai.documents.extraction.pdf.read import read_pdf

        return read_pdf(path, progress)
    if kind is Kind.ODT:
        from nhanai.documents.extraction.odt.read import read_odt

        return read_odt(path)
    if kind is Kind.HTML:
        from nhanai.documents.extraction.web import read_html

        return read_html(path.read_bytes())
    from nhanai.documents.extraction import convert

    return convert.read_doc(path) if kind is Kind.DOC else convert.by_office(path, ".rtf")
