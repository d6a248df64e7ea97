"""Who came into the register of each chapter, went on at its successor, was elected, or left."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Final

from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import EndReason, RoleKind, VolunteerGrade
from nhanai.project.demo.years.calendar import (
    FIRST,
    LAST,
    MERGED,
    clock,
    day_between,
    moment,
    recorded,
    seeded,
)
from nhanai.project.demo.years.deeds import Carded, Carried, Deed, Elected, Joined, Left
from nhanai.project.demo.years.names import ethnic_group, full_name, hamlets
from nhanai.project.demo.years.places import Chapter, Place

PROVINCE: Final = "phongtrao"
"""The account of the province's officer who looks after the movements."""

_OFFICERS_ELSEWHERE: Final = "lc-hoi-xa-03478-2025"
"""The first part of the demo elected this chapter's officers."""

_PARTS: Final[Sequence[tuple[tuple[RoleKind, ...], int]]] = (
    ((RoleKind.MEMBER,), 56),
    ((RoleKind.MEMBER, RoleKind.VOLUNTEER), 16),
    ((RoleKind.VOLUNTEER,), 11),
    ((RoleKind.YOUTH,), 12),
    ((RoleKind.MEMBER, RoleKind.BLOOD_DONOR), 5),
)


@dataclass(frozen=True, slots=True)
class Village:
    """A chapter of today with what its people are made from."""

    place: Place
    random: Random
    hamlets: Sequence[str]
    serials: Iterator[int]


def society(places: Sequence[Place]) -> Iterator[Deed]:
    """Some thirty people a chapter; more than half joined one of its forerunners."""
    for number, place in enumerate(places):
        random = seeded(f"people {place.now.key}")
        village = Village(place, random, hamlets(random, 6), count(700_000 + 1_000 * number))
        joined = [_joined(village) for _ in range(random.randint(25, 38))]
        yield from joined
        yield from _reorganised(place, {one.unit for one in joined})
        yield from _elected_and_left(village, joined)


def _joined(village: Village) -> Joined:
    random, place = village.random, village.place
    kinds = random.choices([kinds for kinds, _ in _PARTS], [share for _, share in _PARTS])[0]
    is_young = RoleKind.YOUTH in kinds
    if random.random() < 0.62:
        chapter = random.choice(place.before)
        first = dt.date(2021 if is_young else 2012, 1, 1)
        start = day_between(random, first, MERGED - dt.timedelta(days=9))
    else:
        chapter = place.now
        start = day_between(random, MERGED + dt.timedelta(days=3), LAST - dt.timedelta(days=5))
    age = random.randint(17, 28) if is_young else random.randint(19, 58)
    values = _person(village, born=start.year - age - 1)
    by = user_of(chapter, place)
    if start < FIRST:
        at = moment(random, day_between(random, FIRST, FIRST + dt.timedelta(days=25)))
    else:
        at = recorded(random, start, before=MERGED if chapter != place.now else None)
    roles = tuple(_role(random, kind, start) for kind in kinds)
    return Joined(at, by, chapter.key, values, roles)


def _role(random: Random, kind: RoleKind, start: dt.date) -> RoleValues:
    grades = ("", VolunteerGrade.ACTIVE, VolunteerGrade.SILVER, VolunteerGrade.GOLD)
    grade = random.choices(grades, (5, 4, 2, 1))[0] if kind == RoleKind.VOLUNTEER else ""
    return RoleValues(kind, start, grade=grade)


def _person(village: Village, *, born: int) -> PersonValues:
    random = village.random
    district = village.place.before[0].district
    group, is_woman = ethnic_group(random, district), random.random() < 0.52
    day = dt.date(born, random.randint(1, 12), random.randint(1, 28))
    serial = next(village.serials)
    century = 2 * (born // 100 - 19) + is_woman
    return PersonValues(
        full_name(random, group, is_woman=is_woman),
        Birth(day, born) if random.random() < 0.7 else Birth(None, born),
        sex="FEMALE" if is_woman else "MALE",
        ethnicity=group,
        citizen_number=f"012{century}{born % 100:02d}{serial}",
        phone=f"0987{serial}" if random.random() < 0.6 else "",
        hamlet=random.choice(village.hamlets),
    )


def _reorganised(place: Place, used: set[str]) -> Iterator[Deed]:
    if not place.has_changed:
        return
    for minute, chapter in enumerate(place.before):
        if chapter.key in used:
            yield Carried(clock(MERGED, 8, minute), PROVINCE, chapter.key, place.now.key, MERGED)


def _elected_and_left(village: Village, joined: Sequence[Joined]) -> Iterator[Deed]:
    place, random = village.place, village.random
    by = user_of(place.now, place)
    members = [
        one
        for one in joined
        if one.roles[0].kind == RoleKind.MEMBER and one.roles[0].start < MERGED
    ]
    titles = ("Chủ tịch", "Phó Chủ tịch")
    day = MERGED + dt.timedelta(days=random.randint(12, 24))
    if place.now.key != _OFFICERS_ELSEWHERE:
        for title, one in zip(titles, members, strict=False):
            number = one.values.citizen_number
            yield Elected(moment(random, day), by, place.now.key, number, title, day)
    yield Carded(moment(random, dt.date(2025, 8, random.randint(11, 27))), by, place.now.key)
    for one in members[2:]:
        if random.random() < 0.05:
            last = day_between(random, dt.date(2025, 9, 1), LAST - dt.timedelta(days=9))
            reason = random.choice((EndReason.LEFT, EndReason.LAPSED))
            yield Left(recorded(random, last), by, one.values.citizen_number, reason, last)


def user_of(chapter: Chapter, place: Place) -> str:
    """Who records for that chapter: its own head, or an officer of the district it was in."""
    if chapter == place.now:
        return f"hoi-xa-{chapter.key[10:15]}"
    return f"hoi-huyen-{chapter.district[-3:]}"
