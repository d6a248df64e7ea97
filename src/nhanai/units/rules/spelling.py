"""Every spelling of every unit, found by words: in full, shortened, without accents, nearly."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.text import unaccented
from nhanai.units.rules.answers import Why
from nhanai.units.rules.known import KnownUnit, Register
from nhanai.units.rules.naming import Words, shortened, without_opening, words_of

_LONG_NAME: Final = 12
_SHORTEST: Final = 5


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a unit, and the days in which it is its name."""

    unit: KnownUnit
    why: Why
    start: dt.date
    end: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the unit was called so on that day."""
        return self.start <= day and (self.end is None or day < self.end)


class Spellings:
    """The spellings of a register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._outside = {words_of(name) for name in register.outside}
        self._place = _province(register)
        self._full: dict[Words, list[Spelling]] = {}
        self._spelled: list[tuple[Words, Spelling]] = []
        self._short: dict[Words, list[Spelling]] = {}
        self._folded: dict[str, list[Spelling]] = {}
        for unit in register.units.values():
            self._add(unit)

    def _add(self, unit: KnownUnit) -> None:
        for called in unit.names:
            self._spell(called.name, Spelling(unit, Why.EXACT, called.start, called.end))
            if called.short_name:
                self._spell(called.short_name, Spelling(unit, Why.ALIAS, called.start, called.end))
        for alias in unit.aliases:
            self._spell(alias, Spelling(unit, Why.ALIAS, unit.start, unit.end))

    def _spell(self, text: str, spelling: Spelling) -> None:
        words = words_of(text)
        if not words:
            return
        days = (spelling.start, spelling.end)
        known = self._full.setdefault(words, [])
        if not any(one.unit is spelling.unit and (one.start, one.end) == days for one in known):
            known.append(spelling)
        self._spelled.append((words, spelling))

    def shortened(self, words: Words) -> Words:
        """`words` without what may be left out in this province."""
        return shortened(words, place=self._place)

    def are_outside(self, words: Words) -> bool:
        """Whether they name a central body."""
        return words in self._outside or without_opening(words) in self._outside

    def of(self, words: Words) -> Sequence[Spelling]:
        """Those written so, accents counting: the full form before the shortened one."""
        return (
            self._full.get(words)
            or self._full.get(without_opening(words))
            or self._by_shortened().get(self.shortened(words))
            or ()
        )

    def without_accents(self, words: Words) -> Sequence[Spelling]:
        """Those written so when accents do not count."""
        known = self._by_folded()
        return known.get(_folded(self.shortened(words))) or known.get(_folded(words)) or ()

    def near(self, words: Words) -> Sequence[Spelling]:
        """Those from which `words` differ by a slip of one letter, in long names of two.

        Names of communes differ by a letter or two, so there one slip is the most.
        """
        from rapidfuzz import process  # noqa: PLC0415 (few words need a near match)
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 (as above)

        wanted = _folded(self.shortened(words))
        if len(wanted) < _SHORTEST:
            return ()
        slips = 2 if len(wanted) > _LONG_NAME else 1
        names = self._by_folded()
        near = process.extract(
            wanted, names.keys(), scorer=Levenshtein.distance, score_cutoff=slips, limit=None
        )
        best = min((distance for _, distance, _ in near), default=0)
        return [
            spelling
            for name, distance, _ in near
            for spelling in names[name]
            if distance == best and (best <= 1 or not self._is_local(spelling.unit))
        ]

    def _is_local(self, unit: KnownUnit) -> bool:
        territory = self._register.units.get(unit.territory)
        return (territory or unit).kind in {"DISTRICT", "COMMUNE"}

    def _by_shortened(self) -> dict[Words, list[Spelling]]:
        """Made when first needed: many words are names in full."""
        if not self._short:
            for words, spelling in self._spelled:
                brief = Spelling(spelling.unit, Why.SHORTENED, spelling.start, spelling.end)
                self._short.setdefault(self.shortened(words), []).append(brief)
        return self._short

    def _by_folded(self) -> dict[str, list[Spelling]]:
        """Made when first needed: most words are written with their accents."""
        if not self._folded:
            for words, spellings in self._forms():
                self._folded.setdefault(_folded(words), []).extend(spellings)
        return self._folded

    def _forms(self) -> Iterator[tuple[Words, list[Spelling]]]:
        yield from self._by_shortened().items()
        yield from self._full.items()


def _province(register: Register) -> Words:
    """The words of the province's name, without "tỉnh"."""
    provinces = (unit for unit in register.units.values() if unit.kind == "PROVINCE")
    words = next((words_of(unit.names[-1].name) for unit in provinces), ())
    return words[1:] if words[:1] == ("tỉnh",) else words


def _folded(words: Words) -> str:
    return unaccented(" ".join(words))
