"""The page on which many addresses are decided at one sitting."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.aid import queries
from nhanai.aid.actions import MOST
from nhanai.aid.models import Address
from nhanai.aid.pages.rows import Row, rows_of
from nhanai.aid.permissions import Permission
from nhanai.aid.rules.moves import BY_SITTING
from nhanai.aid.vocab import SittingKind
from nhanai.identity.models import User
from nhanai.units.models import Unit

AGREED: Final = "DONG_Y"
TURNED_DOWN: Final = "KHONG"


@dataclass(frozen=True, slots=True)
class SittingPage:
    """Which unit, which kind, and the addresses that wait for it."""

    kind: SittingKind
    kinds: Sequence[tuple[str, str, int | None]]
    units: Sequence[tuple[str, str]]
    unit: Unit | None
    rows: Sequence[Row]
    is_more: bool
    chosen: Mapping[int, str]


def permission_of(kind: SittingKind) -> Permission:
    """What recording such a sitting asks for."""
    return Permission.APPROVE if kind == SittingKind.APPROVAL else Permission.RECORD


def sitting_page(
    user: User, kind: SittingKind, key: str, *, today: dt.date,
    chosen: Mapping[int, str] | None = None,
) -> SittingPage:  # fmt: skip
    """Load the page; a steady number of queries."""
    units = queries.recordable_units(user, today=today, permission=permission_of(kind))
    unit = next((one for one, _ in units if one.key == key), units[0][0] if units else None)
    waiting = Address.objects.filter(unit=unit, state=BY_SITTING[kind][0]) if unit else None
    counts = queries.by_state(Address.objects.filter(unit=unit)) if unit else {}
    rows = list(waiting.order_by("-points", "pk")[: MOST + 1]) if waiting is not None else []
    pk = unit.pk if unit else 0
    kinds = [
        (one.value, str(one.label), counts.get((pk, BY_SITTING[one][0].value), 0))
        for one in SittingKind
    ]
    return SittingPage(
        kind, kinds, [(one.key, name) for one, name in units], unit,
        rows_of(rows[:MOST], user, today=today), len(rows) > MOST, chosen or {},
    )  # fmt: skip


def chosen_of(data: Mapping[str, str]) -> dict[int, str]:
    """What was chosen for each address: `xet-12` is `DONG_Y`, `KHONG`, or nothing yet."""
    found = {}
    for name, said in data.items():
        key = name.removeprefix("xet-")
        wanted = said in {AGREED, TURNED_DOWN}
        if name.startswith("xet-") and key.isdecimal() and len(key) < 12 and wanted:
            found[int(key)] = said
    return found
