"""From source to lines: markup dropped, spaces made single, page numbers and rules left out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, NamedTuple

from nhanai.documents.reading.model import Joined, Run
from nhanai.documents.reading.source import Source

Ranges = Sequence[tuple[int, int]]

_MARKUP_SIGNS: Final = ("*", "\\", "<", "\t", "  ", "#")
"""A text without any of these is seen as it stands."""
_BARS: Final = frozenset(("|", "||"))
_STARS: Final = re.compile(r"\*+")
_TAG: Final = r"</?(?:u|b|i|p|br|em|sup|sub|div|span|font|center|strong)\b[^<>\n]{0,80}>"
_MARKUP: Final = re.compile(rf"(?:\*|\s|\\(?=[-*_.#()\[\]+!>~])|{_TAG})+", re.IGNORECASE)
_HASHES: Final = re.compile(r"\s*#{1,6}(?:\s+|$)")
_RULE: Final = re.compile(r"[-_=~.—–·•*:|+\s]{2,}|[-_=~—–·.#]")
_PAGE_NUMBER: Final = re.compile(
    r"(?:trang\s*)?[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*/\s*\d{1,4})?", re.IGNORECASE
)
_LONGEST_PAGE_NUMBER: Final = 40
NUMBER_HEADS: Final = frozenset(("stt", "tt", "số tt", "số thứ tự"))
"""What heads the column that numbers a table's rows."""
_ROWS_BETWEEN_PAGE_NUMBERS: Final = 20
"""A page has at least so many lines: closer numbers count rows of a table, not pages."""


class Line(NamedTuple):
    """A line as it is seen, and how it stands to the one before."""

    content: Joined
    start: int
    end: int
    indent: int = 0
    blank_before: bool = False
    page_before: bool = False
    is_bar: bool = False
    """Whether it is only the `|` that parts two cells of a scraped table."""
    is_table: bool = False
    """Whether it stands for a whole table that the file itself marks."""

    @property
    def text(self) -> str:
        """The line's text."""
        return self.content.text


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What is set in bold or italics, by the file or by markdown's asterisks."""

    ranges: tuple[tuple[int, int], ...]

    def until(self, content: Joined) -> int:
        """How many characters of `content` are emphasised from its beginning on."""
        for begins, source, length in content.runs:
            at = bisect_right(self.ranges, source, key=_start) - 1
            end = self.ranges[at][1] if at >= 0 else 0
            reached = begins + max(0, min(length, end - source))
            if content.text[reached : begins + length].strip(" :."):
                return reached
        return len(content.text) if content.runs else 0


def _start(emphasised: tuple[int, int]) -> int:
    return emphasised[0]


def of(source: Source) -> tuple[list[Line], Emphasis]:
    """The lines of `source` that say something, and what is emphasised in it."""
    kept_stars, emphasised = _asterisks(source.text)
    seen = list(_seen(source.text, kept_stars))
    if source.tables:
        seen = [line for line in seen if not _in_table(line, source)]
    merged = _merged([*source.bold, *emphasised])
    return list(_without_page_numbers(seen)), Emphasis(merged)


def _in_table(line: Line, source: Source) -> bool:
    """Whether the line is part of a table that the file itself marks."""
    at = bisect_right(source.tables, line.start, key=lambda table: table.start) - 1
    return at >= 0 and line.start < source.tables[at].end


def _seen(text: str, kept_stars: AbstractSet[int]) -> Iterator[Line]:
    """Every line that is not blank and not a drawn rule."""
    blank = page = False
    at = 0
    is_plain = not any(sign in text for sign in _MARKUP_SIGNS)
    for raw in text.replace("\f", "\n").split("\n"):
        end = at + len(raw)
        kept = raw.lstrip()
        indent = len(raw) - len(kept)
        content = _plain(kept, at + indent) if is_plain else visible(text, at, end, kept_stars)
        words = content.text
        if not words or _is_rule(words):
            blank = True
        else:
            yield Line(content, at, end, indent, blank, page, words in _BARS)
            blank = page = False
        page |= text[end : end + 1] == "\f"
        at = end + 1


def _plain(text: str, start: int) -> Joined:
    """A text without markup that begins at `start`, trimmed at its end."""
    kept = text.rstrip()
    return Joined(kept, ((0, start, len(kept)),) if kept else ())


def _is_rule(text: str) -> bool:
    if text[0].isalnum():
        return False
    return text not in _BARS and _RULE.fullmatch(text) is not None and "|" not in text


def visible(text: str, start: int, end: int, kept_stars: AbstractSet[int] = frozenset()) -> Joined:
    """The characters `start` … `end` without markup, with single spaces, trimmed."""
    raw = text[start:end]
    hashes = _HASHES.match(raw) if "#" in raw else None
    if hashes:
        start += hashes.end()
        raw = raw[hashes.end() :]
    if not ("*" in raw or "\\" in raw or "<" in raw or "\t" in raw or "  " in raw):
        kept = raw.lstrip()
        return _plain(kept, start + len(raw) - len(kept))
    return _assembled(raw, start, kept_stars)


def _assembled(raw: str, start: int, kept_stars: AbstractSet[int]) -> Joined:
    """The line put together from what stands between its markup."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = at = 0

    def add(until: int) -> None:
        nonlocal length
        if until > at:
            runs.append((length, start + at, until - at))
            pieces.append(raw[at:until])
            length += until - at

    for found in _MARKUP.finditer(raw):
        if found[0] == " ":
            continue
        add(found.start())
        at = found.end()
        stars = [place for place in range(*found.span()) if start + place in kept_stars]
        for place in stars:
            at = place
            add(place + 1)
            at = found.end()
        spaced = any(character.isspace() for character in found[0]) or "<br" in found[0].lower()
        if spaced and pieces and not pieces[-1].endswith(" "):
            pieces.append(" ")
            length += 1
    add(len(raw))
    whole = Joined("".join(pieces), tuple(runs))
    return whole.part(0)


def _asterisks(text: str) -> tuple[set[int], list[tuple[int, int]]]:
    """Which asterisks are text, and what the others emphasise."""
    if "*" not in text:
        return set(), []
    kept: set[int] = set()
    ranges: list[tuple[int, int]] = []
    opened: dict[int, int] = {}
    before = 0
    for found in _STARS.finditer(text):
        if opened and text.find("\n\n", before, found.start()) >= 0:
            opened.clear()
        before = found.end()
        if _is_text(text, found.start(), found.end()):
            kept.update(range(*found.span()))
            continue
        length = found.end() - found.start()
        for weight in (1, 2) if length == 3 else (2,) if length % 2 == 0 else (1,):
            since = opened.pop(weight, None)
            if since is None and length < 4:
                opened[weight] = found.end()
            elif since is not None:
                ranges.append((since, found.start()))
                if length >= 4:
                    opened[weight] = found.end()
    return kept, ranges


def _is_text(text: str, start: int, end: int) -> bool:
    """Whether the asterisks are a bullet, a note's mark or a sign of multiplication."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "(" and after == ")":
        return True
    if before.isdigit() and after.isdigit():
        return True
    if end - start > 1 or not after.isspace() or after == "\n":
        return False
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    return not text[line_start:start].strip() and bool(rest.strip()) and "*" not in rest


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _without_page_numbers(lines: list[Line]) -> Iterator[Line]:
    """The lines without those that only number a page; what they parted is a page break."""
    last = 0
    broke = in_table = False
    for place, line in enumerate(lines):
        text = line.content.text
        if len(text) <= _LONGEST_PAGE_NUMBER:
            in_table = in_table or text.lower() in NUMBER_HEADS
        if len(text) <= _LONGEST_PAGE_NUMBER and _numbers_page(
            lines, place, 0 if in_table else place - last
        ):
            last, broke = place, True
            continue
        is_broken = broke or (line.page_before and not line.blank_before)
        yield line._replace(blank_before=True, page_before=True) if is_broken else line
        broke = False


def _numbers_page(lines: list[Line], place: int, distance: int) -> bool:
    line = lines[place]
    if not _PAGE_NUMBER.fullmatch(line.text):
        return False
    before = lines[place - 1] if place else None
    after = lines[place + 1] if place + 1 < len(lines) else None
    if (before and before.is_bar) or (after and after.is_bar):
        return False
    if line.page_before or (after and after.page_before):
        return True
    if distance and before and after and _cut_by_number(before.text, after.text):
        return True
    return distance >= _ROWS_BETWEEN_PAGE_NUMBERS and bool(after)


def _cut_by_number(before: str, after: str) -> bool:
    """Whether a lone number parts sentences, not cells."""
    return len(before) > 25 and (before.endswith((".", ";", ",")) or after[:1].islower())
