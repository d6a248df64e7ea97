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


@pytest.mark.parametrize(
    ("value", "mail"),
    [
        ("", None),
        ("smtp://thu.noibo", env.Mail("thu.noibo", 25, "", "", is_ssl=False, is_tls=False)),
        (
            "smtp+tls://nhan%40ai:m%2Ft@thu.vn",
            env.Mail("thu.vn", 587, "nhan@ai", "m/t", is_ssl=False, is_tls=True),
        ),
        ("smtps://a:b@thu.vn:4650", env.Mail("thu.vn", 4650, "a", "b", is_ssl=True, is_tls=False)),
    ],
)
def test_a_mail_server_is_read_from_its_address(
    value: str, mail: env.Mail | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NHANAI_EMAIL_URL", value)

    assert env.mail("NHANAI_EMAIL_URL") == mail


@pytest.mark.parametrize("value", ["thu.vn", "http://thu.vn", "smtp://", "smtp://thu.vn:x"])
def test_an_address_that_is_no_mail_server_stops_the_start(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NHANAI_EMAIL_URL", value)

    with pytest.raises(ImproperlyConfigured):
        env.mail("NHANAI_EMAIL_URL")
