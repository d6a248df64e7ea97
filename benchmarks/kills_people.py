"""People at their browsers, for `kills_web.py`: they send forms until they are answered.

Each sending is unlike every other, so that what is lost and what is doubled can be counted.
"""

import contextlib
import hashlib
import itertools
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from http.cookiejar import CookieJar
from typing import IO

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_number = itertools.count(1)


@dataclass(frozen=True, slots=True)
class File:
    """A file as a browser sends it."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its hash."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(slots=True)
class Answered:
    """What people were told is done, and how often they had to send it again."""

    uploads: set[str] = field(default_factory=set)
    updates: dict[str, str] = field(default_factory=dict)
    concerns: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    repeats: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Everything that was acknowledged."""
        return len(self.uploads) + len(self.updates) + len(self.numbers)


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is the acknowledgement itself."""

    def redirect_request(  # noqa: PLR0917 (Python's signature)
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: HTTPMessage, newurl: str,
    ) -> None:  # fmt: skip
        """Go nowhere."""


class Browser:
    """One person's, signed in; it keeps its cookies while the server is killed."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar, _Stay())

    def ask(self, path: str, data: bytes | None = None, kind: str = "") -> tuple[int, str]:
        """The status, and the page or where it leads to; fails when nobody answers."""
        headers = {"Content-Type": kind} if kind else {}
        request = urllib.request.Request(self.address + path, data, headers)  # noqa: S310 (our own)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            if 300 <= answer.code < 400:
                return answer.code, answer.headers["Location"]
            return answer.code, answer.read().decode()

    def until_answered(self, path: str, data: bytes | None = None, kind: str = "") -> tuple[
        int, str, int
    ]:  # fmt: skip
        """The same again and again until there is an answer; tells how often it was repeated."""
        for repeats in itertools.count():
            with contextlib.suppress(OSError, HTTPException):
                return *self.ask(path, data, kind), repeats
            time.sleep(0.05)
        raise AssertionError

    def form(self, path: str) -> dict[str, str]:
        """What a form holds besides what a person writes in it."""
        _, page, _ = self.until_answered(path)
        return dict(HIDDEN.findall(page))

    def sign_in(self, username: str, password: str) -> None:
        """At the door."""
        path = "/dang-nhap/"
        fields = {**self.form(path), "username": username, "password": password}
        status, _, _ = self.until_answered(path, urllib.parse.urlencode(fields).encode())
        if status != 302:
            raise SystemExit(f"{username} could not sign in: {status}")

    def send(self, path: str, said: Mapping[str, str], file: File) -> tuple[int, str, int]:
        """Fill in a fresh form and press its button until somebody answers."""
        body, kind = multipart({**self.form(path), **said}, file)
        return self.until_answered(path, body, kind)


def multipart(fields: Mapping[str, str], file: File) -> tuple[bytes, str]:
    """A form with a file as a browser sends it, and what that is called."""
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    told = f'{head}file"; filename="{file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    end = f"\r\n--{boundary}--\r\n".encode()
    return b"".join([*parts, told.encode(), file.content, end]), (
        f"multipart/form-data; boundary={boundary}"
    )


def upload(browser: Browser, done: Answered) -> None:
    """Enter a document in the register."""
    number = next(_number)
    lines = [f"- Sở Y tế khám bệnh nhân đạo đợt {n} của lần {number}." for n in range(1, 60)]
    text = "\n".join(["KẾ HOẠCH", f"Công tác nhân đạo lần {number}", "III. TỔ CHỨC", *lines])
    file = File(f"ke-hoach-{number}.txt", text.encode())
    status, answer, repeats = browser.send("/van-ban/vao-so/", {"direction": "INCOMING"}, file)
    if _taken(status, answer, repeats, done):
        done.uploads.add(file.sha256)


def update(browser: Browser, done: Answered, *, work: int, to: int) -> None:
    """Say how the work goes, with evidence, and every third time with what hinders it."""
    number = next(_number)
    file = File(f"bien-ban-{number}.pdf", f"%PDF-1.7\n% {number}\n".encode() + b"x" * 50_000)
    said = {"state": "IN_PROGRESS", "text": f"Đã khám đợt {number}."}
    concern = f"Đợt {number} chưa có xe." if number % 3 == 0 else ""
    if concern:
        said |= {"concern": concern, "concern_kind": "OBSTACLE", "concern_to": str(to)}
    status, answer, repeats = browser.send(f"/ke-hoach/viec/{work}/", said, file)
    if _taken(status, answer, repeats, done):
        done.updates[said["text"]] = file.sha256
        done.concerns |= {concern} - {""}


def number(browser: Browser, done: Answered) -> None:
    """Have a document made elsewhere numbered."""
    number = next(_number)
    file = File(f"bao-cao-{number}.pdf", f"%PDF-1.7\n% đi {number}\n%%EOF\n".encode())
    said = {
        "kind": "BC", "symbol": "BC-CTĐ", "subject": f"Kết quả công tác Hội lần {number}",
        "signer_lines": "CHỦ TỊCH", "signer_name": "Lò Văn Mẫu", "recipients": "Lưu: VT",
        "day": "", "to": "",
    }  # fmt: skip
    status, answer, repeats = browser.send("/van-ban/di/vao-so/", said, file)
    if _taken(status, answer, repeats, done):
        done.numbers.add(file.sha256)


def _taken(status: int, answer: str, repeats: int, done: Answered) -> bool:
    done.repeats += bool(repeats)
    if 300 <= status < 400 and "dang-nhap" not in answer:
        return True
    done.refused.append(f"{status} {answer[:2000]}")
    return False


@contextlib.contextmanager
def at_work(*acts: Callable[[], None]) -> Iterator[None]:
    """Everybody does his act again and again while the block runs; then each ends his last one."""
    stopping = threading.Event()

    def go_on(act: Callable[[], None]) -> None:
        while not stopping.is_set():
            act()

    people = [threading.Thread(target=go_on, args=[act]) for act in acts]
    for person in people:
        person.start()
    try:
        yield
    finally:
        stopping.set()
        for person in people:
            person.join()
