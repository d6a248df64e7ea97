"""Who leads and who works with whom, by the words of the task."""

import re
from collections.abc import Iterator
from typing import Final

from nhanai.base.text import in_small_letters
from nhanai.documents.reading.agencies import phrase
from nhanai.documents.reading.model import Assignee

_TOGETHER: Final = re.compile(
    r"phối hợp(?:\s+(?:chặt chẽ|thường xuyên|tốt|đồng bộ|kịp thời|thống nhất|thực hiện|hiệu quả))*"
    r"(?P<with>\s*,?\s*(?:cùng với|cùng|với))?\s+",
    re.IGNORECASE,
)
_AS_NOUN: Final = (
    "chương trình", "quy chế", "cơ chế", "sự", "công tác", "tinh thần", "quan hệ", "kế hoạch",
    "mối", "trách nhiệm", "cơ quan", "đơn vị", "nội dung", "hoạt động", "tăng cường", "việc",
    "hiệu quả", "để", "được", "bản",
)  # fmt: skip
"""After these it is a noun: "công tác phối hợp"."""
_ORDERING: Final = (
    "chỉ đạo", "đôn đốc", "hướng dẫn", "yêu cầu", "đề nghị", "vận động", "khuyến khích", "kêu gọi",
)  # fmt: skip
_OTHERS: Final = re.compile(rf"(?:^|[;.,]\s+|\s)(?:{'|'.join(_ORDERING)})\s+", re.IGNORECASE)
_HUB: Final = re.compile(
    r"(?:là|làm)\s+(?:(?:cơ quan|đơn vị)\s+)?(?:thường trực,?\s+)?đầu mối|"
    r"là\s+(?:cơ quan|đơn vị)\s+chủ trì",
    re.IGNORECASE,
)
_NOT_LEADING: Final = (
    "cơ quan", "đơn vị", "phân công", "được giao", "vai trò", "trách nhiệm", "người", "do",
    "bộ phận",
)  # fmt: skip
_CLAUSE_END: Final = re.compile(r"[;.]\s")
_WORD_BEGINS: Final = re.compile(r"(?:^|[\s,(])(?=[^\s,(])")
_LEFT: Final = 90
"""How far back the words that decide stand."""


def coordinating(text: str) -> tuple[str, ...]:
    """The bodies after "phối hợp (với)"."""
    if "phối hợp" not in in_small_letters(text):
        return ()
    named: list[str] = []
    for found in _all_together(text):
        before = text[max(0, found.start() - _LEFT) : found.start()]
        if _ends_with(before, _AS_NOUN) or _said_of_others(before):
            continue
        bodies = phrase.read(text, found.end())
        if bodies is None:
            continue
        named.extend(text[name.start : name.end] for name in bodies.names)
    return tuple(dict.fromkeys(named))


def _all_together(text: str) -> Iterator[re.Match[str]]:
    """Every "phối hợp (với)"."""
    for at in _places_of("phối hợp", text):
        if found := _TOGETHER.match(text, at):
            yield found


def _places_of(words: str, text: str) -> Iterator[int]:
    """Where the words begin; to look for them in small letters is quicker than by a pattern."""
    lowered = in_small_letters(text)
    if len(lowered) != len(text):
        yield from (found.start() for found in re.finditer(words, text, re.IGNORECASE))
        return
    at = lowered.find(words)
    while at >= 0:
        yield at
        at = lowered.find(words, at + len(words))


def _ends_with(before: str, words: tuple[str, ...]) -> bool:
    return before.rstrip().lower().endswith(words)


def _said_of_others(before: str) -> bool:
    """ "Chỉ đạo các đơn vị liên quan phối hợp …": the units do, not the agency charged."""
    if not before:
        return False
    lowered = before.lower()
    for words in _ORDERING:
        if words in lowered:
            break
    else:
        return False
    clause = _CLAUSE_END.split(before)[-1]
    for found in _OTHERS.finditer(clause):
        bodies = phrase.read(clause, found.end())
        if bodies and not clause[bodies.end :].strip(" ,"):
            return True
    return False


def is_led_by(text: str, assignee: Assignee) -> bool:
    """Whether "chủ trì" or "đầu mối" is said of the agency charged."""
    lowered = in_small_letters(text)
    if "đầu mối" not in lowered and "chủ trì" not in lowered:
        return False
    if "là" in lowered and _HUB.search(text):
        return True
    for start in _places_of("chủ trì", text):
        before = text[max(0, start - _LEFT) : start]
        if _ends_with(before, _NOT_LEADING) or _ends_with(before, _AS_NOUN):
            continue
        if _names_another(before, assignee):
            continue
        return True
    return False


def _names_another(before: str, assignee: Assignee) -> bool:
    """Whether another agency stands right before "chủ trì": "giao Sở Y tế chủ trì"."""
    clause = _CLAUSE_END.split(before)[-1]
    for found in _WORD_BEGINS.finditer(clause):
        bodies = phrase.read(clause, found.end())
        if bodies and not clause[bodies.end :].strip():
            said = clause[bodies.start : bodies.end].lower()
            names = (assignee.agency, *assignee.parts)
            return not any(said in name.lower() or name.lower() in said for name in names)
    return False
