"""Which installation a command works on, and where it listens."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from nhanai.project import serve


def test_without_any_choice_the_demo_runs_in_its_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(serve, "STATE", tmp_path)
    environment: dict[str, str] = {}

    serve.choose_installation(environment)

    assert environment["NHANAI_DEMO"] == "1"
    assert environment["NHANAI_STATE_DIR"] == str(tmp_path / "demo")


def test_without_demo_a_real_installation_stands_apart_and_is_found_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(serve, "STATE", tmp_path)
    first: dict[str, str] = {}
    serve.choose_installation(first, without_demo=True)
    Path(first["NHANAI_STATE_DIR"]).mkdir()
    later: dict[str, str] = {}

    serve.choose_installation(later)

    assert first["NHANAI_DEMO"] == later["NHANAI_DEMO"] == "0"
    assert first["NHANAI_STATE_DIR"] == later["NHANAI_STATE_DIR"] == str(tmp_path / "data")


def test_a_folder_named_by_the_operator_is_never_taken_for_the_demo() -> None:
    environment = {"NHANAI_STATE_DIR": "/srv/nhanai"}

    serve.choose_installation(environment)

    assert environment["NHANAI_DEMO"] == "0"
    assert environment["NHANAI_STATE_DIR"] == "/srv/nhanai"


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        assert serve.free_port("127.0.0.1", taken) == taken + 1


def test_what_a_killed_process_left_behind_is_taken_away() -> None:
    child = "import subprocess, sys; subprocess.Popen(['sleep', '60']); print(1, flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", f"{child}; input()"],
        start_new_session=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as head:  # fmt: skip
        assert head.stdout is not None
        head.stdout.readline()
        head.kill()
        head.wait()

        serve.clear(head)

        assert head.stdout.read() == b""  # it ends when the last who may write to it is gone
