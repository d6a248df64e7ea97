"""The installation's key is made once and stays."""

import stat
from pathlib import Path

from nhanai.project.secret import made_once


def test_the_key_is_made_once_and_read_again_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "state" / "secret_key"

    first, second = made_once(path), made_once(path)

    assert first == second
    assert len(first) >= 50


def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    made_once(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
