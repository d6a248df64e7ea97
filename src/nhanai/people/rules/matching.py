"""Which records may be of one person: blocks that bring two together, and points with reasons.

Names alone are useless here: a third of the people share a dozen of them. Two records are compared
where they share a citizen number, a phone, the day of birth with the given name or the commune, the
whole name with the year, or a household. What speaks for and against is added up in points of 100.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from nhanai.people.rules.spelling import Birth

LEAST: Final = 55
"""From so many points on, a person looks at the pair."""
LARGEST_BLOCK: Final = 60
"""A block of more says nothing: a school's phone, a day that stands for "unknown"."""
_NEAR: Final = 88


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a person is compared; texts without accents, 0 and "" for unknown."""

    pk: int
    name: str
    birth: Birth
    citizen_number: str = ""
    phone: str = ""
    commune: int = 0
    hamlet: str = ""
    household: str = ""
    sex: str = ""

    @property
    def year(self) -> int | None:
        """The year of birth."""
        return self.birth.on.year if self.birth.on else self.birth.year


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records are, and why in words."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Two records that may be of one person; `first` is the older."""

    first: int
    second: int
    likeness: Likeness


def pairs_of(records: Iterable[Traits]) -> list[Found]:
    """Every pair of enough points, the surest first."""
    listed = list(records)
    blocks: dict[tuple[object, ...], list[int]] = {}
    for at, record in enumerate(listed):
        for key in _keys(record):
            blocks.setdefault(key, []).append(at)
    met: set[tuple[int, int]] = set()
    found: list[Found] = []
    for block in blocks.values():
        if not 1 < len(block) <= LARGEST_BLOCK:
            continue
        for pair in combinations(block, 2):
            if pair not in met:
                met.add(pair)
                found += _compared(listed[pair[0]], listed[pair[1]])
    return sorted(found, key=lambda one: (-one.likeness.score, one.first, one.second))


def _compared(one: Traits, other: Traits) -> list[Found]:
    likeness = likeness_of(one, other)
    if likeness.score < LEAST:
        return []
    first, second = sorted((one.pk, other.pk))
    return [Found(first, second, likeness)]


def _keys(record: Traits) -> Iterator[tuple[object, ...]]:
    given = record.name.rpartition(" ")[2]
    if record.citizen_number:
        yield ("number", record.citizen_number)
    if record.phone:
        yield ("phone", record.phone)
    if record.birth.on:
        yield ("born", record.birth.on, given)
        if record.commune:
            yield ("born there", record.birth.on, record.commune)
    if record.year:
        yield ("name", record.name, record.year)
    if record.household and record.commune:
        yield ("household", record.commune, record.household, given)


def likeness_of(one: Traits, other: Traits) -> Likeness:
    """The points for and against, from 0 to 100."""
    told = [
        _number(one, other), _name(one.name, other.name), _birth(one, other),
        (25, "cùng số điện thoại") if one.phone and one.phone == other.phone else (0, ""),
        *_place(one, other),
        (-30, "khác giới tính") if one.sex and other.sex and one.sex != other.sex else (0, ""),
    ]  # fmt: skip
    score = sum(points for points, _ in told)
    return Likeness(max(0, min(100, score)), tuple(words for _, words in told if words))


def _number(one: Traits, other: Traits) -> tuple[int, str]:
    if not one.citizen_number or not other.citizen_number:
        return 0, ""
    if one.citizen_number == other.citizen_number:
        return 60, "cùng số căn cước"
    if OSA.distance(one.citizen_number, other.citizen_number) == 1:
        return 15, "số căn cước lệch một chữ số"
    return -60, "khác số căn cước"


def _name(one: str, other: str) -> tuple[int, str]:
    if one == other:
        return 25, "cùng họ tên không dấu"
    if ratio(one, other) >= _NEAR:
        return 15, "họ tên gần giống"
    return -25, "khác họ tên"


def _birth(one: Traits, other: Traits) -> tuple[int, str]:
    if one.year is None or other.year is None:
        return 0, ""
    if one.birth.on and other.birth.on:
        return _days(one.birth, other.birth)
    if one.year == other.year:
        return 20, "cùng năm sinh"
    return -40, "khác năm sinh"


def _days(one: Birth, other: Birth) -> tuple[int, str]:
    first, second = one.on, other.on
    if first is None or second is None or first == second:
        return 30, "cùng ngày sinh"
    if first.year == second.year and (first.day, first.month) == (second.month, second.day):
        return 20, "ngày và tháng sinh đảo nhau"
    same = (first.day == second.day) + (first.month == second.month) + (first.year == second.year)
    return (10, "ngày sinh lệch một phần") if same == 2 else (-40, "khác ngày sinh")


def _place(one: Traits, other: Traits) -> Iterator[tuple[int, str]]:
    if not one.commune or one.commune != other.commune:
        return
    yield 10, "cùng xã"
    if one.hamlet and one.hamlet == other.hamlet:
        yield 8, "cùng thôn, bản"
    if one.household and one.household == other.household:
        yield 10, "cùng số hộ"
