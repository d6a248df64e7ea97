"""What the check of a layout found."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity
from nhanai.paper.checker import check
from nhanai.paper.inspection.opening import MOST_BYTES


class NothingToCheck(Refused):
    """No file came, or one that is too large to be looked at."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one file, in the order of its pages."""

    file_name: str
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> int:
        """How many depart from the decree."""
        return sum(finding.severity is not Severity.NOTE for finding in self.findings)

    @property
    def notes(self) -> int:
        """How many depart from a custom only."""
        return len(self.findings) - self.faults


def checked(file: "UploadedFile[bytes] | None") -> Checked:
    """The file looked at; it is not kept."""
    if file is None:
        raise NothingToCheck("Hãy chọn một tệp .docx.")
    if (file.size or 0) > MOST_BYTES:
        raise NothingToCheck("Tệp lớn hơn 20 MB. Hãy bỏ bớt ảnh trong văn bản rồi thử lại.")
    return Checked(file.name or "", check(file.read()))
