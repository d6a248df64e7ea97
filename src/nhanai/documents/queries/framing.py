"""What frames a unit's first paper, from its name and from what stands above it."""

import datetime as dt

from nhanai.documents.rules.framing import first_frame
from nhanai.units.models import Unit
from nhanai.units.queries import ancestors, name_on
from nhanai.units.vocab import RED_CROSS_KINDS, Line, UnitKind


def first_frame_of(unit: Unit, *, kind: str, today: dt.date) -> dict[str, str]:
    """Letterhead, symbol, place, addressee, signature and recipients, by their names."""
    above = {
        one.kind: one.called
        for line in Line
        for one in ancestors(unit, today, line).order_by("pk")
        if one.pk != unit.pk
    }
    return first_frame(
        name_on(unit, today),
        above.get(UnitKind.CHAPTER, ""),
        above.get(UnitKind.PROVINCE, ""),
        is_chapter=unit.kind in RED_CROSS_KINDS,
        kind=kind,
    )
