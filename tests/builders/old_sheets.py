"""Files of tables as other programs write them, byte by byte; every name is invented."""

import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

Cell = str | int | float | dt.date
_SECTOR: Final = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def an_xls(*rows: Sequence[Cell]) -> bytes:
    """A workbook of Excel 97 with one sheet: BIFF8 records in a compound file (no days)."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            where = struct.pack("<HHH", at, column, 0)
            if isinstance(cell, str):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                sheet += _record(0x0204, where + text)
            elif not isinstance(cell, dt.date):
                sheet += _record(0x0203, where + struct.pack("<d", cell))
    sheet += _record(0x000A, b"")
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    head += _record(0x0042, struct.pack("<H", 1200))
    name = struct.pack("<BB", 3, 0) + b"DS1"
    start = len(head) + 4 + 6 + len(name) + 4
    head += _record(0x0085, struct.pack("<IH", start, 0) + name) + _record(0x000A, b"")
    return _compound("Workbook", head + sheet)


def _record(kind: int, said: bytes) -> bytes:
    return struct.pack("<HH", kind, len(said)) + said


def _compound(name: str, stream: bytes) -> bytes:
    """A compound file that holds one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\x00")
    sectors = len(stream) // _SECTOR
    chain = [_TABLE, _END, *range(3, sectors + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    folder = (root + _entry(name, 2, child=_FREE, start=2, size=len(stream))).ljust(_SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END,
                        0)  # fmt: skip
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    return head + table + folder + stream


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(letters), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def an_ods(*rows: Sequence[str], empty: int = 0) -> bytes:
    """A table of OpenDocument, so many empty rows below it; a cell `2020-03-08` is a day."""
    lines = ("".join(map(_ods_cell, row)) for row in rows)
    said = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    if empty:
        said += (
            f'<table:table-row table:number-rows-repeated="{empty}">'
            '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="DS">{said}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return a_package({"META-INF/manifest.xml": manifest.encode(),
                      "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                      "content.xml": content.encode()})  # fmt: skip


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f'<table:table-cell office:value-type="date" office:date-value="{text}"/>'
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def a_package(parts: dict[str, bytes]) -> bytes:
    """A zipped package."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return kept.getvalue()


def with_parts(package: bytes, changed: dict[str, bytes]) -> bytes:
    """The package with these parts added or in place of its own."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return a_package({**parts, **changed})


def part_of(package: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return old.read(name)
