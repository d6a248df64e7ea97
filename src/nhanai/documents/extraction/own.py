"""Reading a .docx of our own making, here and at once."""

import tempfile
from pathlib import Path
from typing import Any

from nhanai.documents.extraction.child import whole_reading


def read_own(content: bytes) -> dict[str, Any]:
    """What our reading makes of it, as of anybody's document.

    Not by the worker in a process with limits: the bytes are no stranger's.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "van-ban.docx"
        path.write_bytes(content)
        return whole_reading(path, path.name)
