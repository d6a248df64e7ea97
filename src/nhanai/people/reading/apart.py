"""Has a sheet file read in a bounded process; whatever happens there, one sentence comes back."""

import json
import os
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import nhanai
from nhanai.base.errors import Refused
from nhanai.people.reading.child import REFUSAL, ROWS, SECONDS, TABLES
from nhanai.people.rules.sheets.columns import Column

_CHILD: Final = "nhanai.people.reading.child"
_TOO_MUCH: Final = (
    "Bảng tính quá lớn hoặc có cấu trúc bất thường, không đọc được. Chép riêng bảng danh sách sang"
    " một tệp mới, lưu lại rồi gửi lại."
)
_PIECE: Final = 1 << 16


class CannotReadSheet(Refused):
    """The file gives no table."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table found; `sample` are its first rows under its columns."""

    sheet: int
    sheet_name: str
    title: str
    columns: tuple[Column, ...]
    first: int
    end: int
    shape: str
    is_recognised: bool
    sample: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, said: dict[str, Any]) -> "ReadTable":
        """The table from its JSON."""
        columns = tuple(Column(at, heading) for at, heading in said["columns"])
        sample = tuple(tuple(row) for row in said["sample"])
        return cls(**{**said, "columns": columns, "sample": sample})


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was found: the tables as JSON, and the packed rows of all sheets."""

    tables: list[dict[str, Any]]
    rows: bytes
    has_macros: bool


def read_file(content: bytes) -> ReadFile:
    """The tables of a sheet file, or a sentence why there are none."""
    with tempfile.TemporaryDirectory(prefix="nhanai-sheet-") as kept:
        folder = Path(kept)
        path = folder / "sheet"
        path.write_bytes(content)
        source = str(Path(nhanai.__file__).parents[1])
        environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": source}
        try:
            subprocess.run(
                [sys.executable, "-m", _CHILD, str(path), str(folder)],
                env=environment, timeout=2 * SECONDS, check=True, capture_output=True,
            )  # fmt: skip
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            raise CannotReadSheet(_TOO_MUCH) from None
        if (folder / REFUSAL).exists():
            raise CannotReadSheet((folder / REFUSAL).read_text("utf-8"))
        said = json.loads((folder / TABLES).read_text("utf-8"))
        return ReadFile(said["tables"], (folder / ROWS).read_bytes(), said["has_macros"])


def rows_of(packed: bytes, table: ReadTable) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of one table, each with its number as a sheet counts them, from 1."""
    number = -1
    for line in _lines(packed):
        sheet, *cells = json.loads(line)
        if sheet != table.sheet:
            continue
        number += 1
        if table.first <= number < table.end:
            yield number + 1, cells


def _lines(packed: bytes) -> Iterator[bytes]:
    """Unpacked piece by piece, so that a large file is never held whole."""
    unpacker = zlib.decompressobj()
    rest = b""
    for at in range(0, len(packed), _PIECE):
        *lines, rest = (rest + unpacker.decompress(packed[at : at + _PIECE])).split(b"\n")
        yield from lines
    yield from (line for line in (rest + unpacker.flush()).split(b"\n") if line)
