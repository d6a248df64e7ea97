"""The word that begins an agency's name, and what looks like one but is none."""

import re
from typing import Final, NamedTuple

from nhanai.documents.reading.agencies import words
from nhanai.documents.reading.agencies.words import Words

_HEADS: Final = words.PROPER + words.POSTS + words.GENERIC
_HEAD: Final = Words((*_HEADS, *(one.replace("ủy", "uỷ") for one in _HEADS if "ủy" in one)))
_QUANTIFIER: Final = Words(words.QUANTIFIERS, after=r"\s+")
_PLURAL: Final = Words(words.PLURALS)
BARE: Final = Words(words.BARE)
AREA: Final = Words(words.AREAS)
BEGIN: Final = _HEAD.begin | _QUANTIFIER.begin | BARE.begin
"""The letters with which a head begins."""
_LOWER_NAME: Final = Words(words.LOWER_NAMES)
_COMMA: Final = re.compile(r"\s*(?:,|và|hoặc)\s*")
POSTS: Final = frozenset(words.POSTS)
_BARE_WORDS: Final = frozenset(words.BARE)
_GENERIC: Final = frozenset(words.GENERIC)
_LOOK_AHEAD: Final = 24
"""How far the words reach that tell a body from something else."""


class Head(NamedTuple):
    """The beginning of a name."""

    end: int
    word: str
    """In small letters; empty where a bare class begins."""
    is_generic: bool
    """Whether it names a class of bodies and not one."""


def find(text: str, at: int, limit: int) -> Head | None:
    """The head of an agency's name at `at`."""
    quantifier = _QUANTIFIER.match(text, at, limit)
    start = quantifier.end() if quantifier else at
    found = _HEAD.match(text, start, limit)
    word = " ".join(found[0].lower().split()).replace("uỷ", "ủy") if found else ""
    rest = text[found.end() : found.end() + _LOOK_AHEAD] if found else ""
    if found is None or _is_no_body(word, rest):
        return (_plural(text, start, limit) if quantifier else None) or _pair(text, start, limit)
    if not quantifier and word in words.NEEDS_NAME and not _has_name(rest):
        return _pair(text, start, limit)
    is_generic = word in _GENERIC or bool(quantifier)
    return Head(found.end(), word, is_generic or _leads_bare(text, found.end(), limit, word))


def _plural(text: str, start: int, limit: int) -> Head | None:
    """What is a class of bodies after "các": "các hộ", "các chủ rừng", "các xã"."""
    found = _PLURAL.match(text, start, limit) or AREA.match(text, start, limit)
    return Head(found.end(), "", True) if found else None


def _pair(text: str, start: int, limit: int) -> Head | None:
    """Bare words of one group, told by the comma: "Sở, ban, ngành", "tổ chức, cá nhân"."""
    bare = BARE.match(text, start, limit)
    separator = _COMMA.match(text, bare.end(), limit) if bare else None
    if bare and separator and BARE.match(text, separator.end(), limit):
        return Head(bare.end(), "", True)
    return None


def _leads_bare(text: str, end: int, limit: int, word: str) -> bool:
    """Whether a bare class of bodies, or a post over one: "sở, ban", "Thủ trưởng cơ quan"."""
    if word in _BARE_WORDS and text[end : end + 1] == ",":
        return True
    if word not in POSTS:
        return False
    at = end + 1 if text[end : end + 1] == " " else end
    bare = BARE.match(text, at, limit)
    after = bare.end() if bare else end
    return text.startswith("các ", at) or text[after : after + 1] in {",", ""}


def _is_no_body(word: str, rest: str) -> bool:
    bad_words = words.NO_BODY.get(word)
    if bad_words is None:
        return False
    following = rest.lstrip(" ").lower()
    return any(
        following.startswith(bad) and not following[len(bad) : len(bad) + 1].isalpha()
        for bad in bad_words
    )


def _has_name(rest: str) -> bool:
    following = rest.lstrip(" -–")
    if following[:1].isupper() or following[:3] in {"và ", "các"}:
        return True
    return bool(_LOWER_NAME.match(following) or AREA.match(following))
