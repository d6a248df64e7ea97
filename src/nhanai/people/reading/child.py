"""The process that reads one sheet file: bounded by itself, it writes what it found to a folder.

`python -m nhanai.people.reading.child FILE FOLDER`. It starts without Django.
"""

import json
import resource
import signal
import sys
import zlib
from pathlib import Path
from typing import Final

from nhanai.people.reading.workbook import EMPTY, Unreadable, has_macros, sheets_of
from nhanai.people.rules.sheets.tables import Grid, tables_of

MEMORY_MB: Final = 1_500
SECONDS: Final = 60
TABLES, ROWS, REFUSAL = "tables.json", "rows.z", "refusal.txt"
_MOST_TABLES: Final = 40


def main(path: Path, folder: Path) -> None:
    """Read, and leave the tables and the packed rows, or one sentence why not."""
    memory = MEMORY_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(2 * SECONDS)
    try:
        _read(path, folder)
    except Unreadable as refusal:
        (folder / REFUSAL).write_text(str(refusal), "utf-8")


def _read(path: Path, folder: Path) -> None:
    packer = zlib.compressobj(3)
    tables: list[dict[str, object]] = []
    with (folder / ROWS).open("wb") as out:
        for number, (name, grid) in enumerate(sheets_of(path)):
            for row in grid:
                line = json.dumps([number, *row], ensure_ascii=False)
                out.write(packer.compress(f"{line}\n".encode()))
            tables += _tables(number, name, grid)
        out.write(packer.flush())
    if not tables:
        raise Unreadable(EMPTY)
    said = {"tables": tables[:_MOST_TABLES], "has_macros": has_macros(path)}
    (folder / TABLES).write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def _tables(number: int, name: str, grid: Grid) -> list[dict[str, object]]:
    return [
        {
            "sheet": number,
            "sheet_name": name,
            "title": table.title,
            "columns": [[column.at, column.heading] for column in table.columns],
            "first": table.first,
            "end": table.end,
            "shape": table.shape,
            "is_recognised": table.is_recognised,
            "sample": [
                [row[one.at] if one.at < len(row) else "" for one in table.columns]
                for row in grid[table.first : table.first + 5]
            ],
        }
        for table in tables_of(grid)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
