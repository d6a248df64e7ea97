"""What units are to reach in a year."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from django.db.models import QuerySet

from nhanai.facts.queries.catalogue import measures
from nhanai.facts.queries.history import history
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.figures.models import PlannedValue
from nhanai.figures.rules.planning import Planned, forerunners, with_forerunners
from nhanai.units.models import Unit


def planned(
    units: Collection[int], codes: Collection[str], year: int, *, on: dt.date | None = None
) -> Mapping[tuple[int, str], Planned]:
    """What each unit is to reach of each measure in that year, by number of unit and code.

    `year` is the one after which the reporting period is called. `on` asks for what held on a day;
    without it the newest. Where a unit was given nothing, what those were given that it took over
    is added up and marked (`Planned.is_rebased`); what is not known is not there. Two queries,
    however many units and measures.
    """
    catalogue = measures()
    known = {code: catalogue[code] for code in codes if code in catalogue}
    if not units or not known:
        return {}
    came_from = history()
    rows = versions_of(forerunners(units, came_from), known, year, on=on)
    own = _own(rows.order_by("version"), known).get(year, {})
    return with_forerunners(units, own, known.values(), came_from)


def planned_over(unit: int, code: str, years: Collection[int]) -> Mapping[int, Planned]:
    """What one unit is to reach of one measure, by year; as `planned`, in two queries for all."""
    known = {code: measures()[code]}
    came_from = history()
    rows = PlannedValue.objects.filter(
        unit__in=forerunners([unit], came_from), measure__code=code, year__in=years,
        replaced_at=None,
    )  # fmt: skip
    found = {}
    for year, own in _own(rows.order_by("version"), known).items():
        plans = with_forerunners([unit], own, known.values(), came_from)
        if plan := plans.get((unit, code)):
            found[year] = plan
    return found


def _own(
    rows: QuerySet[PlannedValue], known: Mapping[str, MeasureValue]
) -> Mapping[int, Mapping[tuple[int, str], Planned | None]]:
    """What each unit was handed itself, by year; the last of the rows holds."""
    found: dict[int, dict[tuple[int, str], Planned | None]] = {}
    for year, unit, code, version, quantity, reference in rows.values_list(
        "year", "unit_id", "measure__code", "version", "quantity", "reference"
    ):
        plan = None
        if quantity is not None:
            value = Fraction(quantity, 10 ** known[code].decimals)
            plan = Planned(value, version=version, reference=reference)
        found.setdefault(year, {})[unit, code] = plan
    return found


def versions_of(
    units: Collection[int], codes: Iterable[str], year: int, *, on: dt.date | None = None
) -> QuerySet[PlannedValue]:
    """Every version of these units and measures in that year, up to a day if one is named."""
    rows = PlannedValue.objects.filter(unit__in=units, measure__code__in=list(codes), year=year)
    return rows.filter(on__lte=on) if on else rows.filter(replaced_at=None)


def history_of(unit: Unit, measure: MeasureValue, year: int) -> QuerySet[PlannedValue]:
    """All that was ever handed to the unit of this measure for that year, the newest first."""
    rows = PlannedValue.objects.filter(unit=unit, measure__code=measure.code, year=year)
    return rows.select_related("made_by", "measure").order_by("-version")


def standing_of(
    units: Collection[int], codes: Collection[str], year: int
) -> QuerySet[PlannedValue]:
    """The newest version of each, what is handed out no longer too."""
    return versions_of(units, codes, year).select_related("measure", "unit").order_by("pk")
