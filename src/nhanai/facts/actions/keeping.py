"""The sums that are kept of what adds up: changed with their facts, never on their own.

A roll-up takes whole years, quarters and months from here, and reads only the facts at the edges,
so that what it costs does not grow with how much was recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from django.db import connection

from nhanai.facts.models import Fact, KeptSum
from nhanai.facts.rules.spans import spans_of
from nhanai.facts.vocab import ADDED_UP

Key = tuple[int, int, int, int, str]
"""Span, measure, unit, field, part."""
Sums = dict[Key, list[int]]
"""The quantity and the number of facts of each."""

_BATCH: Final = 100
_COLUMNS: Final = ("span", "measure_id", "unit_id", "field", "part", "quantity", "facts")


class Changes:
    """What was written and taken away, until it is put into the sums; in one transaction."""

    def __init__(self) -> None:
        self._sums: Sums = defaultdict(lambda: [0, 0])

    def note(self, facts: Iterable[Fact], *, sign: int) -> None:
        """Facts written (`sign` 1) or taken away (-1), of measures that add up."""
        for fact in facts:
            for span in spans_of(fact.day):
                key = span, fact.measure_id, fact.unit_id, fact.field, fact.part
                own = self._sums[key]
                own[0] += sign * fact.quantity
                own[1] += sign

    def write(self) -> None:
        """Add them; always in the same order, so that two who write wait and never block."""
        rows = iter(sorted((key, own) for key, own in self._sums.items() if any(own)))
        while batch := list(islice(rows, _BATCH)):
            _add(batch)
        self._sums.clear()


def _add(rows: list[tuple[Key, list[int]]]) -> None:
    table = KeptSum._meta.db_table
    places = ", ".join([f"({', '.join(['%s'] * len(_COLUMNS))})"] * len(rows))
    sql = (
        f"INSERT INTO {table} ({', '.join(_COLUMNS)}) VALUES {places}"
        " ON CONFLICT (span, measure_id, unit_id, field, part) DO UPDATE SET"
        f" quantity = {table}.quantity + excluded.quantity, facts = {table}.facts + excluded.facts"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, list(chain.from_iterable(chain(key, own) for key, own in rows)))


def differing(*, mends: bool) -> int:
    """How many kept sums are not those of the facts; they are put right where `mends`."""
    wanted = _summed()
    rows = KeptSum.objects.values_list(*_COLUMNS)
    found = {row[:5]: row[5:] for row in rows.iterator(2000)}
    wrong = [
        key
        for key in wanted.keys() | found.keys()
        if tuple(wanted.get(key, (0, 0))) != found.get(key, (0, 0))
    ]
    if mends and wrong:
        KeptSum.objects.all().delete()
        KeptSum.objects.bulk_create(_rows(wanted), batch_size=1000)
    return len(wrong)


def _summed() -> Sums:
    sums: Sums = defaultdict(lambda: [0, 0])
    facts = Fact.objects.filter(measure__adding__in=ADDED_UP)
    rows = facts.values_list("day", "measure_id", "unit_id", "field", "part", "quantity")
    for day, measure, unit, field, part, quantity in rows.iterator(5000):
        for span in spans_of(day):
            own = sums[span, measure, unit, field, part]
            own[0] += quantity
            own[1] += 1
    return sums


def _rows(sums: Sums) -> Iterator[KeptSum]:
    for key, own in sorted(sums.items()):
        yield KeptSum(**dict(zip(_COLUMNS, (*key, *own), strict=True)))
