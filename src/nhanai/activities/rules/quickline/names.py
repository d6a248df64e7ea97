"""Which unit did it and in which commune it was, asked of whoever knows the units."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from nhanai.activities.rules.quickline.line import Line
from nhanai.activities.rules.quickline.pieces import Field, Piece, Unread
from nhanai.units.rules.answers import Resolution, Why
from nhanai.units.rules.known import UnitRef


class Resolver(Protocol):
    """Who knows the units: `units.queries.resolve`, or an index of names."""

    def __call__(self, text: str, day: dt.date, /) -> Resolution:
        """Which unit the words mean on that day."""


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    ref: UnitRef
    note: str
    is_near: bool


_LONGEST: Final = 6
_AT: Final = ("tại", "ở", "xuống", "lên", "đến", "vào", "cho", "về", "trên", "thuộc", "của")
_HEADS: Final = (
    ("hội", "chữ", "thập", "đỏ"), ("hội", "ctđ"), ("hội", "ctd"), ("hctđ",), ("hctd",),
    ("chi", "hội"), ("ubnd",), ("sở",),
    ("xã",), ("phường",), ("huyện",), ("thị", "trấn"), ("thành", "phố"), ("tp",),
)  # fmt: skip
_SHORT: Final = {"x": "xã", "p": "phường", "ph": "phường"}
_TERRITORIES: Final = frozenset({"COMMUNE", "DISTRICT", "PROVINCE"})
_SURE: Final = frozenset(
    {Why.EXACT, Why.ABBREVIATION, Why.ALIAS, Why.SHORTENED, Why.FORMER, Why.UNACCENTED}
)


def read_names(line: Line, day: dt.date, resolve: Resolver) -> Iterator[Piece | Unread]:
    """The unit that did it, and the commune where; each once, the rest is told back."""
    held: dict[Field, bool] = {}
    index = 0
    while index < len(line):
        if index in line.taken:
            index += 1
            continue
        found = _headed(line, index, day, resolve) or _bare(line, index, day, resolve)
        if found is None:
            index += 1
            continue
        index = found.end
        if isinstance(found, _Unknown):
            words = line.words(found.start, found.end)
            yield Unread(words, line.take(found.start, found.end), found.why)
            continue
        field = _field(line, found, held)
        if field is None:
            continue
        held[field] = True
        start = _with_lead(line, found.start)
        yield Piece(field, _rule(found), line.take(start, found.end), found.ref.key, found.note)


@dataclass(frozen=True, slots=True)
class _Unknown:
    start: int
    end: int
    why: str


def _rule(found: _Named) -> str:
    return "unit-nearly-so-spelled" if found.is_near else "unit-by-name"


def _field(line: Line, found: _Named, held: dict[Field, bool]) -> Field | None:
    """A commune after "at" is where it was; otherwise it stands for its own chapter."""
    is_place = found.ref.kind in _TERRITORIES and _stands_at(line, found.start)
    for field in (Field.WHERE, Field.UNIT) if is_place else (Field.UNIT, Field.WHERE):
        if field == Field.WHERE and found.ref.kind not in _TERRITORIES:
            continue
        if field not in held:
            return field
    return None


def _stands_at(line: Line, start: int) -> bool:
    """Whether the words before say that it is where: "tại nhà văn hóa xã Sìn Hồ"."""
    if line.says(start - 1, *_AT) or (line.says(start - 2, "địa") and line.says(start - 1, "bàn")):
        return True
    for index in range(start - 1, max(-1, start - 8), -1):
        token = line.free(index)
        if token is None or token.is_number:
            return False
        if token.says_one_of(("tại", "ở", "bản", "thôn")):
            return True
    return False


def _with_lead(line: Line, start: int) -> int:
    leads = ("tại", "ở", "địa", "bàn", "trên", "của", "thuộc")
    while start > 0 and (before := line.free(start - 1)) and before.says_one_of(leads):
        start -= 1
    return start


def _head(line: Line, index: int) -> int:
    """How many words begin a unit's name there; 0 where none do."""
    for head in _HEADS:
        if all(
            line.free(index + at) and line.says(index + at, word) for at, word in enumerate(head)
        ):
            return len(head)
    token = line.free(index)
    return 1 if token and token.low in _SHORT else 0


def _headed(line: Line, index: int, day: dt.date, resolve: Resolver) -> "_Named | _Unknown | None":
    """A name that begins as units' names do; the longest that is known, else the nearest."""
    length = _head(line, index)
    if not length:
        return None
    last = index + length
    while last < len(line) and last - index - length < _LONGEST and _may_belong(line, last):
        last += 1
    near: _Named | None = None
    doubt = ""
    for end in range(last, index + length, -1):
        text = _spelled(line, index, end)
        answer = resolve(text, day)
        named = _named(answer, index, end)
        if named and answer.why in _SURE:
            return named
        if named and answer.why is Why.NEAR and end - index > 1:
            near = near or named
        if answer.candidates and answer.doubt and not named and not doubt:
            doubt = answer.doubt
            near_end = end
    if near is not None:
        return near
    return _Unknown(index, near_end, doubt) if doubt and near_end - index > length else None


def _may_belong(line: Line, index: int) -> bool:
    token = line.free(index)
    if token is None or token.text in {",", ";", ":", "(", ")", "–"}:
        return False
    return token.is_word or token.text in {".", "-"}


def _spelled(line: Line, start: int, end: int) -> str:
    """The words as the register knows them: `x. Bum Tở` is xã Bum Tở."""
    token = line.tokens[start]
    for head in (("hctd",), ("hoi", "ctd")):
        rest = start + len(head)
        if tuple(one.bare for one in line.tokens[start:rest]) == head and rest < end:
            return f"Hội Chữ thập đỏ {line.words(rest, end)}"
    if token.low not in _SHORT:
        return line.words(start, end)
    rest = start + 1 + (1 if end > start + 1 and line.tokens[start + 1].text == "." else 0)
    return f"{_SHORT[token.low]} {line.words(rest, end)}" if rest < end else token.text


def _bare(line: Line, index: int, day: dt.date, resolve: Resolver) -> _Named | None:
    """`Bum Tở: trao quà`: a commune named without "xã", where names stand."""
    before = line.at(index - 1)
    begins = index == 0 or index - 1 in line.taken or line.says(index - 1, *_AT)
    begins = begins or (before is not None and before.text in {",", ";", ":", ".", "-"})
    token = line.free(index)
    if not begins or token is None or not token.is_word:
        return None
    last = index
    while last < len(line) and last - index < 3 and (t := line.free(last)) and t.is_word:
        last += 1
    for end in range(last, index, -1):
        if end - index < 2 and not token.is_capital:
            continue
        for head in ("xã", "phường"):
            answer = resolve(f"{head} {line.words(index, end)}", day)
            named = _named(answer, index, end)
            if named and answer.why in {Why.EXACT, Why.ALIAS, Why.UNACCENTED}:
                return named
    return None


def _named(answer: Resolution, start: int, end: int) -> _Named | None:
    """The one unit that is meant, living or ended; None where there is none or more."""
    near = answer.why is Why.NEAR
    if len(answer.units) == 1:
        return _Named(start, end, answer.units[0], answer.doubt or "", near)
    if not answer.units and len(answer.ended) == 1:
        ended = answer.ended[0]
        heirs = ", ".join(unit.name for unit in ended.successors)
        note = (
            f"“{ended.unit.name}” đã kết thúc hoạt động; đơn vị tiếp nhận: {heirs}."
            if heirs
            else ""
        )
        ref = ended.successors[0] if len(ended.successors) == 1 else ended.unit
        return _Named(start, end, ref, note, near)
    return None
