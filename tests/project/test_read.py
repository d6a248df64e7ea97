"""`./nhanai read FILE [--json]`: what goes to which output, with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nhanai.project.read import summary

ROOT = Path(__file__).parents[2]
PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU
Số:      /KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lai Châu, ngày      tháng 9 năm 2023

KẾ HOẠCH
Vận động hiến máu tình nguyện

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Chủ trì, phối hợp với Sở Tài chính tổ chức vận động hiến máu, hoàn thành trước ngày 15/12/2023.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Hùng
"""
KEYS = {
    "file", "kind", "number", "symbol", "issuer", "place", "date", "title", "sections",
    "citations", "tasks", "recipients", "signer", "findings",
}  # fmt: skip


def called(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """What `nhanai read` says to these arguments."""
    return subprocess.run(
        [sys.executable, "-m", "nhanai", "read", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan."""
    path = tmp_path / "kế hoạch.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.slow
def test_json_is_one_object_on_standard_output_and_nothing_else(plan: Path) -> None:
    done = called(str(plan), "--json")

    reading = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(reading) >= KEYS
    assert reading["file"]["name"] == "kế hoạch.txt"
    assert (reading["number"], reading["symbol"]) == (None, "KH-UBND")
    assert [task["assignees"][0]["agency"] for task in reading["tasks"]] == ["Sở Y tế"]


@pytest.mark.slow
def test_without_json_a_summary_in_vietnamese_is_printed(plan: Path) -> None:
    done = called(str(plan))

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:3] == ["Tệp: kế hoạch.txt", "Loại văn bản: Kế hoạch", "Số, ký hiệu: …/KH-UBND"]
    assert "Sở Y tế (1)" in lines


@pytest.mark.slow
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_what_cannot_be_read_is_one_sentence_on_standard_error_and_2(
    tmp_path: Path, option: tuple[str, ...]
) -> None:
    (tmp_path / "a.docx").write_bytes(b"\x89PNG" + b"\0" * 20)

    done = called(str(tmp_path / "a.docx"), *option)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Đây là ảnh.")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [(), ("a.txt", "b.txt"), ("--khong-co", "a.txt")])
def test_wrong_arguments_are_told_the_usage(arguments: tuple[str, ...]) -> None:
    done = called(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "./nhanai read TỆP [--json]" in done.stderr


@pytest.mark.slow
def test_the_command_reads_without_django(plan: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "nhanai", "read", str(plan)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "nhanai.documents.reading.engine" in imported
    assert not any(name.partition(".")[0] == "django" for name in imported)


@pytest.mark.slow
def test_nothing_is_left_of_a_reading(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tam"
    folder.mkdir()

    done = called(str(plan), TMPDIR=str(folder))

    assert done.returncode == 0
    assert list(folder.iterdir()) == []


def test_a_summary_says_what_the_document_does_not() -> None:
    reading = {
        "file": {"name": "a.txt"},
        **dict.fromkeys(("kind", "number", "symbol", "issuer", "place", "date", "title", "signer")),
        "citations": [],
        "recipients": [],
        "tasks": [
            {
                "address": "I.-1",
                "text": "Tuyên truyền.",
                "assignees": [],
                "coordinating": ["Sở Tài chính"],
                "due": None,
                "recurrence": "annual",
            }
        ],
        "findings": [{"rule": "x", "severity": "warning", "address": None, "message": "Thiếu số."}],
    }

    lines = list(summary(reading))

    assert lines == [
        "Tệp: a.txt",
        "Loại văn bản: không thấy trong văn bản",
        "Số, ký hiệu: không thấy trong văn bản",
        "Cơ quan ban hành: không thấy trong văn bản",
        "Nơi, ngày ban hành: không thấy trong văn bản",
        "Trích yếu: không thấy trong văn bản",
        "Người ký: không thấy trong văn bản",
        "Căn cứ, viện dẫn: 0 văn bản",
        "",
        "NHIỆM VỤ: 1, trong đó 1 chưa giao cơ quan nào",
        "",
        "Chưa giao cơ quan nào (1)",
        "  [I.-1] Tuyên truyền. (phối hợp: Sở Tài chính; thời hạn: hằng năm)",
        "",
        "CẦN XEM LẠI: 1",
        "  Cần xem: Thiếu số.",
    ]
