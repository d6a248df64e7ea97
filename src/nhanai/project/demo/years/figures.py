"""What the years' chapters typed, as no register counts it, and what the province handed out.

Invented, of the size of a mountain province: people, what the State gave, what funds hold, dues.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.facts.queries.catalogue import measures
from nhanai.figures import actions
from nhanai.figures.facts import SOURCE
from nhanai.figures.models import PlannedValue
from nhanai.figures.queries.entered import counted_elsewhere
from nhanai.figures.rules.entering import Said, twice_counted
from nhanai.figures.rules.planning import Basis, Handed
from nhanai.project.demo.years.calendar import clock, seeded
from nhanai.project.demo.years.deeds import Deed, Hands, do
from nhanai.project.demo.years.places import OFFICE, Chapter, Place
from nhanai.project.demo.years.society import PROVINCE, user_of

_D = dt.date
_DUE: Final = 36_000
"""What a member owes in a year, in đồng; in the demo, as chapters set it themselves."""
_TO_ABOVE: Final = 5
"""One part of so many of the dues goes to the level above."""
_PLANS: Final[Sequence[tuple[int, dt.date, str, Mapping[str, int]]]] = (
    (
        *(2025, _D(2025, 1, 10), "02/KH-CTĐ"),
        {"TH01": 6_800_000_000, "TH02": 17_500, "HM03": 2_900, "TC04": 680},
    ),
    (
        *(2026, _D(2026, 1, 12), "03/KH-CTĐ"),
        {"TH01": 9_800_000_000, "TH02": 21_500, "HM03": 2_400, "TC04": 950},
    ),
)


@dataclass(frozen=True, slots=True)
class Typed(Deed):
    """Somebody typed several figures of a unit at once."""

    unit: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class HandedOut(Deed):
    """The province handed out what a year is to bring: of which unit, which measure, how much."""

    year: int
    goals: tuple[tuple[str, str, int], ...]
    basis: Basis


def figures(places: Sequence[Place]) -> Iterator[Deed]:
    """Counts of the ends of years and of halves, the State's money, plans of both years."""
    yield from _of_office()
    for number, place in enumerate(places):
        if place.has_changed:
            for chapter in place.before:
                counts = (_said("DS01", _D(2024, 12, 31), _people(chapter)),)
                yield Typed(
                    _at(_D(2025, 1, 8), number), user_of(chapter, place), chapter.key, counts
                )
        yield from _of_chapter(place, number)
    yield from _plans(places)


def _at(day: dt.date, number: int) -> dt.datetime:
    return clock(day, 8, number)


def _said(measure: str, day: dt.date, quantity: int) -> Said:
    return Said(measure, day, Decimal(quantity))


def _people(chapter: Chapter) -> int:
    """How many lived in a commune of 2024."""
    is_town = "phường" in chapter.name or "thị trấn" in chapter.name
    random = seeded(f"lives {chapter.commune}")
    return random.randint(5_200, 8_900) if is_town else random.randint(2_300, 5_900)


def _of_office() -> Iterator[Typed]:
    """What the State gave for each quarter, the goal in blood, and what the fund holds."""
    for year, blood in ((2025, 2_900), (2026, 2_600)):
        yield _office(_D(year, 1, 9), _said("HM11", _D(year, 1, 9), blood))
        for quarter in range(4):
            day = _D(year, 3 * quarter + 1, 15)
            money = 410_000_000 + 15_000_000 * quarter + 20_000_000 * (year - 2025)
            yield _office(day, _said("NS01", day, money))
    for day, money in (
        (_D(2024, 12, 31), 412_350_000),
        (_D(2025, 6, 30), 386_120_000),
        (_D(2025, 12, 31), 447_905_000),
        (_D(2026, 6, 30), 431_480_000),
        (_D(2026, 9, 30), 458_215_000),
    ):
        yield _office(day + dt.timedelta(days=5), _said("NL05", day, money))


def _office(day: dt.date, *said: Said) -> Typed:
    return Typed(clock(day, 15), PROVINCE, OFFICE, said)


def _of_chapter(place: Place, number: int) -> Iterator[Typed]:
    """What a chapter of today counted at the end of 2025 and in the middle of 2026."""
    random, key, by = seeded(f"counts {place.now.key}"), place.now.key, user_of(place.now, place)
    lives = sum(_people(chapter) for chapter in place.before)
    if not place.has_changed:
        first = (_said("DS01", _D(2024, 12, 31), lives),)
        yield Typed(_at(_D(2025, 1, 8), number), by, key, first)
    fund, helped = random.randint(18, 65) * 500_000, random.randint(2, 9)
    members = random.randint(18, 30)
    last, paid = _D(2025, 12, 31), members - random.randint(0, 3)
    ends = (
        _said("DS01", last, lives * random.randint(1004, 1013) // 1000),
        _said("NL05", last, fund),
        _said("XH08", last, helped),
        *_dues(_D(2025, 12, 12), members * _DUE, paid * _DUE),
        _said("NS01", _D(2026, 1, 5), random.randint(8, 15) * 1_000_000),
    )
    yield Typed(_at(_D(2026, 1, 7), number), by, key, ends)
    half = _D(2026, 6, 30)
    middle = (
        _said("NL05", half, fund + random.randint(-9, 12) * 500_000),
        _said("XH08", half, helped + random.randint(0, 2)),
        *_dues(half, members * _DUE // 2, paid * _DUE // 2),
    )
    yield Typed(_at(_D(2026, 7, 3), number), by, key, middle)


def _dues(day: dt.date, due: int, paid: int) -> Iterator[Said]:
    for measure, money in (("TC13A", due), ("TC13B", paid), ("TC13C", paid // _TO_ABOVE)):
        yield _said(measure, day, money)


def _plans(places: Sequence[Place]) -> Iterator[HandedOut]:
    """One document a year, the first of it in the chapters of 2024; and one change."""
    for year, on, reference, of_province in _PLANS:
        goals = [(OFFICE, code, goal) for code, goal in of_province.items()]
        for place in places:
            goals += _goals_then(place) if year == 2025 else _goals_now(place)
        yield HandedOut(clock(on, 16), PROVINCE, year, tuple(goals), Basis(reference, on))
    on = _D(2026, 7, 6)
    basis = Basis("41/QĐ-CTĐ", on, "Sáu tháng đầu năm đạt cao hơn kế hoạch")
    yield HandedOut(clock(on, 16), PROVINCE, 2026, ((OFFICE, "HM03", 2_600),), basis)


def _goals_then(place: Place) -> Iterator[tuple[str, str, int]]:
    for chapter in place.before:
        yield chapter.key, "TC11", seeded(f"goal 2025 {chapter.key}").randint(1, 3)


def _goals_now(place: Place) -> Iterator[tuple[str, str, int]]:
    random = seeded(f"goal 2026 {place.now.key}")
    yield place.now.key, "TC11", random.randint(6, 12)
    yield place.now.key, "TH02", random.randint(14, 34) * 20


@do.register
def _typed(deed: Typed, hands: Hands) -> None:
    """All of it but what a register of the unit counts, which nobody may type."""
    unit, by = hands.units[deed.unit], hands.user(deed.by)
    began = counted_elsewhere(unit, {one.measure for one in deed.said}, besides=SOURCE)
    counted = {one.where for one in twice_counted(deed.said, measures(), began)}
    several = [one for one in deed.said if one.key not in counted]
    if several:
        actions.enter_many(unit=unit, several=several, by=by, at=deed.at)


@do.register
def _handed_out(deed: HandedOut, hands: Hands) -> None:
    rows = PlannedValue.objects.filter(year=deed.year, replaced_at=None)
    versions = {
        (unit, code): version
        for unit, code, version in rows.values_list("unit__key", "measure__code", "version")
    }
    several = [
        Handed(hands.units[key].pk, code, Decimal(goal), versions.get((key, code), 0))
        for key, code, goal in deed.goals
    ]
    actions.hand_out(
        year=deed.year, several=several, basis=deed.basis, by=hands.user(deed.by), at=deed.at
    )
