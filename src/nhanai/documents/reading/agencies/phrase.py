"""Reads a list of agencies from a place in a text, and finds where it ends."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from nhanai.documents.reading.agencies import heads, words
from nhanai.documents.reading.agencies.heads import AREA, BARE, POSTS, Head
from nhanai.documents.reading.agencies.words import Words

REACH: Final = 700
"""How many characters a list of agencies may take."""

_RECENT: Final = 64
"""So many answers are kept: a paragraph asks the same again, from several sides."""
_LONGEST_NAME: Final = 34
"""How many words a name may have."""

_STRONG: Final = Words(
    words.STRONG_VERBS, flags=re.UNICODE, before=r"(?!giao (?:thông|dịch|lưu|ban|thừa)\b)"
)
_WEAK: Final = Words(words.WEAK_VERBS, flags=re.UNICODE)
_QUALIFIER: Final = Words(words.QUALIFIERS)
_BEGIN_QUALIFIER: Final = _QUALIFIER.begin | AREA.begin
_AFTER_AREA: Final = re.compile(
    r"(?i:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+"
    r"(?:[A-ZĐÀ-Ỵ][^\W_]*(?:\s+|\s*-\s*)){0,4}"
    rf"(?!(?:{words.alternatives(words.AFTER_AREA + words.QUALIFIERS)})(?![^\W_]))"
)
"""A kind of place, or a place by name, after which only the predicate can come."""
_KINDS_OF_AREA: Final = ("tỉnh", "xã", "thành phố", "huyện", "quận", "phường", "thị", "đặc khu")
_LONGEST_AREA: Final = 40
_WORD: Final = re.compile(r"[^\W_]+(?:[-/&.’'][^\W_]+)*")
_GAP: Final = re.compile(r"\s*")
_SEPARATOR: Final = re.compile(
    r"\s*(?:[,;/&+]|(?<=\s)(?:và|cùng với|cùng|hoặc)(?=\s))\s*(?:và\s+)?"
)
_DASH: Final = re.compile(r"\s*[-–]\s*(?=[^\W\d_])")
_ASIDE: Final = re.compile(
    r"(?:,\s*)?(?:trong đó|nhất là|đặc biệt là|trong phạm vi|theo (?:chức năng|lĩnh vực|phạm vi|"
    r"thẩm quyền)|căn cứ)\b"
)
"""What is said of the agencies, and no longer names them."""
_AND: Final = frozenset(("và", "hoặc", "cùng"))
_BEGIN_AND: Final = frozenset("vVhHcC")
_BEGIN_ASIDE: Final = frozenset(",tnđc")
_BEGIN_ACROSS: Final = frozenset("-–,;/&+vch")
"""With what begins an aside, and what parts names or stands inside one."""
_BRACKET: Final = re.compile(r"\s*\([^()]{1,160}\)")
_SHARED_OFFICE: Final = re.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)(?![^\W_])")
"""With whom an assembly's office may be one: "Văn phòng HĐND và UBND"."""
_AGAIN: Final = re.compile(r"(?:Bộ|Sở) +[A-ZĐÀ-Ỵ]")
_SETTLED: Final = frozenset(("sở", "ubnd", "ủy ban", "công an", "hđnd"))
"""What has a complete name after one word, so that any verb ends it."""


class Name(NamedTuple):
    """One agency of a list: where its words stand."""

    start: int
    end: int
    is_generic: bool


class Phrase(NamedTuple):
    """A list of agencies, and where it ends."""

    names: tuple[Name, ...]
    end: int

    @property
    def start(self) -> int:
        """Where the first begins."""
        return self.names[0].start

    @property
    def is_collective(self) -> bool:
        """Whether it only names classes of bodies: "các sở, ngành và UBND các xã"."""
        return all(name.is_generic for name in self.names)


def read(text: str, at: int = 0, *, to_end: bool = False) -> Phrase | None:
    """The list of agencies that begins at `at`; with `to_end`, verbs are part of the names."""
    letters = text[at : at + 2]
    if letters not in heads.BEGIN and letters[:1] not in heads.BEGIN:
        return None
    return _read(text, at, to_end)


@lru_cache(maxsize=_RECENT)
def _read(text: str, at: int, to_end: bool) -> Phrase | None:
    return _Reader(text, at, to_end).phrase()


_UP_TO_COLON: Final = re.compile(r"\s*(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ))?\s*:")


def up_to_colon(text: str, at: int = 0) -> Phrase | None:
    """The agencies that fill `text` from `at` up to a colon, saying nothing of what they do."""
    if ":" not in text[at:]:
        return None
    found = read(text, at, to_end=True)
    strict = read(text, at)
    if found is None or strict is None:
        return None
    between = text[strict.end : found.end].strip()
    if between and not between.startswith(("có trách nhiệm", "chịu trách nhiệm", "(")):
        return None
    colon = _UP_TO_COLON.match(text, found.end)
    return Phrase(found.names, colon.end()) if colon else None


def begins(text: str, at: int = 0) -> bool:
    """Whether an agency's name begins at `at`."""
    return heads.find(text, at, min(len(text), at + REACH)) is not None


def is_predicate(text: str, at: int) -> bool:
    """Whether what stands at `at` says what somebody does."""
    start = len(text) - len(text[at:].lstrip())
    return _verb(text, start, len(text)) is not None


def _verb(text: str, at: int, limit: int) -> int | None:
    """Where a verb that begins at `at` ends, unless it is half of a word."""
    found = _STRONG.match(text, at, limit)
    if found is None:
        return None
    before = text[max(0, at - 12) : at].split()
    if before and f"{before[-1]} {found[0]}".lower() in words.COMPOUNDS:
        return None
    return found.end()


def _is_one_name(text: str, place: int, word: str, at: int, is_class: bool) -> bool:
    """Whether what looks like a head goes on with the name: "Văn phòng HĐND và UBND"."""
    if word == "báo":
        return text[:place].lower().endswith("báo")
    if word == "văn phòng" and _SHARED_OFFICE.match(text, at):
        return True
    return not is_class and text[at].isupper()


def _comes_after_area(text: str, at: int, start: int, limit: int) -> bool:
    """Whether a place ends the name there: "Công an xã cảnh giới …"."""
    start, stop = max(start, at - _LONGEST_AREA), min(limit, at + _LONGEST_AREA)
    before = text[start:at].lower()
    for kind in _KINDS_OF_AREA:
        if kind in before:
            break
    else:
        return False
    for found in _AFTER_AREA.finditer(text, start, stop):
        if found.end() >= at:
            return found.end() == at
    return False


def _after_gap(text: str, place: int, limit: int) -> int:
    if place >= limit or text[place].isalnum():
        return place
    if text[place] == " " and text[place + 1 : place + 2].isalnum():
        return place + 1
    gap = _GAP.match(text, place, limit)
    return gap.end() if gap else place


class _Reader:
    """Reads names one after the other from one text."""

    def __init__(self, text: str, at: int, to_end: bool) -> None:
        self.text = text
        self.at = at
        self.limit = min(len(text), at + REACH)
        self.to_end = to_end

    def phrase(self) -> Phrase | None:
        """The list from `at` on."""
        names: list[Name] = []
        place = self.at
        while (head := self.head(place)) is not None:
            end, is_generic = self._name(head), head.is_generic
            names.append(Name(place, end, is_generic))
            following = self._next(end)
            if following is None:
                break
            place = following
        return Phrase(tuple(names), names[-1].end) if names else None

    def head(self, place: int) -> Head | None:
        """The head of a name at `place`."""
        return heads.find(self.text, place, self.limit)

    def _name(self, head: Head) -> int:
        """Where the name with this head ends."""
        place, word, is_generic = head.end, head.word, head.is_generic
        is_complete = False
        for _ in range(_LONGEST_NAME):
            step = self._step(place, word, is_generic, is_complete)
            if step is None:
                break
            place, is_complete = step
        return place

    def _step(
        self, place: int, word: str, is_generic: bool, is_complete: bool
    ) -> tuple[int, bool] | None:
        """Where the next piece of the name ends and whether it may end there; None at its end."""
        at = _after_gap(self.text, place, self.limit)
        if at >= self.limit:
            return None
        sign = self.text[at]
        if sign == "(" and (bracket := _BRACKET.match(self.text, place, self.limit)):
            return bracket.end(), True
        if sign in _BEGIN_ASIDE and _ASIDE.match(self.text, at, self.limit):
            return None
        if sign in _BEGIN_ACROSS and (separated := self._across(place, word, is_generic)):
            return separated
        if at == place and not self.text[place - 1].isspace():
            return None
        may_qualify = self.text[at : at + 2] in _BEGIN_QUALIFIER or sign in _BEGIN_QUALIFIER
        return (self._qualifier(at) if may_qualify else None) or self._word(at, word, is_complete)

    def _qualifier(self, at: int) -> tuple[int, bool] | None:
        """A place, or words such as "có liên quan", unless a verb begins there."""
        qualifier = _QUALIFIER.match(self.text, at, self.limit)
        if qualifier:
            verb = None if self.to_end else _verb(self.text, at, self.limit)
            if verb is None or verb < qualifier.end():
                return qualifier.end(), True
        area = AREA.match(self.text, at, self.limit)
        return (area.end(), True) if area else None

    def _word(self, at: int, word: str, is_complete: bool) -> tuple[int, bool] | None:
        """A word of the name, unless a new name begins there unparted, or what the agency does."""
        found = _WORD.match(self.text, at, self.limit)
        if found is None:
            return None
        sign = self.text[at]
        if sign in _BEGIN_AND and found[0].lower() in _AND:
            return None
        if sign.isupper() or sign.isdigit():
            is_new = word in {"bộ", "sở"} and _AGAIN.match(self.text, at, self.limit)
            return None if is_new else (found.end(), is_complete)
        if not self.to_end and self._is_predicate(at, is_complete or word in _SETTLED):
            return None
        return found.end(), False

    def _is_predicate(self, at: int, is_complete: bool) -> bool:
        """Whether what stands at `at` says what the agency does."""
        if _verb(self.text, at, self.limit) is not None or _comes_after_area(
            self.text, at, self.at, self.limit
        ):
            return True
        return is_complete and _WEAK.match(self.text, at, self.limit) is not None

    def _across(self, place: int, word: str, is_generic: bool) -> tuple[int, bool] | None:
        """Over a comma, "và" or dash that stands inside one name."""
        text, limit = self.text, self.limit
        if dash := _DASH.match(text, place, limit):
            return (dash.end(), False) if text[place : place + 1].isspace() else None
        separator = _SEPARATOR.match(text, place, limit)
        if separator is None or ";" in separator[0]:
            return None
        at = separator.end()
        area = AREA.match(text, at, limit)
        if area and text[at].islower():
            return area.end(), True
        bare = BARE.match(text, at, limit)
        if bare and is_generic and (text[at].islower() or word in POSTS or not word):
            return None if self._begins_named(at) else (bare.end(), True)
        if (head := self.head(at)) is not None:
            is_class = is_generic or not head.word.startswith("tổ chức")
            return (at, False) if _is_one_name(text, place, word, at, is_class) else None
        return self._more(at, is_generic, "và" in separator[0])

    def _more(self, at: int, is_generic: bool, by_and: bool) -> tuple[int, bool] | None:
        """The word after a separator, when it is of the same name: "Văn hóa, Thể thao"."""
        following = _WORD.match(self.text, at, self.limit)
        if following is None:
            return None
        is_capital = following[0][:1].isupper() and not is_generic
        if is_capital or self.to_end or self._goes_on(at, is_generic, by_and):
            return following.end(), False
        return None

    def _goes_on(self, at: int, is_generic: bool, by_and: bool) -> bool:
        """Whether small words after a comma or "và" are still of the name: a verb comes later."""
        if not (is_generic or by_and):
            return False
        place = at
        for count in range(5):
            if self._is_predicate(place, True):
                return count > 0 and is_generic
            found = _WORD.match(self.text, place, self.limit)
            if found is None:
                return False
            if count and (found[0][:1].isupper() or AREA.match(self.text, place, self.limit)):
                return by_and
            gap = _GAP.match(self.text, found.end(), self.limit)
            place = gap.end() if gap else found.end()
        return False

    def _begins_named(self, at: int) -> bool:
        """Whether a body with a name of its own begins there."""
        head = self.head(at)
        return head is not None and not head.is_generic and self.text[at].isupper()

    def _next(self, end: int) -> int | None:
        """Where the next agency of the list begins."""
        separator = _SEPARATOR.match(self.text, end, self.limit)
        if separator is None:
            gap = _GAP.match(self.text, end, self.limit)
            again = gap and gap.end() > end and _AGAIN.match(self.text, gap.end(), self.limit)
            return gap.end() if gap and again else None
        return separator.end() if self.head(separator.end()) is not None else None
