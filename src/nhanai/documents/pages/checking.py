"""What the check of a layout found, or of the signatures of a .pdf."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity
from nhanai.documents import rules
from nhanai.documents.pages.signatures import SignatureRow, rows_of
from nhanai.documents.signatures.apart import verified
from nhanai.paper.checker import check
from nhanai.paper.inspection.opening import MOST_BYTES


class NothingToCheck(Refused):
    """No file came, or one that is too large to be looked at."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one file, in the order of its pages."""

    file_name: str
    findings: tuple[Finding, ...] = ()
    signatures: tuple[SignatureRow, ...] | None = None
    """Of a .pdf; None of a .docx."""

    @property
    def faults(self) -> int:
        """How many depart from the decree."""
        return sum(finding.severity is not Severity.NOTE for finding in self.findings)

    @property
    def notes(self) -> int:
        """How many depart from a custom only."""
        return len(self.findings) - self.faults


def checked(file: "UploadedFile[bytes] | None", *, at: dt.datetime) -> Checked:
    """The file looked at; it is not kept."""
    if file is None:
        raise NothingToCheck("Hãy chọn một tệp .docx hoặc .pdf.")
    if (file.size or 0) > MOST_BYTES:
        raise NothingToCheck("Tệp lớn hơn 20 MB. Hãy bỏ bớt ảnh trong văn bản rồi thử lại.")
    name = file.name or ""
    if rules.suffix_of(name) == ".pdf":
        return Checked(name, signatures=_signatures(file, at))
    return Checked(name, check(file.read()))


def _signatures(file: "UploadedFile[bytes]", at: dt.datetime) -> tuple[SignatureRow, ...]:
    """The signatures of an upload, which lies on the disk while they are verified."""
    with NamedTemporaryFile(prefix="nhanai-check-") as beside:
        beside.writelines(file.chunks())
        beside.flush()
        return tuple(rows_of(verified(Path(beside.name), trust=settings.TRUST_DIR, at=at)))
