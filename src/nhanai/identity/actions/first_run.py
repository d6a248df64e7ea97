"""The first account of a real installation, made by whoever can read the server's set-up code."""

import datetime as dt
import os
import re
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity import queries
from nhanai.identity.actions.account import (
    CannotChangeAccount,
    hold_province,
    made,
    new_secret,
)
from nhanai.identity.actions.appointment import begun
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.actions import record


class CannotSetUp(Refused):
    """The installation cannot be set up like this, or already is."""


def prepare_first_run() -> None:
    """Leave a set-up code beside the data while nobody has an account; take it away afterwards.

    Only who reads the server's own files or its console knows it, so that a stranger on the
    network cannot become the first administrator.
    """
    if queries.has_accounts():
        code_file().unlink(missing_ok=True)
    elif not setup_code():
        _write(f"Mã thiết lập, dùng một lần: {new_secret()}\n")


def setup_code() -> str:
    """The code that the first-run page asks for; empty where there is none."""
    try:
        found = re.search(r": ([a-z0-9-]{14})$", code_file().read_text("utf-8"), re.MULTILINE)
    except FileNotFoundError:
        return ""
    return found[1] if found else ""


def code_file() -> Path:
    """Where the code lies; the start of the server shows what is in it."""
    return Path(settings.STATE_DIR) / "setup_code.txt"


@transaction.atomic
def set_up(*, code: str, username: str, full_name: str, password: str, at: dt.datetime) -> User:
    """Make the first administrator, at the province, for who knows the code; only once."""
    province = hold_province()
    if province is None:
        raise CannotSetUp(
            "Chưa có dữ liệu đơn vị. Trên máy chủ, chạy lệnh ./nhanai manage prepare rồi thử lại."
        )
    if queries.has_accounts():
        raise CannotSetUp("Hệ thống đã được thiết lập. Hãy đăng nhập.")
    expected = setup_code()
    given = code.strip().lower()
    if not expected or not secrets.compare_digest(expected.encode(), given.encode()):
        message = (
            "Mã thiết lập chưa đúng. Mã hiện ra khi khởi động máy chủ;"
            " xem lại bằng lệnh ./nhanai manage setup_code."
        )
        raise CannotSetUp("Chưa thiết lập được.", [Finding("code-wrong", message, where="code")])
    try:
        user = made(username=username, full_name=full_name, password=password, at=at)
    except CannotChangeAccount as refusal:
        raise CannotSetUp(refusal.message, refusal.findings) from refusal
    record(verb="identity.set_up", subject=user, by=user, at=at, new={"username": user.username})
    begun(
        account=user,
        role=Role.ADMINISTRATOR,
        unit=province,
        start=localdate(at),
        by=user,
        at=at,
    )
    transaction.on_commit(lambda: code_file().unlink(missing_ok=True))
    return user


def _write(text: str) -> None:
    """Readable by the owner of the installation alone, from the first moment on."""
    path = code_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
