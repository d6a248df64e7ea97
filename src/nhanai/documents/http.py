"""Uploads are bounded while they arrive, before anything of them fills the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from nhanai.documents.actions import CannotRegister
from nhanai.documents.rules import FILES_AT_ONCE, safe_name
from nhanai.web.uploads import OVERSIZED, left_out

AROUND = 1024 * 1024
"""What a form may weigh besides its files."""


class BoundedUpload(FileUploadHandler):
    """Takes no more of a file than the limit; what is larger is left out and remembered."""

    taken = 0

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401 (whatever stream the server gives)
        META: dict[str, str],  # noqa: N803 (Django's name)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> "tuple[QueryDict, MultiValueDict[str, Any]] | None":
        """Do not even begin with more than all files of one upload may weigh."""
        if content_length <= settings.UPLOAD_LIMIT * FILES_AT_ONCE + AROUND:
            return None
        self.remember("")
        return QueryDict(encoding=encoding), MultiValueDict()

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's signature)
        """Count anew."""
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the piece on, or drop the file once it is too large."""
        self.taken += len(raw_data)
        if self.taken > settings.UPLOAD_LIMIT:
            self.remember(safe_name(self.file_name or ""))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""

    def remember(self, name: str) -> None:
        """Note for the view what was left out."""
        request = self.request
        setattr(request, OVERSIZED, (*getattr(request, OVERSIZED, ()), name))


def check_arrived(request: HttpRequest) -> None:
    """Refuse an upload of which something was left out for its size."""
    oversized = left_out(request)
    names = [f"“{name}”" for name in oversized or () if name]
    if oversized is not None:
        which = f"Tệp {', '.join(names)}" if names else "Các tệp gửi lên"
        limit = settings.UPLOAD_LIMIT // 2**20
        raise CannotRegister(
            f"{which} lớn hơn mức cho phép ({limit} MB mỗi tệp, {FILES_AT_ONCE} tệp mỗi lần). "
            "Hãy tách tệp, hoặc giảm độ phân giải của bản quét."
        )
