"""Humanitarian addresses that stand: by commune, and by whom they are for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Count

from nhanai.aid.models import Address
from nhanai.aid.vocab import STANDING, AddressState, TargetGroup
from nhanai.base.days import written
from nhanai.base.wording import day_in
from nhanai.publishing.queries.asked import Asked, Content, below, places_on
from nhanai.publishing.rules.suppression import Cell, Table, protected

WAITING: Final = "waiting"
HELPED: Final = "helped"
_BOTH: Final = (WAITING, HELPED)
_WHOLE: Final = ""

Cells = Mapping[Cell, int | None]


def addresses(asked: Asked) -> Content:
    """How many wait and how many are helped, by commune and by group; small numbers are hidden.

    The groups are left out where a total had to be hidden for one of the two tables: what one of
    them shows would then tell of the other.
    """
    by_commune, by_group = _counted(asked)
    known = places_on({commune for commune, _ in by_commune}, asked.last)
    cells = _protected({(str(key), what): n for (key, what), n in by_commune.items()})
    groups = _protected(by_group)
    told = [
        {**known.of(key), **_cells(cells, str(key))}
        for key in sorted(known.known, key=lambda one: known.known[one][2])
    ]
    of_groups: list[dict[str, Any]] = [
        {"key": group.value, "name": str(group.label), **_cells(groups, group.value)}
        for group in TargetGroup
        if any((group.value, what) in by_group for what in _BOTH)
    ]
    day = written(asked.last)
    return {
        "title": f"Địa chỉ nhân đạo đến ngày {day}",
        "title_en": f"Humanitarian addresses on {day_in('en', asked.last)}",
        "communes": told, "groups": of_groups if _totals_shown(cells, groups) else [],
        "total": {what: cells.get((_WHOLE, what), 0) for what in _BOTH},
        "entries": [
            {"kind": "addresses", "key": f"addresses/{one['key']}/{asked.last}".upper(), **one}
            for one in told
        ],
    }  # fmt: skip


def _counted(
    asked: Asked,
) -> tuple[Mapping[tuple[int, str], int], Mapping[tuple[str, str], int]]:
    standing = [state for state in AddressState if state in STANDING]
    rows = (
        Address.objects.filter(unit__in=below(asked), state__in=standing, commune__isnull=False)
        .order_by()
        .values_list("commune", "group", "state")
        .annotate(number=Count("pk"))
    )
    by_commune: Counter[tuple[int, str]] = Counter()
    by_group: Counter[tuple[str, str]] = Counter()
    for commune, group, state, number in rows:
        what = HELPED if state in {AddressState.SPONSORED, AddressState.HELPED} else WAITING
        by_commune[int(commune or 0), what] += number
        by_group[group, what] += number
    return by_commune, by_group


def _protected(counts: Mapping[Cell, int]) -> Cells:
    rows: Iterable[str] = sorted({row for row, _ in counts})
    if not counts:
        return {}
    return protected(Table({_WHOLE: None, **dict.fromkeys(rows, _WHOLE)}, _BOTH, counts)).cells


def _cells(cells: Cells, row: str) -> dict[str, int | None]:
    return {what: cells[row, what] for what in _BOTH}


def _totals_shown(*tables: Cells) -> bool:
    return all(
        value is not None for cells in tables for (row, _), value in cells.items() if row == _WHOLE
    )
