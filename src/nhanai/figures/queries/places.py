"""Where the communes of chapters stand on the map of tiles."""

from collections.abc import Collection, Mapping

from nhanai.figures.rules.drawing import tiles
from nhanai.units.models import Unit, UnitCode


def places_of(units: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Where the tile of each chapter's commune stands, by the code that the commune bears now."""
    lands = dict(Unit.objects.filter(pk__in=units).values_list("pk", "territory_id"))
    codes = dict(
        UnitCode.objects.filter(unit__in=set(lands.values()), end=None)
        .order_by("start")
        .values_list("unit_id", "code")
    )
    layout = tiles.layout()
    return {
        unit: layout[codes[land]]
        for unit, land in lands.items()
        if land in codes and codes[land] in layout
    }
