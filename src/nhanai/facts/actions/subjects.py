"""Whom facts count: when two records turn out to be of one person, they count one."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from nhanai.facts.models import Fact

Place = tuple[str, int, int, str, int]
"""Which fact of which record: source, record, measure, group, statutory field."""


def count_as(*, subject: int, other: int) -> list[Place]:
    """Let what counted `subject` count `other`, in the transaction that makes them one.

    Which facts these were is told, for `count_again`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("facts are written in the transaction of their record")
    rows = Fact.objects.filter(subject=subject).order_by("pk")
    places = list(rows.values_list("source", "record", "measure", "part", "field"))
    rows.update(subject=other)
    return places


def count_again(*, subject: int, other: int, places: Iterable[Place]) -> None:
    """Take `count_as` back: one fact at each of `places` that counts `other` counts `subject`."""
    wanted: Counter[Place] = Counter(places)
    records = {place[1] for place in wanted}
    rows = Fact.objects.filter(subject=other, record__in=records).order_by("-pk")
    for row in rows:
        place = (row.source, row.record, row.measure_id, row.part, row.field)
        if wanted[place]:
            wanted[place] -= 1
            Fact.objects.filter(pk=row.pk).update(subject=subject)
