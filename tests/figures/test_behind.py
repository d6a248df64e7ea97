"""The facts behind a figure add to it exactly, in every structure, for every way of adding."""

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from tests.builders.figures import measures
from tests.builders.units import AT, a_unit

from nhanai.base.days import Period
from nhanai.facts import actions as facts
from nhanai.facts.models import Fact, Measure
from nhanai.facts.queries.rolling import rolled_up
from nhanai.facts.rules.values import FactValue
from nhanai.figures.queries.behind import behind
from nhanai.units import actions as units
from nhanai.units.models import Unit
from nhanai.units.rules.known import Heir
from nhanai.units.rules.shipped import Province, ShippedHeir
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
MERGED = dt.date(2025, 7, 1)
SOURCES = {"XH09": "figures.figure", "XH08": "figures.figure", "TC04": "people.role",
           "TH02N": "activities.activity"}  # fmt: skip
PERIODS = (
    Period(dt.date(2024, 1, 1), dt.date(2025, 1, 1)),
    Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
    Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
)


def a_province() -> list[Unit]:
    """An office; a commune split among two, one merged into the second, one closed."""
    office = a_unit("Hội tỉnh", kind=UnitKind.CHAPTER)

    def chapter(name: str, start: dt.date, end: dt.date | None = None) -> Unit:
        return a_unit(
            name, kind=UnitKind.CHAPTER, parent=office, line=Line.RED_CROSS, start=start, end=end
        )

    early = dt.date(2020, 1, 1)
    split, merged, closed = (chapter(name, early, MERGED) for name in ("Tách", "Nhập", "Thôi"))
    first, second = chapter("Mới một", MERGED), chapter("Mới hai", MERGED)
    shares = ((split, first, "0.6"), (split, second, "0.4"), (merged, second, "1"))
    heirs = tuple(
        ShippedHeir(Heir(before.key, after.key, MERGED, Decimal(part)), "")
        for before, after, part in shares
    )
    units.load(Province((), (), (), heirs, {}), by="test", at=AT)
    return [office, split, merged, closed, first, second]


def some_facts(province: list[Unit], chance: random.Random) -> None:
    """Facts of every way of adding, each on a day of its unit's life."""
    for record in range(1, 40):
        unit = chance.choice(province)
        start = max(unit.start, dt.date(2024, 1, 1))
        days = ((unit.end or dt.date(2026, 11, 1)) - start).days
        code = chance.choice(list(SOURCES))
        day = start + dt.timedelta(days=chance.randrange(days))
        quantity = {"TH02N": 1, "TC04": chance.choice([-3, 4])}.get(code, chance.randint(1, 9))
        subject = chance.randint(1, 4) if code == "TH02N" else None
        fact = FactValue(unit.pk, day, code, quantity, subject=subject)
        with transaction.atomic():
            facts.replace(source=SOURCES[code], record=record, facts=[fact])


@pytest.mark.parametrize("seed", range(4))
def test_the_facts_behind_a_figure_add_to_it(seed: int) -> None:
    measures()
    province = a_province()
    some_facts(province, random.Random(seed))
    rows = {row.code: row for row in Measure.objects.filter(code__in=SOURCES)}
    seen = 0

    for structure in (None, dt.date(2024, 12, 31), dt.date(2026, 11, 1)):
        rolled = rolled_up(province[0].pk, SOURCES, PERIODS, structure=structure)
        for unit in (province[0], *province[4:]):
            whole = (
                rolled
                if unit == province[0]
                else rolled_up(unit.pk, SOURCES, PERIODS, structure=structure)
            )
            for at, period in enumerate(PERIODS):
                figures = whole.figures(unit.pk, at)
                for code, row in rows.items():
                    found = behind(row, unit.pk, period, structure)
                    figure = figures.get(code)
                    told = (figure.value, figure.facts) if figure else (Fraction(0), 0)
                    assert (Fraction(found.total(), 10**6), found.facts.count()) == told
                    seen += bool(figure)
    assert seen > 20
    assert Fact.objects.count() == 39
