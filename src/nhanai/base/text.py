"""Vietnamese text: one way of writing it down, comparing it, finding it and sorting it."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_WIDE_SPACES: Final = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_NO_ROOM: Final = "\u200b-\u200d\u2060\ufeff\u00ad"
_SPACE_OF_ANY_WIDTH: Final = re.compile(f"[{_WIDE_SPACES}]")
_CHARACTER_WITHOUT_ROOM: Final = re.compile(f"[{_NO_ROOM}]")
_LINE_END: Final = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_BLANK: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"[^\W_]+")

_MARKS: Final = str.maketrans(
    dict.fromkeys(map(chr, range(0x300, 0x370)), "") | {"đ": "d", "Đ": "D"}
)

_TONES: Final = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
"""Grave, hook, tilde, acute, dot below: dictionary order, after the level tone (1)."""

_ALPHABET: Final = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK: Final = {letter: str(rank) for rank, letter in enumerate(_ALPHABET, start=10)}
_WORD_GAP: Final = "01"
_OTHER_LETTER: Final = "99"
_END: Final = "00"

_LONG_U: Final = re.compile(r"(?<![qQ])([uU])([ýỳỷỹỵÝỲỶỸỴ])(?![^\W\d_])")
_LONG_O: Final = re.compile(r"([oO])([áàảãạéèẻẽẹÁÀẢÃẠÉÈẺẼẸ])(?![^\W\d_])")


def nfc(text: str) -> str:
    """`text` composed (NFC), with plain spaces and `\\n` as the only line end; line breaks stay."""
    if text.isprintable():  # no line end, no space but plain ones, nothing that takes no room
        return unicodedata.normalize("NFC", text)
    plain = _SPACE_OF_ANY_WIDTH.sub(" ", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", _CHARACTER_WITHOUT_ROOM.sub("", plain))


@lru_cache(maxsize=32)
def in_small_letters(text: str) -> str:
    """`text` in small letters; of one paragraph many rules ask for it one after the other."""
    return text.lower()


def single_spaced(text: str) -> str:
    """`text` on one line, words parted by one space."""
    return _BLANK.sub(" ", text).strip()


def unaccented(text: str) -> str:
    """`text` without tones and letter marks, `đ` as `d`; case and spaces stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFD", text).translate(_MARKS)


def fold(text: str) -> str:
    """`text` as a search compares it: lower case, no tones, `đ` as `d`, single spaces."""
    return single_spaced(unaccented(nfc(text)).lower())


def modern_tones(text: str) -> str:
    """`text` with tone marks where government paper puts them: `hoá` → `hóa`, `uỷ` → `ủy`."""
    composed = unicodedata.normalize("NFC", text)
    return _LONG_O.sub(_move_tone, _LONG_U.sub(_move_tone, composed))


def _move_tone(found: re.Match[str]) -> str:
    """Give the tone of the second vowel to the first."""
    letter, tone = list(unicodedata.normalize("NFD", found[2]))
    return unicodedata.normalize("NFC", found[1] + tone) + letter


def canonical(text: str) -> str:
    """`text` as names compare: accents count; case, place of the tone and spaces do not."""
    return single_spaced(modern_tones(nfc(text)).lower())


def matches(query: str, text: str) -> bool:
    """Whether every word of `query` begins a word of `text`.

    A word typed without accents finds every accent; a word typed with accents finds only itself.
    """
    exact, loose = _words(canonical(text)), _words(fold(text))
    return all(
        any(word.startswith(wanted) for word in (loose if wanted == unaccented(wanted) else exact))
        for wanted in _words(canonical(query))
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def sort_key(text: str) -> str:
    """A key of digits that sorts `text` by the Vietnamese alphabet, tones counting after letters.

    Only digits, so that SQLite and PostgreSQL order it alike under every collation. It takes at
    most three characters for each of `text` and five more.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in _words(unicodedata.normalize("NFC", nfc(text).lower())):
        ranks, tone = _ranks(word)
        letters.append(ranks)
        tones.append(tone)
    return f"{_WORD_GAP.join(letters)}{_END}{''.join(tones).rstrip('1')}"


@lru_cache(maxsize=2048)
def _ranks(word: str) -> tuple[str, str]:
    """The ranks of the letters of `word`, and the rank of its tone; few words make up names."""
    ranks: list[str] = []
    tone = "1"
    for letter in word:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), tone)
        shape = base + "".join(mark for mark in marks if mark not in _TONES)
        known = _RANK.get(unicodedata.normalize("NFC", shape)) or _RANK.get(base)
        ranks.append(known or _OTHER_LETTER)
    return "".join(ranks), tone


def person_sort_key(full_name: str) -> str:
    """A key that sorts people by their given name, which stands last, then by the rest."""
    *family, given = single_spaced(full_name).split(" ")
    ranks, tone = _ranks("".join(_words(nfc(given).lower())))
    return f"{ranks}{_END}{tone}{sort_key(' '.join(family))}"
