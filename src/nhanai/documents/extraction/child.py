"""The process that reads one file: bounds itself, extracts, reads, writes the result, ends.

Started by `bounded`, or a copy of `nhanai read`. Arguments: file, its name, the folder for the
result, seconds, megabytes.
"""

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nhanai.documents.extraction.guard import bound
from nhanai.documents.extraction.limits import TOO_DEEP, TOO_MUCH, CannotRead

REFUSED = 2
READING_FILE = "reading.json"
REFUSAL_FILE = "refusal.txt"


def progress(sentence: str) -> None:
    """Tell the process that waits how far this one is."""
    sys.stderr.write(sentence.replace("\n", " ") + "\n")
    sys.stderr.flush()


def whole_reading(
    path: Path, name: str, told: Callable[[str], None] | None = None
) -> dict[str, Any]:
    """The file's reading as `read --json` prints it, and its full text under `text`."""
    from nhanai.documents.extraction.extract import extract

    source = extract(path, name=name, progress=told)
    if told:
        told("Đang nhận ra đề mục, nhiệm vụ và căn cứ")
    from nhanai.documents.reading.engine import read
    from nhanai.documents.reading.knowledge import ShippedKnowledge
    from nhanai.documents.reading.output import to_json

    found = to_json(read(source, ShippedKnowledge()), source)
    unread = [
        {"rule": "part-unread", "severity": "warning", "address": None, "message": sentence}
        for sentence in source.unread
    ]
    return {**found, "findings": [*unread, *found["findings"]], "text": source.text}


def read_or_refuse(
    path: Path,
    name: str,
    written: Callable[[dict[str, Any]], bytes],
    told: Callable[[str], None] | None = None,
) -> tuple[bytes | None, str]:
    """The reading as `written` puts it, or None; and the sentence of the refusal, or nothing."""
    gc.disable()  # one file is read, then the process ends
    try:
        return written(whole_reading(path, name, told)), ""
    except CannotRead as refusal:
        return None, refusal.message
    except MemoryError:
        return None, TOO_MUCH
    except RecursionError:
        return None, TOO_DEEP


def as_json(reading: dict[str, Any]) -> bytes:
    """One line of JSON in UTF-8."""
    return json.dumps(reading, ensure_ascii=False).encode("utf-8", "replace")


def main(arguments: list[str]) -> int:
    """Read one file; the reading goes to one file, the sentence of a refusal to another."""
    path, name, folder, seconds, memory_mb = arguments
    bound(int(seconds), int(memory_mb))
    progress("Đang lấy chữ từ tệp")
    reading, refusal = read_or_refuse(Path(path), name, as_json, progress)
    if reading is None:
        (Path(folder) / REFUSAL_FILE).write_text(refusal, encoding="utf-8")
    else:
        (Path(folder) / READING_FILE).write_bytes(reading)
    return REFUSED if reading is None else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
