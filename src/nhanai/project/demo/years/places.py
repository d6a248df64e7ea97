"""Where the years of the demo happen: the chapters of today, and those that they came from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.units.models import Lineage, Succession, Unit, UnitName
from nhanai.units.vocab import UnitKind

OFFICE: Final = "lc-hoi-tinh"
_COMMUNES: Final = "lc-hoi-xa-"
_DISTRICTS: Final = "lc-hoi-huyen-"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a commune: its key, the commune's key and name, its district's chapter."""

    key: str
    commune: str
    name: str
    district: str


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter of today with those that went into it; it is its own where nothing changed."""

    now: Chapter
    before: tuple[Chapter, ...]

    @property
    def has_changed(self) -> bool:
        """Whether it was made in the reorganisation of 2025."""
        return self.before != (self.now,)


def places() -> Sequence[Place]:
    """Every chapter of a commune today, by key; five queries however many there are."""
    chapters = _chapters()
    before = defaultdict(list)
    rows = Succession.objects.filter(
        predecessor__key__startswith=_COMMUNES, successor__key__startswith=_COMMUNES
    )
    for old, new in rows.order_by("predecessor__key").values_list(
        "predecessor__key", "successor__key"
    ):
        before[new].append(chapters[old])
    found = []
    for key in sorted(
        Unit.objects.filter(key__in=chapters, end=None).values_list("key", flat=True)
    ):
        own = chapters[key]
        if own.district:
            found.append(Place(own, (own,)))
            continue
        former = tuple(before[key])
        district = former[0].district if former else ""
        found.append(Place(Chapter(key, own.commune, own.name, district), former))
    return found


def _chapters() -> Mapping[str, Chapter]:
    units = Unit.objects.filter(kind=UnitKind.CHAPTER, key__startswith=_COMMUNES)
    communes = dict(units.values_list("territory__key", "key"))
    names = dict(
        UnitName.objects.filter(unit__key__in=communes)
        .order_by("start")
        .values_list("unit__key", "name")
    )
    above = dict(
        Lineage.objects.filter(
            descendant__key__startswith=_COMMUNES, ancestor__key__startswith=_DISTRICTS
        ).values_list("descendant__key", "ancestor__key")
    )
    return {
        key: Chapter(key, commune, names[commune], above.get(key, ""))
        for commune, key in communes.items()
    }
