"""A line cut into words, and phrases found in it whether or not accents were typed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import OSA

from nhanai.base.text import canonical, fold, nfc, unaccented

LONGEST: Final = 600
"""Characters of a line that are read; more than that is no line but a report."""

_TOKEN: Final = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d+,\d+|\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\S)"
)
_FEW_ACCENTS: Final = 0.35
"""Of a line with accents about three words in four have one."""

_LONG_ENOUGH_FOR_A_SLIP: Final = 8
"""Letters of a phrase in which one slip of the finger is forgiven."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, with where it stands."""

    text: str
    low: str
    bare: str
    start: int
    end: int
    kind: str
    is_loose: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.kind == "number"

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.kind == "word"

    @property
    def is_bare(self) -> bool:
        """Whether it was typed without accents in a line without them, so that it may be any."""
        return self.is_loose and self.low == self.bare

    @property
    def is_capital(self) -> bool:
        """Whether it begins as a name does."""
        return self.text[:1].isupper()

    def says(self, word: str) -> bool:
        """Whether it is that word, or the word typed without accents."""
        return self.low == word or (self.is_bare and self.bare == unaccented(word))

    def says_one_of(self, words: Iterable[str]) -> bool:
        """Whether it is one of those words."""
        return any(self.says(word) for word in words)


@dataclass(slots=True)
class Line:
    """The words of a line, and which of them are taken already."""

    text: str
    tokens: Sequence[Token]
    taken: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> "Line":
        """The line cut into its words."""
        text = nfc(text).replace("\n", " ")[:LONGEST]
        loose = _is_typed_bare(text)
        return cls(
            text,
            [
                Token(
                    found[0], canonical(found[0]), fold(found[0]), *found.span(),
                    kind=found.lastgroup or "mark", is_loose=loose,
                )
                for found in _TOKEN.finditer(text)
            ],
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, index: int) -> Token | None:
        """The word there, if there is one."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def free(self, index: int) -> Token | None:
        """The word there, if nothing took it."""
        return None if index in self.taken else self.at(index)

    def says(self, index: int, *words: str) -> bool:
        """Whether one of these words stands there."""
        token = self.at(index)
        return token is not None and token.says_one_of(words)

    def take(self, start: int, end: int) -> tuple[int, int]:
        """Take these words; tells their range of characters."""
        self.taken.update(range(start, end))
        return self.tokens[start].start, self.tokens[end - 1].end

    def touches(self, index: int) -> bool:
        """Whether nothing stands between this word and the one before."""
        return index > 0 and self.tokens[index - 1].end == self.tokens[index].start

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing took any of these words."""
        return not any(index in self.taken for index in range(start, end))

    def words(self, start: int, end: int) -> str:
        """The text of these words as it was typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


def _is_typed_bare(text: str) -> bool:
    """Whether so few words have accents that those without may have lost theirs."""
    words = [found[0] for found in _TOKEN.finditer(text) if found.lastgroup == "word"]
    marked = sum(not word.isascii() for word in words)
    return marked <= len(words) * _FEW_ACCENTS


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    bare: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: from which word to which, and what it stands for."""

    start: int
    end: int
    code: str


class Phrases:
    """Phrases, each standing for a code; the longest at a place wins."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._first: dict[str, list[_Phrase]] = {}
        self._long: dict[int, list[tuple[str, str]]] = {}
        for text, code in known.items():
            words = tuple(canonical(text).split())
            phrase = _Phrase(words, tuple(unaccented(word) for word in words), code)
            joined = "".join(phrase.bare)
            if len(joined) >= _LONG_ENOUGH_FOR_A_SLIP:
                self._long.setdefault(len(words), []).append((joined, code))
            self._first.setdefault(phrase.bare[0], []).append(phrase)
        for starting in self._first.values():
            starting.sort(key=lambda one: -len(one.words))

    def at(self, line: Line, index: int, *, free: bool = True) -> Match | None:
        """The longest phrase that begins there; of words that nothing took, unless told else."""
        token = line.at(index)
        if token is None:
            return None
        for phrase in self._first.get(token.bare, ()):
            end = index + len(phrase.words)
            if _stands(line, index, phrase) and not (free and not line.is_free(index, end)):
                return Match(index, end, phrase.code)
        return None

    def find(self, line: Line) -> Iterator[Match]:
        """Every phrase among the free words, the longest at each place, none inside another."""
        index = 0
        while index < len(line):
            found = self.at(line, index)
            if found is not None:
                yield found
                index = found.end
            else:
                index += 1

    def everywhere(self, line: Line) -> Iterator[Match]:
        """The longest phrase at each free word, also inside another one."""
        for index in range(len(line)):
            found = self.at(line, index)
            if found is not None:
                yield found

    def near(self, line: Line) -> Match | None:
        """The first long phrase that stands there but for one slip of the finger."""
        for index in range(len(line)):
            if self.at(line, index, free=False) is not None:
                continue
            for length, phrases in self._long.items():
                end = index + length
                if end > len(line) or not line.is_free(index, end):
                    continue
                typed = "".join(token.bare for token in line.tokens[index:end])
                for wanted, code in phrases:
                    close = abs(len(typed) - len(wanted)) <= 1
                    if close and OSA.distance(typed, wanted, score_cutoff=1) <= 1:
                        return Match(index, end, code)
        return None


def _stands(line: Line, index: int, phrase: _Phrase) -> bool:
    """Whether the phrase stands there; of several words a wrong accent is forgiven, of one not."""
    tokens = line.tokens[index : index + len(phrase.words)]
    if len(tokens) < len(phrase.words):
        return False
    if len(tokens) == 1:
        return tokens[0].says(phrase.words[0])
    return all(token.bare == bare for token, bare in zip(tokens, phrase.bare, strict=True))
