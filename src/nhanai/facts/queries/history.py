"""The units of a line as the placing of figures sees them, kept for each state of the tables."""

import datetime as dt
from typing import Final

from django.db.models import Max

from nhanai.base.days import FOREVER, Period
from nhanai.base.memory import remembered
from nhanai.facts.models import Fact
from nhanai.facts.rules.placing import WHOLE, Heir, History, Stay
from nhanai.facts.vocab import Adding
from nhanai.units.models import Placement, Reorganisation, Succession, Unit
from nhanai.units.vocab import Line

_KEPT: Final[dict[str, tuple[object, History]]] = {}
"""The newest history of each line, with the stamp of the act that left it so."""

SIZE: Final = "DS01"
"""The measure by which a unit's later figures are divided among those it came from: people."""


def history(line: str = Line.RED_CROSS) -> History:
    """All units, their places in that line, their successions and their sizes."""
    stamp = remembered("facts.stamp", _stamp)
    kept = _KEPT.get(line)
    if stamp is not None and kept and kept[0] == stamp:
        return kept[1]
    read = _read(line)
    if stamp is not None:
        _KEPT[line] = (stamp, read)
    return read


def _stamp() -> tuple[object, ...] | None:
    """What says that nothing of units or their sizes has changed; None where it cannot be said."""
    act = Reorganisation.objects.order_by("-pk").values_list("stamp", flat=True).first()
    if act is None:
        return None
    sizes = Fact.objects.filter(measure__code=SIZE).aggregate(last=Max("pk"))
    return str(act), sizes["last"]


def _read(line: str) -> History:
    lives = {
        pk: Period.of(start, end)
        for pk, start, end in Unit.objects.values_list("pk", "start", "end")
    }
    stays = [
        Stay(unit, parent, Period(start, end or FOREVER))
        for unit, parent, start, end in Placement.objects.filter(line=line)
        .order_by("unit", "start")
        .values_list("unit_id", "parent_id", "start", "end")
    ]
    heirs = [
        Heir(predecessor, successor, on, int(share * WHOLE))
        for predecessor, successor, on, share in Succession.objects.order_by("pk").values_list(
            "predecessor_id", "successor_id", "on", "share"
        )
    ]
    return History(lives, stays, heirs, _sizes())


def _sizes() -> dict[int, int]:
    """The last known number of people of each unit."""
    rows = (
        Fact.objects.filter(measure__code=SIZE, measure__adding=Adding.LAST)
        .order_by("day", "pk")
        .values_list("unit_id", "quantity")
    )
    return dict(rows)


def last_day(period: Period) -> dt.date:
    """The last day that lies in the period."""
    return period.end - dt.timedelta(days=1)
