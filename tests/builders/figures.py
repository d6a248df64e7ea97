"""Figures that chapters typed."""

import datetime as dt
from decimal import Decimal

from tests.builders.activities import AT, DAY, Field

from nhanai.facts.actions import load_measures
from nhanai.facts.models import Fact, Measure
from nhanai.figures import actions
from nhanai.figures.facts import SOURCE
from nhanai.figures.models import Figure, PlannedValue
from nhanai.figures.rules.entering import Said
from nhanai.figures.rules.planning import Basis, Handed
from nhanai.identity.models import User
from nhanai.units.models import Unit


def measures() -> None:
    """The catalogue, as an installation has it."""
    if not Measure.objects.exists():
        load_measures()


def said(
    quantity: object = 12, measure: str = "XH08", *, day: dt.date = DAY, part: str = "",
    note: str = "",
) -> Said:  # fmt: skip
    """Twelve humanitarian addresses, counted on that day."""
    return Said(measure, day, Decimal(str(quantity)), part, note)


def a_figure(
    field: Field, what: Said | None = None, *, unit: Unit | None = None, by: User | None = None
) -> Figure:
    """A figure of the chapter, typed by its clerk."""
    measures()
    return actions.enter(
        unit=unit or field.chapter, said=what or said(), by=by or field.clerk, at=AT
    )


def counted(figure: Figure) -> list[tuple[str, int, str, int]]:
    """What it counts for: measure, quantity in steps, part, field."""
    rows = Fact.objects.filter(source=SOURCE, record=figure.pk)
    return list(rows.values_list("measure__code", "quantity", "part", "field"))


def a_figure_at(unit: Unit, by: User) -> Figure:
    """One figure of that unit, whoever may enter it."""
    measures()
    measure = Measure.objects.get(code="XH08")
    made = {"quantity": 12, "made_by": by, "made_at": AT, "changed_by": by, "changed_at": AT}
    return Figure.objects.get_or_create(unit=unit, measure=measure, day=DAY, defaults=made)[0]


def a_plan(
    field: Field, *several: Handed, year: int = 2026, by: User | None = None, reason: str = "",
    reference: str = "12/KH-CTĐ", on: dt.date = DAY,
) -> list[PlannedValue]:  # fmt: skip
    """What the province's officer handed out for the year."""
    measures()
    basis = Basis(reference, on, reason)
    return actions.hand_out(year=year, several=several, basis=basis, by=by or field.officer, at=AT)


def handed(unit: Unit, quantity: object = 20, measure: str = "XH08", version: int = 0) -> Handed:
    """Twenty humanitarian addresses to be reached."""
    number = None if quantity is None else Decimal(str(quantity))
    return Handed(unit.pk, measure, number, version)
