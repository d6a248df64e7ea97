"""One way of writing the name of an agency, so that spellings of the same name are equal.

Abbreviations are written out; case, punctuation and words such as "và", "các" do not count. What
may be left out without becoming another agency ("Đề nghị …", "… tỉnh", "… tỉnh Lai Châu") is left
out by `shortened`; whoever compares asks for the full form first.
"""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from nhanai.base.text import canonical, nfc

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING: Final = re.compile(r"^\s*(?:[-–•*+]+\s*|(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)]\s+)+")
_CAPITALS: Final = re.compile(r"[A-ZĐ]+(?:\s*[-–,&]\s*[A-ZĐ]+)+(?![^\W\d_])")
_TOKEN: Final = re.compile(r"[^\W_]+(?:[&./-][^\W_]+)*")
_JOINT: Final = re.compile(r"[\s&./,–-]+")
_IDLE: Final = frozenset({"và", "của", "thuộc", "các", "những"})
_OPENINGS: Final = (
    ("đề", "nghị"),
    ("yêu", "cầu"),
    ("kính", "gửi"),
    ("giao",),
    ("toàn", "thể"),
    ("lãnh", "đạo"),
)
_FIRST_WORDS: Final = frozenset(opening[:1] for opening in _OPENINGS)
_LEVELS: Final = frozenset({"phố", "huyện", "xã", "phường", "trấn", "thị", "quận"})
_ENDINGS: Final = (
    ("trên", "địa", "bàn", "tỉnh"),
    ("có", "liên", "quan"),
    ("liên", "quan"),
    ("trong", "tỉnh"),
)

Words = tuple[str, ...]


@cache
def abbreviations() -> dict[str, Words]:
    """What each usual abbreviation stands for."""
    text = files("nhanai.units").joinpath("data/abbreviations.csv").read_text("utf-8")
    return {row["short"]: tuple(row["full"].split()) for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The words of a name in its full form."""
    bare = _NUMBERING.sub("", _ASIDE.sub(" ", nfc(text)))
    joined = bare if bare.isupper() and " " in bare.strip() else _CAPITALS.sub(_as_one, bare)
    found: list[str] = []
    for token in _TOKEN.findall(canonical(joined)):
        found.extend(_written_out(token))
    words = [word for word in found if word not in _IDLE]
    return _without_country(words)


def _as_one(found: re.Match[str]) -> str:
    """`PT - TH` as `PTTH`, where that is an abbreviation; `HĐND, UBND` stays."""
    letters = _JOINT.sub("", found[0])
    return letters if letters.lower() in abbreviations() else found[0]


def _written_out(token: str) -> Words:
    known = abbreviations()
    if token.isalnum():
        return known.get(token) or (token,)
    collapsed = _JOINT.sub("", token)
    if collapsed in known:
        return known[collapsed]
    parts = [part for part in _JOINT.split(token) if part]
    return tuple(word for part in parts for word in known.get(part, (part,)))


def _without_country(words: list[str]) -> Words:
    """Drop "Việt Nam" inside a name; at the end it means the central body and stays."""
    for at in range(len(words) - 2):
        if words[at] == "việt" and words[at + 1] == "nam":
            return (*words[:at], *words[at + 2 :])
    return tuple(words)


def shortened(words: Words, *, place: Words = ()) -> Words:
    """`words` without what may be left out; `place` is the name of the province."""
    return _without_ending(without_opening(words), place)


def without_opening(words: Words) -> Words:
    """`words` without "Đề nghị", "Giao" … at their beginning."""
    changed = words[:1] in _FIRST_WORDS
    while changed:
        changed = False
        for opening in _OPENINGS:
            if words[: len(opening)] == opening and len(words) > len(opening):
                words, changed = words[len(opening) :], True
    return words


def _without_ending(words: Words, place: Words) -> Words:
    for ending in _ENDINGS:
        if words[-len(ending) :] == ending and len(words) > len(ending):
            words = words[: -len(ending)]
    if place and words[-len(place) :] == place and len(words) >= len(place) + 2:
        before = words[: -len(place)]
        if before[-1] not in _LEVELS:
            words = before
    if words[-1] == "tỉnh" and len(words) >= 3:
        words = words[:-1]
    return words
