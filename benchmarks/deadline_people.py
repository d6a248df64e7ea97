"""People on deadline day, at their browsers: officers who send a report, others who watch.

Every request is timed as a person waits for it, from the first byte sent to the last received.
"""

import html
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

FIELD = re.compile(r'<textarea [^>]*name="loi-([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden"[^>]* name="((?:truoc|ve)-[^"]+)" value="([^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
RECEIPT = re.compile(r"số tiếp nhận <b>(\d+/\d+)</b>")
THINKS = 1.5
"""Seconds between what a person sees and what she does."""


@dataclass(slots=True)
class Told:
    """What everybody together was answered, and how long each answer took, by kind of request."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    receipts: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    answered: int = 0


class Person:
    """One browser: keeps its connection and its cookies."""

    def __init__(self, address: str, told: Told) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.told = told
        self.cookies: dict[str, str] = {}

    def ask(
        self, kind: str, path: str, said: Mapping[str, str] | None = None, *, wanted: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        """The page; whatever else is answered counts as a fault."""
        began = time.perf_counter()
        status, text = self._answer(path, said, headers or {})
        self.told.took[kind].append((time.perf_counter() - began) * 1000)
        if status != wanted:
            self.told.faults.append(f"{kind}: {status}")
            raise HTTPException(f"{kind} {path}: {status}")
        return text

    def _answer(
        self, path: str, said: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> tuple[int, str]:
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        body = None
        if said is not None:
            body = urlencode(said)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if body is None else "POST", path, body, sent)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def sign_in(self, name: str, password: str) -> None:
        """At the door, and to the page of the day."""
        page = self.ask("the door", "/dang-nhap/")
        said = {"csrfmiddlewaretoken": token(page), "username": name, "password": password}
        self.ask("signing in", "/dang-nhap/", said, wanted=302)
        self.ask("the page of the day", "/")


def token(page: str) -> str:
    """What a form of the page must hold to be taken."""
    found = TOKEN.search(page)
    if found is None:
        raise HTTPException("a page without a form")
    return found[1]


def filled(page: str) -> dict[str, str]:
    """The form as it stands on the page."""
    said = {f"loi-{key}": html.unescape(text).strip() for key, text in FIELD.findall(page)}
    return {**said, **hidden(page), "csrfmiddlewaretoken": token(page)}


def hidden(page: str) -> dict[str, str]:
    """The marks of what stands, and the findings that are answered."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page)}


def send_report(person: Person, unit: str, path: str, name: str, password: str) -> None:
    """Sign in, see what waits, open it, write, answer what must be answered, send it."""
    person.sign_in(name, password)
    person.ask("what waits", "/bao-cao/dinh-ky/")
    time.sleep(THINKS)
    form = filled(person.ask("opening the report", path))
    form["loi-text:phuong-huong"] = f"Phương hướng kỳ tới của {unit}: rà soát, vận động."
    time.sleep(THINKS)
    htmx = {"HX-Request": "true"}
    form |= hidden(person.ask("saving as it is typed", f"{path}luu/", form, headers=htmx))
    asked = [key for key in form if key.startswith("loi-reply:")]
    form |= dict.fromkeys(asked, "Đã đối chiếu, đúng như sổ ghi.")
    person.told.answered += len(asked)
    time.sleep(THINKS)
    person.ask("sending", f"{path}nop/", form, wanted=302)
    page = person.ask("the report that was sent", path)
    found = RECEIPT.search(page)
    if found is None:
        raise HTTPException("sent, but no receipt on the page")
    person.told.receipts[unit] = found[1]
    person.told.words[unit] = form["loi-text:phuong-huong"]


Act = Callable[[Person], None]


@dataclass(slots=True)
class Crowd:
    """Everybody who is at it: threads, each with a browser of its own."""

    address: str
    told: Told
    password: str
    at_work: list[threading.Thread] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def sends(self, unit: str, path: str, name: str) -> None:
        """An officer comes and sends the report of her unit."""
        self._start(lambda person: send_report(person, unit, path, name, self.password))

    def watches(self, name: str, path: str, *, every: float) -> None:
        """Somebody at the office reloads the page of who has sent, until all is over."""

        def watch(person: Person) -> None:
            person.sign_in(name, self.password)
            while not self.is_over.wait(every):
                person.ask("who has sent", path)

        self._start(watch, is_counted=False)

    def _start(self, act: Act, *, is_counted: bool = True) -> None:
        thread = threading.Thread(target=self._one, args=(act,), daemon=True)
        thread.start()
        if is_counted:
            self.at_work.append(thread)

    def _one(self, act: Act) -> None:
        try:
            act(Person(self.address, self.told))
        except (OSError, HTTPException) as wrong:
            self.told.faults.append(f"{type(wrong).__name__}: {wrong}")

    def finish(self) -> None:
        """Wait for every officer, then let the others go."""
        for thread in self.at_work:
            thread.join(timeout=300)
        self.is_over.set()


def evenly(seconds: float, number: int) -> Iterator[int]:
    """So many arrivals, each at its moment of the time given."""
    began = time.monotonic()
    for arrival in range(number):
        time.sleep(max(0.0, began + arrival * seconds / number - time.monotonic()))
        yield arrival
