"""Documents named by their number, and what stands on both sides of it."""

import re
from dataclasses import dataclass, replace
from typing import Final

from nhanai.documents.reading.citations.after import Following, following, issuer_before
from nhanai.documents.reading.citations.mention import CitationMention
from nhanai.documents.reading.document_kinds import (
    GENERAL_WORD,
    KIND_WORDS,
    kind_of_symbol,
    kind_of_words,
)

_CAPITAL: Final = "A-ZĐƯÂÊÔƠĂ"
_SMALL: Final = "a-zđưâêôơă"
_GROUP: Final = (
    f"(?:[{_CAPITAL}][{_SMALL}]?[{_CAPITAL}&](?:[{_CAPITAL}&]|[{_SMALL}](?![{_SMALL}]{{2}})){{0,13}}"
    f"|[{_CAPITAL}])\\d{{0,2}}"
)
"""Capitals, among them a small letter here and there: `QĐ`, `TTg`, `CTrHĐ`, `QH12`."""
_LAST_GROUP: Final = f"(?:{_GROUP}|[{_CAPITAL}][{_SMALL}]{{1,2}}\\d?)"
"""The drafting office may be as short as `Vx`."""
_END: Final = r"(?![^\W_]|[/.-][^\W\d_])"
_NOT_BEFORE: Final = r"(?=\d)(?<![\w/:])(?<![\d][.,-])"
_NUMBERS: Final = r"(?:\d{1,6}\s?,\s?){0,9}(?:\d{1,6}\s(?:và|,)\s)?"

_STATE: Final = (
    rf"(?P<numbers>{_NUMBERS})"
    rf"(?P<number>\d{{1,6}}[a-zA-Z]?)\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<symbol>{_GROUP}(?:\s?[-–/.]\s?{_LAST_GROUP}){{0,5}})"
)
_PARTY: Final = (
    rf"(?P<party_numbers>{_NUMBERS})(?P<party_number>\d{{1,6}}[a-z]?)\s?[-–]\s?"
    rf"(?P<party_symbol>{_GROUP}(?:-{_GROUP})?\s?/\s?{_GROUP}(?:[-–]{_LAST_GROUP}){{0,3}})"
)
_REFERENCE: Final = re.compile(rf"{_NOT_BEFORE}(?:{_STATE}|{_PARTY}){_END}")
_SYMBOL_BEGINS: Final = re.compile(rf"/\s?[{_CAPITAL}]")
"""Stands in every reference; quick to look for."""

_BEFORE: Final = re.compile(
    rf"(?<![^\W_])(?:(?P<plural>các|những)\s+)?(?P<kind>{KIND_WORDS})"
    r"\s*:?\s*(?:\(?số\s*:?\s*)?$",
    re.IGNORECASE,
)
_SO: Final = re.compile(r"(?<![^\W_])số\s*:?\s*$", re.IGNORECASE)
_NOT_A_DOCUMENT: Final = re.compile(
    r"(?<![^\W_])(?:mẫu|biểu|biểu mẫu|phụ lục|thửa|lô|tờ bản đồ|nhà|đường|phòng|km)\s*(?:đất\s*)?"
    r"(?:số\s*:?\s*)?$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*(?:[,;.]?\s*(?:và|hoặc)|[,;.])?\s*(?:số\s*:?\s*)?", re.IGNORECASE)
_BEFORE_WINDOW: Final = 90
_LONGEST_KIND: Final = 60
"""So much of it may the kind's words take, with "những" before them and "số" after."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference, with where its words begin and what follows it."""

    mention: CitationMention
    symbol: str
    after: Following
    follows_on: bool
    """Whether only a comma, "và" or "số" stands between it and the one before."""


def references(text: str) -> list[CitationMention]:
    """Every document named by number, in order."""
    if "/" not in text or not _SYMBOL_BEGINS.search(text):
        return []
    found: list[_Found] = []
    for match in _REFERENCE.finditer(text):
        found.extend(_read(text, match, found[-1] if found else None))
    return [each.mention for each in _shared_backwards(found)]


def _read(text: str, match: re.Match[str], previous: _Found | None) -> list[_Found]:
    """The document of `match`, or several whose numbers share a symbol (`385, 386/QĐ-UBND`)."""
    symbol = _tight(match["symbol"] or match["party_symbol"])
    before = text[max(0, match.start() - _BEFORE_WINDOW) : match.start()]
    words = _BEFORE.search(before, max(0, len(before) - _LONGEST_KIND))
    named = words is not None or _SO.search(before) is not None
    follows_on = (
        previous is not None
        and _BETWEEN.fullmatch(text, previous.after.end, match.start()) is not None
    )
    if not (named or follows_on or _is_plain_symbol(symbol, match)):
        return []
    if words is None and _NOT_A_DOCUMENT.search(before):
        return []
    kind = _kind(words, symbol, previous if follows_on else None)
    after = following(text, match.end())
    start = match.start() - len(before) + _words_start(words, before)
    issuer = after.issuer or issuer_before(text, start)
    mention = CitationMention(
        start=start,
        end=after.date_end or match.end(),
        kind=kind,
        reference=_reference(match, symbol),
        name=None,
        date=after.date,
        issuer=issuer,
        rule=_rule(match, symbol),
    )
    last = _Found(mention, symbol, after, follows_on)
    shared = _sharing_symbol(match, last) if named and _other_numbers(match) else []
    if shared:
        last = replace(last, mention=replace(mention, start=_last_number(match)))
    return [*shared, last]


def _tight(symbol: str) -> str:
    """A symbol without stray spaces, joined by hyphens."""
    return re.sub(r"\s", "", symbol).replace("–", "-")


def _is_plain_symbol(symbol: str, match: re.Match[str]) -> bool:
    """Whether the symbol alone tells a document, with no word before it."""
    return bool(match["year"] or match["party_symbol"] or "-" in symbol)


def _words_start(words: re.Match[str] | None, before: str) -> int:
    """Where the kind's words begin inside `before`."""
    if words is not None:
        return words.start("kind")
    so = _SO.search(before)
    return so.start() if so else len(before)


def _kind(words: re.Match[str] | None, symbol: str, previous: _Found | None) -> str:
    """The kind in words, or of the list it stands in, or of its symbol."""
    if words is not None:
        said = kind_of_words(words["kind"])
        return kind_of_symbol(symbol) if said == GENERAL_WORD else said
    if previous is not None and _letters(previous.symbol) == _letters(symbol):
        return previous.mention.kind
    return kind_of_symbol(symbol)


def _letters(symbol: str) -> str:
    return re.split(r"[-/.]", symbol, maxsplit=1)[0]


def _reference(match: re.Match[str], symbol: str, number: str | None = None) -> str:
    if match["party_symbol"]:
        return f"{number or match['party_number']}-{symbol}"
    year = f"{match['year']}/" if match["year"] else ""
    return f"{number or match['number']}/{year}{symbol}"


def _rule(match: re.Match[str], symbol: str) -> str:
    if match["party_symbol"]:
        return "party-number"
    if re.search(r"(?:^|[-])(?:QH|UBTVQH)\d*$", symbol):
        return "assembly-number"
    return "joint-number" if _letters(symbol) in {"TTLT", "NQLT", "QCPH"} else "state-number"


def _other_numbers(match: re.Match[str]) -> str:
    """The numbers before the last one."""
    return match["numbers"] or match["party_numbers"] or ""


def _last_number(match: re.Match[str]) -> int:
    """Where the last number begins."""
    return match.start("party_number" if match["party_symbol"] else "number")


def _sharing_symbol(match: re.Match[str], last: _Found) -> list[_Found]:
    """The documents of the numbers that stand before the last one and share its symbol."""
    shared: list[_Found] = []
    for number in re.finditer(r"\d+", _other_numbers(match)):
        at = match.start() + number.start()
        mention = replace(
            last.mention,
            start=at if shared else last.mention.start,
            end=at + len(number[0]),
            reference=_reference(match, last.symbol, number[0]),
            rule="number-list",
        )
        shared.append(replace(last, mention=mention))
    return shared


def _shared_backwards(found: list[_Found]) -> list[_Found]:
    """Give date and issuer to those of a list that leave them to the one after."""
    for at in range(len(found) - 2, -1, -1):
        this, after = found[at], found[at + 1]
        if not after.follows_on or _letters(this.symbol) != _letters(after.symbol):
            continue
        mention = this.mention
        if mention.date is None and _may_share_date(mention, after.mention.date):
            mention = replace(mention, date=after.mention.date)
        if mention.issuer is None and this.symbol == after.symbol:
            mention = replace(mention, issuer=after.mention.issuer)
        found[at] = replace(this, mention=mention)
    return found


def _may_share_date(mention: CitationMention, date: str | None) -> bool:
    return date is not None and mention.year in (None, int(date[:4]))
