"""A province's yearly figures, live from the application's own database, on both databases.

    PYTHONPATH=src:. .venv/bin/python benchmarks/figures.py

The shipped units of Lai Châu, before and after 1 July 2025; 588,000 facts in two years, as many as
a province has of a nation's twenty million. What is timed is the whole answer: the small tables,
the statement, the figures with the derived ones.
"""

import datetime as dt
import random
import statistics
import time
from collections.abc import Iterator

from benchmarks.both import on_both
from benchmarks.results import record, table

FACTS, RUNS, AIM = 588_000, 30, 100.0
TODAY = dt.date(2026, 11, 28)


def measure(name: str) -> None:
    """Load the facts, ask for the year, write the table."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.db.models import Count

    from nhanai.facts.actions.keeping import differing
    from nhanai.facts.models import Fact, Measure
    from nhanai.storing.inserting import insert
    from nhanai.units.models import Lineage, Unit

    line = Lineage.objects.filter(line="RED_CROSS")
    widest = line.values("ancestor").annotate(number=Count("pk")).order_by("-number").first()
    assert widest is not None
    top = Unit.objects.get(pk=widest["ancestor"])
    below = line.filter(ancestor=top).values("descendant")
    units = list(Unit.objects.filter(pk__in=below).values_list("pk", "start", "end"))
    measures = list(Measure.objects.exclude(adding="FORMULA").values_list("pk", "adding"))
    batch: list[Fact] = []
    with transaction.atomic():
        for row in facts(units, measures):
            batch.append(Fact(**row))
            if len(batch) == 5_000:
                insert(batch)
                batch.clear()
        insert(batch)
        differing(mends=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    lines = list(answers(top.pk))
    print("\n".join(lines))
    record(f"A province's yearly figures on {name}", lines)


def facts(
    units: list[tuple[int, dt.date, dt.date | None]], measures: list[tuple[int, str]]
) -> Iterator[dict[str, object]]:
    """Facts of two years at units that live on their day; counts are rarer than flows."""
    chance = random.Random(7)
    first = dt.date(2024, 12, 15)
    weights = [
        {"SUM": 10, "DISTINCT": 10, "BALANCE": 5, "LAST": 1}[adding] for _, adding in measures
    ]
    made = 0
    while made < FACTS:
        day = first + dt.timedelta(days=chance.randrange(730))
        unit, start, end = chance.choice(units)
        if start <= day < (end or dt.date.max):
            measure, adding = chance.choices(measures, weights)[0]
            subject = chance.randrange(40_000) if adding == "DISTINCT" else None
            yield {
                "unit_id": unit, "day": day, "measure_id": measure, "subject": subject,
                "quantity": 1 if subject else chance.randrange(1, 10**6),
                "field": 1, "part": "", "source": "activities.activity", "record": made,
            }  # fmt: skip
            made += 1


def answers(top: int) -> Iterator[str]:
    """Each question with its times."""
    from nhanai.base.days import Period
    from nhanai.facts.queries.catalogue import measures
    from nhanai.facts.queries.rolling import rolled_up

    codes = list(measures())
    year = Period(dt.date(2025, 12, 15), dt.date(2026, 12, 15))
    before = Period(dt.date(2024, 12, 15), dt.date(2025, 12, 15))
    asked = {
        "the province: the year, as it was": ([year], None, True),
        "the province: the year of the merger, as it was": ([before], None, True),
        "the province: both years, in today's communes": ([before, year], TODAY, True),
        "every unit: the year, as it was": ([year], None, False),
        "every unit: the year of the merger, as it was": ([before], None, False),
        "every unit: the year of the merger, in today's communes": ([before], TODAY, False),
        "every unit: both years, in today's communes": ([before, year], TODAY, False),
    }
    rows = []
    for words, (periods, structure, alone) in asked.items():
        times, found = [], 0
        for _ in range(RUNS):
            began = time.perf_counter()
            rolled = rolled_up(top, codes, periods, structure=structure, alone=alone)
            found = len(rolled.figures(top))
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        p95, median = times[int(len(times) * 0.95)], statistics.median(times)
        said = f"{p95:.0f}{' !' if p95 > AIM else ''}"
        rows.append((words, f"{median:.0f}", said, found, len(rolled.cells)))
    yield f"{FACTS:,} facts in two years; every measure, {RUNS} times each (aim for the figures"
    yield "of the province: 95 of 100 answers under 100 ms)."
    yield ""
    head = ["question", "median, ms", "p95, ms", "figures of the province", "units with figures"]
    yield from table(head, rows)


if __name__ == "__main__":
    on_both(__file__, measure)
