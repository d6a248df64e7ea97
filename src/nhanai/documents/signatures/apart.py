"""Signs and verifies in a process of its own, so that no hostile file reaches this one.

The libraries for it take a second to import and much memory: only that process has them.
"""

import datetime as dt
import json
import logging
import os
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import nhanai
from nhanai.documents.extraction.guard import end_session
from nhanai.documents.signatures.values import (
    CannotUse,
    Holder,
    Json,
    Verdict,
    verdict_from_json,
)

LOG = logging.getLogger(__name__)

CHILD: Final = "nhanai.documents.signatures.child"
SECONDS: Final = 30
TOKEN_SECONDS: Final = 60
"""A token may be slow, and its owner has to touch some."""
MEMORY_MB: Final = 1536

_MARKS: Final = (b"/ByteRange", b"ETSI.CAdES", b"ETSI.RFC3161", b"adbe.pkcs7", b"adbe.x509")
_PIECE: Final = 1024 * 1024
_TOO_LONG: Final = "Việc với chữ ký số mất hơn {seconds} giây nên đã dừng lại. Hãy thử lại sau."
_BROKE_OFF: Final = "Hệ thống gặp lỗi khi làm việc với chữ ký số của tệp này. Hãy báo quản trị."


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A PKCS#12 file and its passphrase; neither is shown or kept."""

    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the installation, and the PIN that its owner gave."""

    module: str
    label: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the note belongs: over this name, under this position."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The file with its new signature, and who made it."""

    content: bytes
    holder: Holder


def has_marks(path: Path) -> bool:
    """Whether the file has any trace of a signature; without one nothing is started for it."""
    overlap = max(map(len, _MARKS))
    with path.open("rb") as file:
        before = b""
        while piece := file.read(_PIECE):
            if any(mark in before + piece for mark in _MARKS):
                return True
            before = piece[-overlap:]
    return False


def verified(path: Path, *, trust: str, at: dt.datetime) -> list[Verdict]:
    """A verdict for each signature of the file; `trust` is the folder of the list, or empty.

    Refuses a file that bears traces of a signature and cannot be read.
    """
    if not has_marks(path):
        return []
    task: Json = {"do": "verify", "path": str(path.absolute()), "trust": trust}
    told = _done(task, at=at, seconds=SECONDS, environment=_plain(os.environ))
    return [verdict_from_json(one) for one in told["verdicts"]]


def signed(
    path: Path,
    *,
    key: KeyFile | Token,
    place: Place,
    signed_with: Sequence[str],
    at: dt.datetime,
) -> Signed:
    """The PDF with one more signature; `signed_with` are the certificates that signed it before.

    Refuses a key that cannot be opened or may not sign, and a file that takes no signature.
    """
    by_token = isinstance(key, Token)
    with tempfile.TemporaryDirectory(prefix="nhanai-sign-") as folder:
        result = Path(folder) / "signed.pdf"
        task: Json = {
            "do": "sign",
            "path": str(path.absolute()),
            "result": str(result),
            "name": place.name,
            "position": place.position,
            "signed_with": list(signed_with),
            "key": _key(key),
        }
        seconds = TOKEN_SECONDS if by_token else SECONDS
        environment = _of_driver(os.environ) if by_token else _plain(os.environ)
        told = _done(task, at=at, seconds=seconds, environment=environment)
        holder = Holder(told["name"], told["organisation"], told["issuer"], told["sha256"])
        return Signed(result.read_bytes(), holder)


def _key(key: KeyFile | Token) -> Json:
    if isinstance(key, KeyFile):
        return {"file": b64encode(key.content).decode(), "passphrase": key.passphrase}
    return {"module": key.module, "token": key.label, "pin": key.pin}


def _plain(own: Mapping[str, str]) -> dict[str, str]:
    """What the process may know: where programs and the package are; no secret of this one."""
    return {"PATH": own.get("PATH", ""), **_package()}


def _of_driver(own: Mapping[str, str]) -> dict[str, str]:
    """The driver of a token has settings of its own there; ours stay here."""
    kept = {name: value for name, value in own.items() if not name.startswith("NHANAI_")}
    return {**kept, **_package()}


def _package() -> dict[str, str]:
    return {
        "PYTHONPATH": str(Path(nhanai.__file__).parents[1]),
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }


def _done(task: Json, *, at: dt.datetime, seconds: int, environment: dict[str, str]) -> Json:
    """The answer of a process of its own, or the refusal that it gave."""
    whole = {**task, "at": at.isoformat(), "seconds": seconds, "memory_mb": MEMORY_MB}
    child = subprocess.Popen(
        [sys.executable, "-m", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    try:
        output, complaints = child.communicate(json.dumps(whole).encode(), timeout=seconds + 5)
    except subprocess.TimeoutExpired:
        raise CannotUse(_TOO_LONG.format(seconds=seconds)) from None
    finally:
        end_session(child.pid)
        child.wait()
    try:
        told: Json = json.loads(output)
    except ValueError:
        tail = complaints.decode("utf-8", "replace")[-4000:]
        LOG.error("signatures ended with code %s:\n%s", child.returncode, tail)  # noqa: TRY400 (the child's traceback is told)
        raise CannotUse(_BROKE_OFF) from None
    if "refused" in told:
        raise CannotUse(told["refused"])
    return told
