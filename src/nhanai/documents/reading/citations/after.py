"""What stands after a document's number or name: its date and who issued it."""

import re
from dataclasses import dataclass
from typing import Final

from nhanai.documents.reading.dates import FULL_DATE, day_of
from nhanai.documents.reading.document_kinds import KIND_WORDS
from nhanai.documents.reading.offices import office

_DATE: Final = re.compile(
    r"\s*\)?\s*[,(]?\s*(?:(?:được\s+)?(?:ban hành|ký|thông qua)\s+)?"
    rf"(?:ngày\s?|\((?=\d)){FULL_DATE}",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"\s*,?\s*(?:của|do)\s+(?=[A-ZĐỦÀÁÂỨÔƠƯ])")
_AT: Final = re.compile(rf"\s+tại\s+(?:{KIND_WORDS})(?![^\W_])", re.IGNORECASE)
_BY_BEFORE: Final = re.compile(
    r"(?:^|\s)của\s+(?P<issuer>[A-ZĐỦÀÁÂỨÔƠƯ][^,;.:()]{2,80}?)\s+tại\s+$"
)


@dataclass(frozen=True, slots=True)
class Following:
    """Date and issuer, and where the text goes on after them."""

    date: str | None
    date_end: int | None
    issuer: str | None
    end: int


def following(text: str, at: int) -> Following:
    """What stands in `text` from `at`: a date, an issuer, or the issuer and then the date."""
    date, date_end = _date(text, at)
    issuer, end = _issuer(text, date_end or at)
    if date is None and issuer:
        date, after = _date(text, end)
        return Following(date, after, issuer, after or end)
    return Following(date, date_end, issuer, end)


def _date(text: str, at: int) -> tuple[str | None, int | None]:
    found = _DATE.match(text, at)
    if found is None:
        return None, None
    day = day_of(found)
    closing = 1 if "(" in found[0] and text[found.end() : found.end() + 1] == ")" else 0
    return (day.isoformat() if day else None), found.end() + closing


def _issuer(text: str, at: int) -> tuple[str | None, int]:
    """The office after "của", unless it speaks "tại" another document."""
    by = _BY.match(text, at)
    if by is None:
        return None, at
    name, end = office(text, by.end())
    return (None, at) if _AT.match(text, end) else (name, end)


def issuer_before(text: str, at: int) -> str | None:
    """The office before a kind's words: `đề nghị của Sở Y tế tại Tờ trình số …`."""
    found = _BY_BEFORE.search(text, max(0, at - 90), at)
    if found is None:
        return None
    last = found["issuer"].rfind(" của ")
    return found["issuer"][last + 5 :] if last >= 0 else found["issuer"]
