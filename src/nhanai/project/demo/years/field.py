"""What the units did in the field, month by month, and the campaigns in which they did it."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from nhanai.activities.vocab import ActivityState, CampaignKind
from nhanai.project.demo.years import kinds
from nhanai.project.demo.years.calendar import (
    FIRST,
    LAST,
    MERGED,
    clock,
    day_between,
    recorded,
    seeded,
)
from nhanai.project.demo.years.deeds import Deed, Did, Launched
from nhanai.project.demo.years.kinds import Scene
from nhanai.project.demo.years.names import hamlets
from nhanai.project.demo.years.places import OFFICE, Chapter, Place
from nhanai.project.demo.years.society import PROVINCE, user_of

_NAMESPACE: Final = uuid.UUID("1f0a5c1e-9d0b-4f0e-8a67-5b0c4a4d2b11")
_A_MONTH: Final = (
    *(60, 150, 45, 50, 50, 110, 55, 65, 80, 70, 45, 45),
    *(60, 100, 110, 50, 50, 110, 55, 75, 75, 60, 45, 40),
)
"""How much was done in each month from December 2024 on."""

_D = dt.date
CAMPAIGNS: Final[Sequence[tuple[str, CampaignKind, dt.date, dt.date]]] = (
    ("Tết Nhân ái 2025", CampaignKind.TET, _D(2024, 12, 10), _D(2025, 2, 9)),
    ("Lễ hội Xuân hồng 2025", CampaignKind.BLOOD, _D(2025, 2, 10), _D(2025, 3, 16)),
    ("Tháng Nhân đạo 2025", CampaignKind.HUMANITARIAN_MONTH, _D(2025, 5, 1), _D(2025, 5, 31)),
    ("Hành trình Đỏ 2025", CampaignKind.BLOOD, _D(2025, 6, 20), _D(2025, 7, 31)),
    ("Tết Nhân ái 2026", CampaignKind.TET, _D(2025, 12, 22), _D(2026, 2, 28)),
    ("Lễ hội Xuân hồng 2026", CampaignKind.BLOOD, _D(2026, 3, 1), _D(2026, 3, 29)),
    ("Tháng Nhân đạo 2026", CampaignKind.HUMANITARIAN_MONTH, _D(2026, 5, 1), _D(2026, 5, 31)),
    ("Hành trình Đỏ 2026", CampaignKind.BLOOD, _D(2026, 6, 20), _D(2026, 7, 31)),
    ("Người tốt, việc thiện 2026", CampaignKind.GOOD_PEOPLE, _D(2026, 1, 1), _D(2026, 12, 31)),
)
_IN_TET: Final = frozenset({"GIFT", "VISIT", "TET_FAIR", "FUNDRAISING", "MEDIA", "OUTREACH"})


@dataclass(frozen=True, slots=True)
class Doer:
    """A unit that works in the field, who records for it, and the villages that it goes to."""

    unit: str
    commune: str
    by: str
    weight: int
    scale: int
    villages: Sequence[str]
    until: dt.date | None = None


def field(places: Sequence[Place]) -> Iterator[Deed]:
    """Campaigns, and some sixteen hundred things done."""
    yield from _campaigns()
    before, after = _doers(places)
    year, month = FIRST.year, FIRST.month
    for number in _A_MONTH:
        first = dt.date(year, month, 1)
        year, month = year + month // 12, month % 12 + 1
        last = min(dt.date(year, month, 1) - dt.timedelta(days=1), LAST)
        doers = before if first < MERGED else after
        yield from _month(first, last, number, doers)


def _campaigns() -> Iterator[Launched]:
    for name, kind, first, last in CAMPAIGNS:
        day = max(FIRST, first - dt.timedelta(days=10))
        note = "Hội Chữ thập đỏ tỉnh phát động đến các cấp Hội."
        yield Launched(clock(day, 9), PROVINCE, name, kind, (first, last), note)


def _doers(places: Sequence[Place]) -> tuple[Sequence[Doer], Sequence[Doer]]:
    """Who works before the reorganisation, and who after it."""
    province = Doer(OFFICE, "", PROVINCE, 14, 4, ("thành phố Lai Châu",))
    after = [
        replace(province, villages=("phường Tân Phong", "phường Đoàn Kết")),
        *(_chapter(place.now, place, None) for place in places),
    ]
    before = [province]
    for district in sorted({chapter.district for place in places for chapter in place.before}):
        by = f"hoi-huyen-{district[-3:]}"
        before.append(Doer(district, "", by, 2, 2, ("trung tâm huyện",), until=MERGED))
    for place in places:
        for chapter in place.before:
            # a good part of them; the others were quiet in these months
            if chapter == place.now or seeded(f"works {chapter.key}").random() < 0.72:
                until = None if chapter == place.now else MERGED
                before.append(_chapter(chapter, place, until))
    return before, after


def _chapter(chapter: Chapter, place: Place, until: dt.date | None) -> Doer:
    random = seeded(f"field {chapter.key}")
    weight = random.randint(2, 5) + 2 * ("phường" in chapter.name or "thị trấn" in chapter.name)
    villages = [f"bản {name}" for name in hamlets(random, 5)]
    return Doer(chapter.key, chapter.commune, user_of(chapter, place), weight, 1, villages, until)


def _month(first: dt.date, last: dt.date, number: int, doers: Sequence[Doer]) -> Iterator[Did]:
    random = seeded(f"work {first:%Y-%m}")
    for place in range(number):
        doer = random.choices(doers, [one.weight for one in doers])[0]
        yield _done(random, doer, day_between(random, first, last), f"{first:%Y-%m} {place}")


def _done(random: Random, doer: Doer, day: dt.date, name: str) -> Did:
    scene = Scene(random, day, random.choice(doer.villages), doer.scale)
    season = _season(day)
    told = random.choices(list(season), list(season.values()))[0](scene)
    last = min(told.ends or day, (doer.until or LAST + dt.timedelta(days=1)) - dt.timedelta(days=1))
    told = replace(told, last_on=last)
    at = recorded(random, last, before=doer.until)
    campaign = _campaign(told.kind, last)
    did = Did(at, doer.by, doer.unit, told, doer.commune, campaign, uuid.uuid5(_NAMESPACE, name))
    fate = random.random()
    if fate < 0.012:
        why = random.choice(("Ghi trùng với phiếu đã có.", "Ghi nhầm đơn vị, đã ghi lại."))
        return replace(did, state=ActivityState.WITHDRAWN, why=why)
    return replace(did, state=ActivityState.DRAFT) if fate < 0.022 else did


def _season(day: dt.date) -> Mapping[kinds.Maker, int]:
    if any(first <= day < last for first, last in ((CAMPAIGNS[0][2:]), (CAMPAIGNS[4][2:]))):
        return kinds.TET
    if day.month == 5:
        return kinds.MONTH
    return kinds.RAINS if 6 <= day.month <= 9 else kinds.BASE


def _campaign(kind: str, day: dt.date) -> str:
    """In which campaign something of that kind was done."""
    for name, of, first, last in CAMPAIGNS:
        fits = {
            CampaignKind.TET: kind in _IN_TET,
            CampaignKind.BLOOD: kind == "BLOOD",
            CampaignKind.GOOD_PEOPLE: kind == "GOOD_DEED",
        }
        if first <= day <= last and fits.get(of, True):
            return name
    return ""
