"""Everything that happened, in the order in which it was recorded; the same at every start."""

from collections.abc import Iterator, Sequence

from nhanai.identity.vocab import Role
from nhanai.project.demo.years.calendar import FIRST, MERGED, clock, seeded
from nhanai.project.demo.years.deeds import Deed, Opened
from nhanai.project.demo.years.field import field
from nhanai.project.demo.years.figures import figures
from nhanai.project.demo.years.names import ethnic_group, full_name
from nhanai.project.demo.years.places import OFFICE, Place
from nhanai.project.demo.years.plans import plans
from nhanai.project.demo.years.reports import reports
from nhanai.project.demo.years.society import PROVINCE, society, user_of


def deeds(places: Sequence[Place]) -> Sequence[Deed]:
    """What happened at these places; some 3,000 for all of Lai Châu."""
    found = [*_accounts(places), *society(places), *field(places), *figures(places)]
    return [*sorted(found, key=lambda deed: deed.at), *reports(places), *plans()]


def _accounts(places: Sequence[Place]) -> Iterator[Opened]:
    """Who recorded it; nobody signs in with these accounts."""
    opening = clock(FIRST, 7)
    name = "Hoàng Minh Tuân"
    yield Opened(opening, PROVINCE, name, Role.PROVINCE_OFFICER, OFFICE, FIRST)
    for district in sorted({chapter.district for place in places for chapter in place.before}):
        user = f"hoi-huyen-{district[-3:]}"
        name = _name(user, district)
        yield Opened(opening, user, name, Role.CHAPTER_HEAD, district, FIRST, MERGED)
    for place in places:
        user = user_of(place.now, place)
        start = MERGED if place.has_changed else FIRST
        at = clock(start, 7, 5)
        name = _name(user, place.before[0].district)
        yield Opened(at, user, name, Role.CHAPTER_HEAD, place.now.key, start)


def _name(user: str, district: str) -> str:
    random = seeded(f"account {user}")
    group = ethnic_group(random, district)
    return full_name(random, group, is_woman=random.random() < 0.5)
