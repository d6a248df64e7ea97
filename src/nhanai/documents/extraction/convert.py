"""Reads .doc and .rtf with the programs that know them, where they are installed."""

import os
import re
import resource
import shutil
import subprocess
import tempfile
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from nhanai.documents.extraction import tables
from nhanai.documents.extraction.composing import Box, Composer, Content, Grid, Line
from nhanai.documents.extraction.docx.read import read_docx
from nhanai.documents.extraction.limits import DAMAGED, FILE_BYTES, CannotRead
from nhanai.documents.extraction.plain import read_plain

SECONDS = 50
NO_CONVERTER = (
    "Tệp {kind} đời cũ cần một chương trình chuyển đổi mà máy này chưa có. Hãy mở tệp bằng Word, "
    "lưu thành .docx rồi thử lại; hoặc cài LibreOffice hay antiword trên máy chủ."
)
TOO_SLOW = (
    "Chuyển đổi tệp đời cũ mất quá nhiều thời gian. Hãy mở bằng Word, lưu thành .docx rồi thử."
)

_ROW = re.compile(r"\|.*\|$")
_NOT_READ = (b"is not a Word Document", b"is not a Word file", b"encrypted documents")


def read_doc(path: Path) -> Content:
    """An old Word file: by LibreOffice, which keeps lists and tables; else by antiword, catdoc."""
    if office() is not None:
        try:
            return by_office(path, ".doc")
        except CannotRead:
            content = _by_filters(path)
            if content is None:
                raise
            return content
    content = _by_filters(path)
    if content is not None:
        return content
    known = shutil.which("antiword") or shutil.which("catdoc")
    raise CannotRead(DAMAGED if known else NO_CONVERTER.format(kind=".doc"))


def _by_filters(path: Path) -> Content | None:
    """What the first small program that knows the file makes of it."""
    for command in (["antiword", "-m", "UTF-8.txt", "-w", "0"], ["catdoc", "-d", "utf-8", "-w"]):
        if shutil.which(command[0]):
            content = _by_filter([*command, str(path)])
            if content is not None:
                return content
    return None


def office() -> str | None:
    """The path of LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _by_filter(command: list[str]) -> Content | None:
    """What a program prints, or None when it does not know the file."""
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise CannotRead(TOO_SLOW) from error
        output.seek(0)
        data = output.read(FILE_BYTES)
    if done.returncode != 0 or not data.strip() or any(words in data[:400] for words in _NOT_READ):
        return None
    return with_tables_drawn(read_plain(data))


def with_tables_drawn(content: Content) -> Content:
    """antiword draws tables with bars; the cells of each are written as lines or as a table."""
    lines = content.text.split("\n")
    if not any(_ROW.match(line) for line in lines):
        return content
    composer = Composer()
    for is_table, group in groupby(lines, key=lambda line: _ROW.match(line) is not None):
        if is_table:
            grid = _drawn(list(group))
            tables.write(grid, composer, bordered=len(grid[0]) > 2)
        else:
            for line in group:
                composer.paragraph(line)
    return replace(
        composer.content(encoding=content.encoding), was_decomposed=content.was_decomposed
    )


def _drawn(lines: list[str]) -> Grid:
    """Rows of boxes: where more than two columns are drawn, words in the first begin a row."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    width = max(len(row) for row in cells)
    rows: list[list[list[str]]] = []
    for row in cells:
        if not rows or (width > 2 and row[0]):
            rows.append([[] for _ in range(width)])
        for words, cell in zip(rows[-1], row, strict=False):
            if cell:
                words.append(cell)
    return [[Box(tuple(Line(text) for text in words)) for words in row] for row in rows]


def by_office(path: Path, extension: str) -> Content:
    """Converted to .docx by LibreOffice, then read as one."""
    command = office()
    if command is None:
        raise CannotRead(NO_CONVERTER.format(kind=extension))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"source{extension}"
        shutil.copyfile(path, source)
        _run_office(command, source, folder)
        made = folder / "source.docx"
        if not made.is_file():
            raise CannotRead(DAMAGED)
        return read_docx(made)


def _run_office(command: str, source: Path, folder: Path) -> None:
    """LibreOffice with a profile of its own: no macros, no lock with one that is running."""
    try:
        subprocess.run(
            [
                command,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                str(folder),
                str(source),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "HOME": str(folder)},
            preexec_fn=_free_address_space,  # this process has one thread, so that it is safe
        )
    except subprocess.TimeoutExpired as error:
        raise CannotRead(TOO_SLOW) from error


def _free_address_space() -> None:
    """LibreOffice reserves far more addresses than it uses; its real memory is watched instead."""
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (hard, hard))
