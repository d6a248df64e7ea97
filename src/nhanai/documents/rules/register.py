"""What can be decided about a document without looking anything up."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.documents.vocab import PLACES, MarkKind, ReadingState

MOVES: Final[Mapping[ReadingState, frozenset[ReadingState]]] = {
    ReadingState.WAITING: frozenset({ReadingState.READING}),
    ReadingState.READING: frozenset({ReadingState.READ, ReadingState.FAILED}),
    ReadingState.READ: frozenset({ReadingState.WAITING}),
    ReadingState.FAILED: frozenset({ReadingState.WAITING}),
}

_BULLETS: Final = {"-": "gạch đầu dòng", "+": "dấu cộng", "•": "dấu chấm"}
_BULLET: Final = re.compile(r"([-+•])(\d+)")
_ANNEX: Final = re.compile(r"PL([IVX0-9]*)(?:\.(.+))?")
_ROW: Final = re.compile(r"r\d+")

STALE_AFTER: Final = dt.timedelta(minutes=3)
"""Reading is bounded to one minute; who has sent no word for three was killed."""

ATTEMPTS: Final = 3
"""A file at which the worker dies three times is not tried a fourth time by itself."""

FIRST_YEAR: Final = 1945
FILES_AT_ONCE: Final = 20
FILE_NAME_LENGTH: Final = 255
NODES_A_PAGE: Final = 200

_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012–—−", "-"))
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_WORD: Final = re.compile(r"[^\W_]+")
_LEADING_ZEROS: Final = re.compile(r"^0+(?=\d)")
_NUMBER: Final = re.compile(r"\d{1,7}[A-Za-zĐđ]?(/\d{4})?")
_SYMBOL: Final = re.compile(r"[^\W_]+([-/.&]+[^\W_]+)*")
_YEAR: Final = re.compile(r"/((?:19|20)\d\d)/")
_REACH: Final = 400
"""How far a joined text may leave out characters of its source at one place."""


def may_move(state: ReadingState, to: ReadingState) -> bool:
    """Whether reading may go from one state to the other."""
    return to in MOVES[state]


def is_stale(state: str, touched_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a reading that should be under way was silently given up."""
    unfinished = state in {ReadingState.WAITING, ReadingState.READING}
    return unfinished and at - touched_at >= STALE_AFTER


def may_read_again(state: str, touched_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a person may ask for the document to be read once more."""
    return ReadingState.WAITING in MOVES[ReadingState(state)] or is_stale(state, touched_at, at)


def reference_of(number: str, symbol: str) -> str:
    """`895/QĐ-TTg`, `44-KL/TW`; empty where there is no number."""
    if not number or not symbol:
        return number
    party = "/" in symbol and "/" not in number
    return f"{number}{'-' if party else '/'}{symbol.lstrip('-/')}"


def reference_key(reference: str) -> str:
    """What two spellings of one reference share: `07/2014/TT–BGDĐT` is `7/2014/tt-bgddt`."""
    return _LEADING_ZEROS.sub("", fold(reference.translate(_DASHES)).replace(" ", ""))


def date_words(year: int | None, month: int | None, day: int | None) -> str:
    """The date as far as it is known, written as in government paper: `08/6/2010`."""
    if year is None:
        return ""
    if month is None:
        return f"năm {year}"
    if day is None:
        return f"tháng {month} năm {year}"
    return f"{day:02}/{f'{month:02}' if month < 3 else month}/{year}"


def date_of(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    """The day, where all of it is known and such a day exists."""
    try:
        return dt.date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def place_words(address: str) -> str:
    """How a place in a document is named on screen: parts without a number by what they are."""
    head, _, _ = address.partition(".")
    if head[:1] == "p" and head[1:].isdigit():
        return "Mở đầu"
    return PLACES.get(head, address)


def cited_place(address: str) -> str:
    """How official paper names a place: `III.5.-2` is the second dash of item III.5.

    A task joined from several places names each.
    """
    return "; ".join(_cited(one) for one in address.split(" + "))


def _cited(address: str) -> str:
    whole, _, part = address.partition("/")
    *labels, last = whole.split(".")
    within = ".".join(labels)
    if match := _BULLET.fullmatch(last):
        mark, number = match.groups()
        said = f"{_BULLETS[mark]} thứ {number}, {_named(within) if within else 'phần mở đầu'}"
    elif within and _ROW.fullmatch(last):
        said = f"dòng {last[1:]} của bảng, {_named(within)}"
    else:
        said = _named(whole)
    return f"{said} (phần {part})" if part else said


def _named(address: str) -> str:
    known = place_words(address)
    if known != address:
        return known.lower()
    if match := _ANNEX.fullmatch(address):
        number, rest = match.groups()
        annex = f"phụ lục {number}" if number else "phụ lục"
        return f"mục {rest}, {annex}" if rest else annex
    return f"mục {address}"


def safe_name(name: str) -> str:
    """A file's name as a person gave it, without folders and without what could mislead."""
    last = re.split(r"[/\\]", nfc(name))[-1]
    plain = single_spaced(_CONTROL.sub(" ", last)).strip(". ") or "van-ban"
    if len(plain) <= FILE_NAME_LENGTH:
        return plain
    suffix = suffix_of(plain)
    return plain[: FILE_NAME_LENGTH - len(suffix)] + suffix


def suffix_of(name: str) -> str:
    """The ending of a file's name in small letters with its dot, or nothing."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and len(ending) <= 5 else ""


def search_words(text: str) -> list[str]:
    """The words of `text` as a search compares them."""
    return _WORD.findall(fold(text))


def search_text(parts: Iterable[str]) -> str:
    """What is stored to be searched: each word behind a space, found from its start."""
    return "".join(f" {word}" for part in parts for word in search_words(part))


@dataclass(frozen=True, slots=True)
class Marking:
    """A stretch of a node's text that means something."""

    start: int
    end: int
    kind: MarkKind
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a node's text that carries the same marks throughout."""

    text: str
    kinds: tuple[MarkKind, ...] = ()
    item: int | None = None
    """The number of the citation, or else of the finding, that it belongs to."""
    closes: tuple[int, ...] = ()
    """The numbers of the findings that end with it."""


def cut(text: str, markings: Sequence[Marking]) -> tuple[Segment, ...]:
    """`text` in pieces at every border of a marking; nothing of it is lost or moved."""
    fitting = [m for m in markings if 0 <= m.start < m.end <= len(text)]
    borders = sorted({0, len(text)} | {b for m in fitting for b in (m.start, m.end)})
    return tuple(
        _segment(text[start:end], [m for m in fitting if m.start <= start and end <= m.end], end)
        for start, end in pairwise(borders)
    )


def _segment(text: str, over: Sequence[Marking], end: int) -> Segment:
    kinds = tuple(kind for kind in MarkKind if any(m.kind is kind for m in over))
    findings = [m for m in over if m.kind is MarkKind.FINDING and m.item is not None]
    cited = [m.item for m in over if m.kind is MarkKind.CITATION]
    item = cited[0] if cited else findings[0].item if findings else None
    closes = tuple(dict.fromkeys(m.item for m in findings if m.end == end and m.item is not None))
    return Segment(text, kinds, item, closes)


def offsets(source: str, joined: str) -> Sequence[int]:
    """For each character of `joined`, where it stands in `source`, of which it leaves out parts."""
    whole = source.find(joined)
    if whole >= 0:
        return range(whole, whole + len(joined))
    found: list[int] = []
    at = 0
    for letter in joined:
        stop = min(len(source), at + _REACH)
        here = next((place for place in range(at, stop) if same(source[place], letter)), None)
        found.append(at if here is None else here)
        at = at if here is None else here + 1
    return found


def same(source: str, joined: str) -> bool:
    """Whether two characters agree, where any space of the source may have become a plain one."""
    return source == joined or (joined == " " and source.isspace())


def within(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The range of joined characters whose places in the source lie from `start` to `end`."""
    return bisect_left(places, start), bisect_left(places, end)


@dataclass(frozen=True, slots=True)
class Cited:
    """Another document as this one names it."""

    kind: str
    reference: str = ""
    name: str = ""
    year: int | None = None

    @property
    def key(self) -> str:
        """What its reference is found by."""
        return reference_key(self.reference)

    @property
    def name_key(self) -> str:
        """What its name is found by."""
        return name_key(self.kind, self.name)


def year_in(reference: str) -> int | None:
    """The year that a reference of the State carries: 2010 in `45/2010/NĐ-CP`."""
    found = _YEAR.search(reference)
    return int(found[1]) if found else None


def name_key(kind: str, name: str) -> str:
    """A title without its kind: "Luật Thanh niên" and "Thanh niên" are one law."""
    return fold(name).removeprefix(fold(kind)).strip()


def supersession(
    *, cited: str, ended_on: dt.date | None, successors: Sequence[str], day: dt.date | None
) -> tuple[Severity, str] | None:
    """What to say of a cited document that has ended; it weighs more if it already had."""
    if ended_on is None and not successors:
        return None
    by = f"được thay thế bởi {' và '.join(successors)}" if successors else ""
    if ended_on:
        ended = date_words(ended_on.year, ended_on.month, ended_on.day)
        since = f" hết hiệu lực từ {ended}{', ' if by else ''}{by}"
    else:
        since = f" đã {by}"
    if day is not None and ended_on is not None and ended_on <= day:
        advice = "Khi ban hành văn bản này, căn cứ ấy không còn hiệu lực: hãy kiểm tra lại."
        return Severity.WARNING, f"{cited}{since}. {advice}"
    return Severity.NOTE, f"{cited}{since}. Khi thực hiện, hãy căn cứ văn bản đang có hiệu lực."


@dataclass(frozen=True, slots=True)
class Heading:
    """The facts by which the register knows a document; parts may be missing."""

    kind_name: str = ""
    number: str = ""
    symbol: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    issuer: str = ""
    title: str = ""


def check_heading(heading: Heading, *, today: dt.date) -> tuple[Finding, ...]:
    """Everything that cannot be so in the facts of a heading."""
    found = []
    if heading.number and not _NUMBER.fullmatch(heading.number):
        message = "Số văn bản chỉ gồm chữ số, có thể kèm một chữ cái hoặc năm. Ví dụ: 895, 07/2014."
        found.append(Finding("heading-number", message, where="number"))
    if heading.symbol and not _SYMBOL.fullmatch(heading.symbol):
        message = "Ký hiệu gồm chữ, số, gạch nối và gạch chéo. Ví dụ: KH-UBND."
        found.append(Finding("heading-symbol", message, where="symbol"))
    found += _check_date(heading, today)
    return tuple(found)


def _check_date(heading: Heading, today: dt.date) -> Iterable[Finding]:
    year, month, day = heading.year, heading.month, heading.day
    if (month is not None and year is None) or (day is not None and month is None):
        message = "Ghi ngày phải ghi cả tháng và năm; ghi tháng phải ghi cả năm."
        yield Finding("heading-date", message, where="year")
    elif year is not None and not FIRST_YEAR <= year <= today.year + 1:
        message = f"Năm của văn bản nằm trong khoảng {FIRST_YEAR} đến {today.year + 1}."
        yield Finding("heading-date", message, where="year")
    elif date_of(year, month or 1, day or 1) is None and year is not None:
        message = f"Không có ngày {date_words(year, month, day)}. Hãy xem lại ngày, tháng."
        yield Finding("heading-date", message, where="day")
