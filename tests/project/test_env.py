"""What cannot be understood stops the start."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from nhanai.project import env


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("yes", True), ("0", False), ("No", False)]
)
def test_a_switch_is_read(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("NHANAI_X", value)

    assert env.boolean("NHANAI_X", default=not meant) is meant


def test_a_switch_that_is_neither_on_nor_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHANAI_X", "maybe")

    with pytest.raises(ImproperlyConfigured, match="NHANAI_X"):
        env.boolean("NHANAI_X", default=False)


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHANAI_X", "ten")

    with pytest.raises(ImproperlyConfigured, match="NHANAI_X"):
        env.integer("NHANAI_X", 1)


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("bí mật\n", encoding="utf-8")
    monkeypatch.setenv("NHANAI_X_FILE", str(tmp_path / "key"))

    assert env.text("NHANAI_X", "") == "bí mật"


def test_a_list_is_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHANAI_X", "a, b,,c ")

    assert env.words("NHANAI_X", "") == ["a", "b", "c"]
