"""Reads scanned pages with tesseract, where it and its Vietnamese data are installed."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pypdfium2

from nhanai.documents.extraction.composing import Composer, Content
from nhanai.documents.extraction.limits import CannotRead

NEEDS_OCR = (
    "Tệp PDF này là ảnh quét, không có lớp chữ, nên cần nhận dạng chữ (OCR) trước. Hãy dùng bản "
    ".docx, hoặc nhận dạng chữ bằng máy quét; trên máy chủ có thể cài tesseract-ocr và "
    "tesseract-ocr-vie để hệ thống tự nhận dạng."
)
TOO_MANY_PAGES = (
    "Tệp PDF này là ảnh quét {pages} trang, quá dài để nhận dạng chữ trong một lần. Hãy dùng bản "
    ".docx, hoặc nhận dạng chữ (OCR) bằng máy quét rồi thử lại."
)
DOTS_PER_INCH = 200
LARGEST_SIDE = 3500
SECONDS = 50


def available() -> str | None:
    """The path of tesseract, where it can read Vietnamese."""
    command = shutil.which("tesseract")
    if command is None:
        return None
    languages = subprocess.run(
        [command, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
    )
    return command if "vie" in languages.stdout.split() else None


@dataclass(slots=True)
class _Page:
    """A page that tesseract is reading."""

    process: "subprocess.Popen[bytes]"
    output: IO[bytes]

    def text(self, deadline: float) -> str:
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return ""
        self.output.seek(0)
        return self.output.read().decode("utf-8", "replace")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.output.close()


def read(
    document: pypdfium2.PdfDocument, numbers: list[int], progress: Callable[[str], None] | None
) -> Content:
    """The text of the scanned pages, several at a time, within the time there is."""
    command = available()
    if command is None:
        raise CannotRead(NEEDS_OCR)
    deadline = time.monotonic() + SECONDS
    composer = Composer()
    with tempfile.TemporaryDirectory() as folder:
        for done, text in enumerate(_texts(document, numbers, command, Path(folder), deadline)):
            if time.monotonic() > deadline:
                raise CannotRead(TOO_MANY_PAGES.format(pages=len(numbers)))
            if progress:
                progress(f"Đang nhận dạng chữ: trang {done + 1}/{len(numbers)}")
            composer.page_break()
            for paragraph in text.replace("\f", "").split("\n\n"):
                for at, line in enumerate(paragraph.split("\n")):
                    (composer.continued if at else composer.paragraph)(line)
    return composer.content(pages=len(document))


def _texts(
    document: pypdfium2.PdfDocument,
    numbers: list[int],
    command: str,
    folder: Path,
    deadline: float,
) -> Iterator[str]:
    """Page by page; while one is waited for, the next are already being read."""
    running: list[_Page] = []
    waiting = list(numbers)
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                number = waiting.pop(0)
                running.append(_started(document[number], command, folder / f"{number}.pgm"))
            page = running.pop(0)
            try:
                yield page.text(deadline)
            finally:
                page.stop()
    finally:
        for page in running:
            page.stop()


def _started(page: pypdfium2.PdfPage, command: str, image: Path) -> _Page:
    """Draw the page in grey and start tesseract on it."""
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / 72, LARGEST_SIDE / max(width, height, 1))
    bitmap = page.render(scale=scale, grayscale=True)
    with image.open("wb") as file:
        file.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
        data = memoryview(bitmap.buffer)
        for row in range(bitmap.height):
            file.write(data[row * bitmap.stride : row * bitmap.stride + bitmap.width])
    bitmap.close()
    output = tempfile.TemporaryFile(dir=image.parent)  # noqa: SIM115 (closed by _Page.stop)
    process = subprocess.Popen(
        [command, str(image), "stdout", "-l", "vie", "--dpi", str(DOTS_PER_INCH)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return _Page(process, output)
