"""List marks: what stands before a paragraph, what kind it is and which comes after it."""

import re
from enum import IntEnum
from typing import Final, NamedTuple

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters that number points in official paper; no f, j, w, z."""

_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_IN_WORDS: Final = {
    word: number
    for number, word in enumerate(
        ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
}


_MOST: Final = 150
"""No list is longer; larger numbers are numbers."""


class Rank(IntEnum):
    """Which marks stand above which."""

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    CAPITAL = 3
    ROMAN = 4
    SUBDIVISION = 5
    """Mục, Tiểu mục of a chapter."""
    ARTICLE = 6
    NUMBER = 7
    SUBNUMBER = 8
    LETTER = 12
    BULLET = 14


class Label(NamedTuple):
    """A list mark as written: `text` for the address, `ordinal` for the order."""

    rank: Rank
    text: str
    ordinal: int
    length: int
    """How many characters of the paragraph it takes, with the space after it."""
    path: tuple[int, ...] = ()
    """The numbers of 1.2.3."""
    rule: str = ""


_NAMED: Final = re.compile(
    r"(?P<word>phần|chương|mục|tiểu mục|điều)\s+"
    r"(?:(?:thứ\s+)?(?P<words>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b"
    r"|(?P<roman>[IVXLC]{1,7})\b|(?P<number>\d{1,3}[a-zđ]?)\b)\s*[.:\-–)]*\s*",
    re.IGNORECASE,
)
_ROMAN: Final = re.compile(
    r"(?P<roman>[IVXL]{1,7})\s*(?:[.):]+\s*[-–/]?|/(?=\s|$)|[-–](?=\s))\s*(?=\S|$)"
)
_CAPITAL_MARKS: Final = frozenset("IVXLABCDEFGHĐ")
_MAY_BE_MISREAD: Final = frozenset("IVXl")
_MISREAD: Final = re.compile(r"(?:l|(?=[l1|]{0,5}[IVX])[IVXl1|]{2,6})(?=[.]\s+[A-ZĐÀ-Ỵ]{2})")
_ROMAN_BEGINS: Final = _CAPITAL_MARKS | frozenset("l1|")
_CAPITAL: Final = re.compile(r"(?P<letter>[A-HĐ])\s*(?:[./)]\s*[-–]?|[-–](?=\s))\s*(?=\S|$)")
_NUMBERS: Final = re.compile(
    r"\(?(?P<path>\d{1,3}(?:\.\d{1,2}){0,4})"
    r"(?:(?P<mark>\s?(?:[.):\]]+|/(?=\s|$))(?:\s*[-–](?=\s))?|\s?[-–](?=\s))\s*(?=[^\s\d]|$)"
    r"|\s+(?=[^\W\d_]))"
)
_LETTER: Final = re.compile(r"\(?(?P<letter>[a-zđ])(?:\.(?P<sub>\d{1,2}))?\s?[.)/]\s*(?=\S|$)")
_BULLET: Final = re.compile(r"(?P<mark>[-–—−\u2010\u2011+*•●○◦■□▪▫➢►▶✓✔→»·]|o(?=\s))+\s*(?=\S)")
_FOOTNOTE: Final = re.compile(r"\[(\d{1,3})\]\s*")

_NAMED_RANKS: Final = {
    "phần": (Rank.PART, "P", "part"),
    "chương": (Rank.CHAPTER, "C", "chapter"),
    "mục": (Rank.SUBDIVISION, "M", "subdivision"),
    "tiểu mục": (Rank.SUBDIVISION, "TM", "subdivision"),
    "điều": (Rank.ARTICLE, "D", "article"),
}


def find(text: str) -> Label | None:
    """The list mark at the beginning of `text`."""
    first = text[:1]
    if text[1:2].islower() and first.isalpha() and first not in _MAY_BE_MISREAD:
        return _named(text) if first.isupper() else None
    if first.isupper():
        return _named(text) or (_roman(text) if first in _CAPITAL_MARKS else None)
    if first == "-":
        return _bullet(text)
    return _roman(text) or _numbers(text) or _letter(text) or _bullet(text)


def footnote(text: str) -> re.Match[str] | None:
    """The mark `[1]` of a footnote."""
    return _FOOTNOTE.match(text)


def _named(text: str) -> Label | None:
    """Phần thứ nhất, Chương II, Mục 1, Điều 3."""
    found = _NAMED.match(text) if text[:1] in "PpCcMmTtĐđ" else None
    if not found or not text[:1].isupper():
        return None
    word = found["word"].lower()
    rest = text[found.end() :]
    after_mark = found[0].rstrip()[-1:] in ".:-–)"
    if rest and not after_mark and not (rest[:1].isupper() or rest[:1] in '“"'):
        return None
    rank, prefix, rule = _NAMED_RANKS[word]
    if found["words"]:
        ordinal = _IN_WORDS[found["words"].lower()]
        written = str(ordinal)
    elif found["roman"]:
        written = found["roman"].upper()
        ordinal = roman_value(written)
    else:
        written = found["number"]
        ordinal = int(re.sub(r"\D", "", written))
    return Label(rank, prefix + written, ordinal, found.end(), rule=rule)


def _roman(text: str) -> Label | None:
    """`II.` and, above it, `A.`; `IlI.` and `l.` above capitals are misread."""
    if text[:1] not in _ROMAN_BEGINS:
        return None
    if misread := _MISREAD.match(text):
        text = re.sub(r"[l1|]", "I", misread[0]) + text[misread.end() :]
    if found := _ROMAN.match(text):
        value = roman_value(found["roman"])
        if value and to_roman(value) == found["roman"]:
            return Label(Rank.ROMAN, found["roman"], value, found.end(), rule="roman")
    if found := _CAPITAL.match(text):
        ordinal = "ABCDĐEGH".find(found["letter"]) + 1
        if ordinal:
            return Label(Rank.CAPITAL, found["letter"], ordinal, found.end(), rule="capital")
    return None


def _numbers(text: str) -> Label | None:
    """`1.`, `1)`, `1/`, `(1)`, `1.2.`, `1.2.3`."""
    found = _NUMBERS.match(text)
    if not found:
        return None
    path = tuple(int(number) for number in found["path"].split("."))
    if len(path) == 1 and not found["mark"]:
        return None
    if text[:1] == "(" and ")" not in (found["mark"] or ""):
        return None
    if path[0] == 0 or path[0] > _MOST:
        return None
    written = ".".join(str(number) for number in path)
    if len(path) == 1:
        return Label(Rank.NUMBER, written, path[-1], found.end(), path, "number")
    return Label(Rank.SUBNUMBER, written, path[-1], found.end(), path, "subnumber")


def _letter(text: str) -> Label | None:
    """`a)`, `đ)`, `a.`, `a.1)`."""
    found = _LETTER.match(text)
    if not found:
        return None
    letter = found["letter"]
    ordinal = LETTERS.find(letter) + 1 or 90 + ord(letter) - ord("a")
    written = letter + (found["sub"] or "")
    return Label(Rank.LETTER, written, ordinal, found.end(), rule="letter")


def _bullet(text: str) -> Label | None:
    """`-`, `+`, `•` and the like."""
    found = _BULLET.match(text)
    if not found:
        return None
    mark = "-" if found["mark"] in "–—−\u2010\u2011" else found["mark"]
    return Label(Rank.BULLET, mark, 0, found.end(), rule="bullet")


def roman_value(digits: str) -> int:
    """The number that Roman digits write, 0 when they write none."""
    total = 0
    for place, digit in enumerate(digits):
        value = _ROMAN_DIGITS.get(digit, 0)
        following = _ROMAN_DIGITS.get(digits[place + 1], 0) if place + 1 < len(digits) else 0
        total += -value if value < following else value
    return total


def to_roman(number: int) -> str:
    """The Roman digits of a number below a hundred."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[number // 10 % 10] + ones[number % 10]
