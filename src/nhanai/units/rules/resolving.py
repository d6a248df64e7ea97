"""Which unit the words of a document mean, and what has become of it; honest where it is not clear.

The index is built once from a register (shipped data, or the database) and asked as often as
needed. A document is read with `day`, the day of the document, since names and codes are used
again after a reform; `now` says from when the answer is looked back at.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.text import single_spaced
from nhanai.units.rules.answers import Candidate, Ended, Resolution, Why
from nhanai.units.rules.known import KnownUnit, Register, UnitRef
from nhanai.units.rules.naming import words_of
from nhanai.units.rules.spelling import Spelling, Spellings
from nhanai.units.rules.succession import by_predecessor, successors_on

__all__ = ["Candidate", "Ended", "NameIndex", "Resolution", "UnitRef", "Why"]

LONGEST: Final = 1_000
"""A longer text is no name, nor a list of names; every pair of its commas would be tried."""

_BREAK: Final = re.compile(r"\s*(?:[,;:]|\s-\s|(?<!\w)và(?!\w))\s*")
_SHARED_HEAD: Final = re.compile(
    r"^(?:các\s+)?(sở|ban|hội|(?:ubnd|ủy ban nhân dân)\s+(?:các\s+)?(?:xã|phường|huyện))(?!\w)",
    re.IGNORECASE,
)
_MANY: Final = 6


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    day: dt.date
    now: dt.date
    within: str | None


class NameIndex:
    """Answers from one register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._spellings = Spellings(register)
        self._heirs = by_predecessor(register.heirs)

    def resolve(
        self, text: str, day: dt.date, *, within: str | None = None, now: dt.date | None = None
    ) -> Resolution:
        """What `text` means in a document of `day`, looked back at from `now`.

        `within` is the key of the unit whose document it is: bare words ("UBND xã") and names
        that several bear then mean those of its territory.
        """
        asked = _Asked(single_spaced(text), day, now or day, within)
        if len(text) > LONGEST:
            return Resolution(asked.text[:LONGEST], doubt="Đoạn chữ quá dài, không phải là tên.")
        if not words_of(text):
            return Resolution(asked.text, doubt="Không có tên đơn vị nào.")
        found = self._whole(asked) or self._several(asked) or self._near(asked)
        doubt = f"Không rõ “{asked.text}” là đơn vị nào trong danh mục đơn vị."
        return found or Resolution(asked.text, doubt=doubt)

    def _whole(self, asked: _Asked, text: str = "") -> Resolution | None:
        """The answer where all the words together are one name."""
        words = words_of(text or asked.text)
        if self._spellings.are_outside(words):
            doubt = f"“{asked.text}” là cơ quan ngoài tỉnh, không có trong danh mục đơn vị."
            return Resolution(asked.text, why=Why.OUTSIDE, doubt=doubt)
        if spellings := self._spellings.of(words):
            return self._tell(asked, spellings)
        if spellings := self._spellings.without_accents(words):
            return self._tell(asked, spellings, Why.UNACCENTED)
        return None

    def _near(self, asked: _Asked) -> Resolution | None:
        """The answer where a slip of a letter or two explains the words."""
        spellings = self._spellings.near(words_of(asked.text))
        return self._tell(asked, spellings, Why.NEAR) if spellings else None

    def _several(self, asked: _Asked) -> Resolution | None:
        """The answer where the words name several agencies one after another."""
        parts = self._parts(asked)
        if len(parts) < 2:
            return None
        return Resolution(
            asked.text,
            tuple(dict.fromkeys(unit for part in parts for unit in part.units)),
            tuple(dict.fromkeys(one for part in parts for one in part.ended)),
            Why.SEVERAL,
            " ".join(part.doubt for part in parts if part.doubt) or None,
            None,
            tuple(candidate for part in parts for candidate in part.candidates),
            tuple(parts),
        )

    def _parts(self, asked: _Asked) -> list[Resolution]:
        """The longest names first; nothing at all if some piece is no name."""
        length = len(asked.text)
        edges = [(0, 0), *(f.span() for f in _BREAK.finditer(asked.text)), (length, length)]
        head = _SHARED_HEAD.match(asked.text)
        found: list[Resolution] = []
        at = 0
        while at < len(edges) - 1:
            shared = head[1] if head and at else ""
            for to in range(len(edges) - 1, at, -1):
                piece = asked.text[edges[at][1] : edges[to][0]].strip(" .")
                part = self._piece(asked, piece, shared)
                if part or not piece:
                    found += [part] if part else []
                    break
            else:
                if found or not head or edges[at + 1][0] > head.end() + 1:
                    return []
                to = at + 1
            at = to
        return found

    def _piece(self, asked: _Asked, piece: str, head: str) -> Resolution | None:
        """One name of an enumeration; "Các Sở: Y tế, Nội vụ" share their first word."""
        if not words_of(piece):
            return None
        spoken = _Asked(piece, asked.day, asked.now, asked.within)
        part = self._whole(spoken)
        return self._whole(spoken, f"{head} {piece}") if part is None and head else part

    def _tell(
        self, asked: _Asked, spellings: Sequence[Spelling], why: Why | None = None
    ) -> Resolution:
        """Choose among those who are spelled so: the living first, then the ones gone last."""
        chosen, how = _chosen(asked.day, spellings)
        if not chosen:
            return _not_yet(self.register, asked, spellings)
        how = why or how
        units = _within(self.register, asked, chosen)
        if len(units) > 1:
            return _doubtful(self.register, asked, units, how)
        unit = units[0]
        if unit.kind == "GROUP":
            return self._group(asked, unit, how)
        ref = self.register.ref(unit.key, asked.day)
        slip = f"Không có đơn vị nào tên đúng là “{asked.text}”; gần nhất là “{ref.name}”."
        return Resolution(
            asked.text,
            (ref,) if unit.lives_on(asked.day) else (),
            self._ended(asked, [unit]),
            how,
            slip if how is Why.NEAR else None,
            None,
            (Candidate(ref, how),),
        )

    def _group(self, asked: _Asked, group: KnownUnit, why: Why) -> Resolution:
        """The members on that day; where nobody is left, those who were the last."""
        pool = _within(self.register, asked, self.register.members(group.key))
        alive = [unit for unit in pool if unit.lives_on(asked.day)]
        last = max((u.end for u in pool if u.end and u.end <= asked.day), default=None)
        meant = alive or [unit for unit in pool if last and unit.end == last]
        return Resolution(
            asked.text,
            tuple(self.register.ref(unit.key, asked.day) for unit in alive),
            self._ended(asked, meant),
            why,
            None if meant else f"Chưa có đơn vị nào thuộc khối “{asked.text}” vào ngày này.",
            self.register.ref(group.key, asked.day),
        )

    def _ended(self, asked: _Asked, units: Iterable[KnownUnit]) -> tuple[Ended, ...]:
        return tuple(
            Ended(
                self.register.ref(unit.key, asked.day), unit.end, *self._heirs_of(unit, asked.now)
            )
            for unit in units
            if unit.end and unit.end <= asked.now
        )

    def _heirs_of(self, unit: KnownUnit, now: dt.date) -> tuple[tuple[UnitRef, ...], bool]:
        keys = successors_on(self.register, unit.key, now, self._heirs)
        verified = all(heir.is_verified for heir in self._heirs.get(unit.key, ()))
        return tuple(self.register.ref(key, now) for key in keys), verified


def _doubtful(
    register: Register, asked: _Asked, units: Sequence[KnownUnit], why: Why
) -> Resolution:
    candidates = tuple(Candidate(register.ref(u.key, asked.day), why) for u in units)
    names = "; ".join(candidate.unit.name for candidate in candidates[:_MANY])
    doubt = f"“{asked.text}” có thể là: {names}. Hãy chọn một."
    return Resolution(asked.text, why=why, doubt=doubt, candidates=candidates)


def _not_yet(register: Register, asked: _Asked, spellings: Sequence[Spelling]) -> Resolution:
    first = min(spellings, key=lambda one: one.start)
    ref = register.ref(first.unit.key, first.start)
    doubt = f"Đến ngày {written(asked.day)} chưa có “{ref.name}” (từ {written(first.start)})."
    candidates = (Candidate(ref, first.why),)
    return Resolution(asked.text, why=first.why, doubt=doubt, candidates=candidates)


def _within(register: Register, asked: _Asked, units: Sequence[KnownUnit]) -> Sequence[KnownUnit]:
    """Those of `units` that work where the asking unit works, if that leaves any."""
    asking = register.units.get(asked.within or "")
    if len(units) < 2 or asking is None:
        return units
    place = asking.territory or asking.key
    return [unit for unit in units if _lies_in(register, unit, place, asked.day)] or units


def _lies_in(register: Register, unit: KnownUnit, place: str, day: dt.date) -> bool:
    """Whether the unit's territory is `place` or below it on that day, or on its last one."""
    current: KnownUnit | None = register.units.get(unit.territory) or unit
    while current is not None:
        if current.key == place:
            return True
        last = min(day, current.end - dt.timedelta(days=1)) if current.end else day
        above = [
            key
            for key, start, end in current.parents
            if start <= last and (end is None or last < end)
        ]
        current = register.units.get(above[0]) if above else None
    return False


def _chosen(day: dt.date, spellings: Sequence[Spelling]) -> tuple[list[KnownUnit], Why]:
    """The living who are called so, the living who were, those who ended last: each unit once."""
    living = [one for one in spellings if one.unit.lives_on(day)]
    named = [one for one in living if one.holds_on(day)]
    former = [one for one in living if one.start <= day]
    gone = [one for one in spellings if one.unit.end and one.unit.end <= day]
    latest = max((one.unit.end for one in gone if one.unit.end), default=None)
    chosen = named or former or [one for one in gone if one.unit.end == latest]
    units = list({one.unit.key: one.unit for one in chosen}.values())
    if not chosen:
        return [], Why.UNKNOWN
    return units, Why.FORMER if not named and former else chosen[0].why
