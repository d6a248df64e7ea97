"""A reading is a process of its own: it is stopped in time, leaves nothing, knows no secret."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.files import a_cell, a_docx, a_paragraph, a_pdf, a_table

from nhanai.documents.extraction import guard, limits
from nhanai.documents.extraction.bounded import read_bounded
from nhanai.documents.extraction.guard import forked, resident_mb
from nhanai.documents.extraction.limits import CannotRead

RTF = rb"{\rtf1\ansi Ke hoach}"


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a reading writes on the way goes here, and must be gone at the end."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


Office = Callable[[str], Path]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Puts a program in the place of LibreOffice that does what the test says."""

    def placed(script: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        (tmp_path / "a.rtf").write_bytes(RTF)
        return tmp_path / "a.rtf"

    return placed


def a_plan(path: Path) -> Path:
    """A small plan."""
    head = [[a_cell("ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"), a_cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA")]]
    return a_docx(
        path,
        a_table(head, borders=False),
        a_paragraph("KẾ HOẠCH"),
        a_paragraph("I. TỔ CHỨC THỰC HIỆN"),
        a_paragraph("1. Sở Y tế"),
        a_paragraph("- Chủ trì vận động hiến máu tình nguyện hằng năm."),
    )


def is_alive(pid: int) -> bool:
    """Whether such a process runs; one that has ended and is not yet buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone_within(pid: int, seconds: float) -> bool:
    """Whether the process ends in this time."""
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)


@pytest.mark.slow
def test_the_reading_comes_back_with_its_text_and_progress(
    tmp_path: Path, own_temporary_folder: Path
) -> None:
    told: list[str] = []

    reading = read_bounded(a_plan(tmp_path / "a.docx"), "Kế hoạch.docx", progress=told.append)

    assert reading["file"]["name"] == "Kế hoạch.docx"
    assert reading["text"].startswith("ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU")
    assert told[0] == "Đang lấy chữ từ tệp"
    assert all(sentence.startswith("Đang ") for sentence in told)
    assert list(own_temporary_folder.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["-h", "a\0b", "tên có dấu cách và 'nháy'.pdf", "\udcff.docx"])
def test_any_name_may_be_given(tmp_path: Path, name: str) -> None:
    reading = read_bounded(a_plan(tmp_path / "a.docx"), name)

    assert reading["file"]["format"] == "docx"


@pytest.mark.slow
def test_a_refusal_comes_back_as_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\x89PNG" + b"\0" * 20)

    with pytest.raises(CannotRead, match=r"^Đây là ảnh\. "):
        read_bounded(tmp_path / "a.docx", "a.docx")


@pytest.mark.slow
def test_a_reading_that_takes_too_long_is_stopped_with_all_its_processes(
    tmp_path: Path, office: Office, own_temporary_folder: Path
) -> None:
    path = office(f"sleep 600 & echo $! > {tmp_path}/pid; sleep 600")
    began = time.monotonic()

    with pytest.raises(CannotRead) as refusal:
        read_bounded(path, "a.rtf", seconds=2)

    assert refusal.value.message == limits.TOO_SLOW.format(seconds=2)
    assert time.monotonic() - began < 10
    assert gone_within(int((tmp_path / "pid").read_text()), 5)
    assert list(own_temporary_folder.iterdir()) == []


@pytest.mark.slow
def test_what_a_helper_leaves_running_is_ended_too(tmp_path: Path, office: Office) -> None:
    path = office(f"sleep 600 & echo $! > {tmp_path}/pid")

    with pytest.raises(CannotRead):
        read_bounded(path, "a.rtf")

    assert gone_within(int((tmp_path / "pid").read_text()), 5)


@pytest.mark.slow
def test_a_helper_that_takes_too_much_memory_is_stopped(office: Office) -> None:
    path = office("exec python3 -c 'import time; kept = b\"x\" * 600_000_000; time.sleep(600)'")

    with pytest.raises(CannotRead) as refusal:
        read_bounded(path, "a.rtf", memory_mb=400)

    assert refusal.value.message == limits.TOO_MUCH


@pytest.mark.slow
def test_a_reading_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"mot hai ba bon nam\n" * 1_000_000)

    with pytest.raises(CannotRead) as refusal:
        read_bounded(tmp_path / "a.txt", "a.txt", memory_mb=60)

    assert refusal.value.message in {limits.TOO_MUCH, limits.BROKE_OFF}


@pytest.mark.slow
def test_the_helpers_know_no_secret_of_the_server(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NHANAI_SECRET_KEY", "bí mật")
    monkeypatch.setenv("NHANAI_DATABASE_URL", "postgres://u:p@h/d")
    path = office(f"env > {tmp_path}/env; ulimit -c > {tmp_path}/core")

    with pytest.raises(CannotRead):
        read_bounded(path, "a.rtf")

    names = {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert not any(name.startswith("NHANAI_") for name in names)
    assert (tmp_path / "core").read_text().strip() == "0"


@pytest.mark.slow
def test_a_child_that_dies_is_a_sentence(tmp_path: Path, office: Office) -> None:
    path = office("kill -SEGV $PPID")

    with pytest.raises(CannotRead) as refusal:
        read_bounded(path, "a.rtf")

    assert refusal.value.message == limits.BROKE_OFF


@pytest.mark.slow
def test_a_protected_pdf_is_refused_through_the_process(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="mật khẩu"):
        read_bounded(a_pdf(tmp_path / "a.pdf", [[(60, 700, "x")]], encrypted=True), "a.pdf")


def test_the_memory_of_this_session_is_seen() -> None:
    assert resident_mb(os.getsid(0)) > 5
    assert resident_mb(2**22 + 1) == 0


def test_a_forked_work_gives_its_exit_code() -> None:
    assert forked(lambda: 7, 10, 512) == 7


def test_a_forked_work_that_fails_or_dies_is_told() -> None:
    def fail() -> int:
        raise ValueError

    def die() -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    assert forked(fail, 10, 512) == 1
    assert forked(die, 10, 512) == 128 + signal.SIGKILL


@pytest.mark.slow
def test_a_forked_work_is_stopped_when_it_takes_too_long_or_too_much() -> None:
    def hold() -> int:
        free = "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))"
        script = f"import resource, time; {free}; x = b'x' * 400_000_000; time.sleep(60)"
        return subprocess.Popen([sys.executable, "-c", script]).wait()

    def wait() -> int:
        time.sleep(60)
        return 0

    assert forked(wait, 1, 512) == guard.OVER_TIME
    assert forked(hold, 30, 300) == guard.OVER_MEMORY


@pytest.mark.slow
def test_a_forked_work_cannot_use_more_memory_or_time_than_it_is_given() -> None:
    def grow() -> int:
        try:
            return len(b"x" * (900 * guard.MEGABYTE)) * 0
        except MemoryError:
            return 9

    def spin() -> int:
        while True:
            pass

    assert forked(grow, 10, 800) == 9
    assert forked(spin, 1, 800) in {guard.OVER_TIME, 128 + signal.SIGXCPU}
