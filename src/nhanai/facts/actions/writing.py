"""Facts are written in the transaction of the record that they come from, and only there."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.facts.actions.loading import load_measures
from nhanai.facts.models import Fact
from nhanai.facts.queries.catalogue import lives_of, measure_numbers, measures
from nhanai.facts.rules import values
from nhanai.facts.rules.values import FactValue, steps
from nhanai.facts.vocab import FactSource

_BATCH: Final = 1000


class CannotCount(Refused):
    """What the record says cannot be counted; the record must not be written either."""


def replace(*, source: str, record: int, facts: Iterable[FactValue]) -> None:
    """Make `facts` all that the record says, in the transaction that writes the record.

    `source` is the room and the kind of record (`activities.activity`), `record` its number. No
    rights are asked for here: facts follow from a record, and who may write that was asked there.
    """
    replace_many(source=source, facts={record: facts})


def replace_many(*, source: str, facts: Mapping[int, Iterable[FactValue]]) -> None:
    """The same for many records at once; refused whole, with every finding."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("facts are written in the transaction of their record")
    whole = {record: tuple(own) for record, own in facts.items()}
    _check(source, [fact for own in whole.values() for fact in own])
    clear(source=source, records=whole)
    numbers, known = measure_numbers(), measures()
    rows = (
        _row(fact, numbers[fact.measure], known[fact.measure].decimals, source, record)
        for record, own in whole.items()
        for fact in own
    )
    Fact.objects.bulk_create(rows, batch_size=_BATCH)


def _check(source: str, facts: list[FactValue]) -> None:
    known = measures()
    if not known:
        load_measures()
        known = measures()
    room = FactSource(source.partition(".")[0])
    lives = lives_of({fact.unit for fact in facts})
    findings = values.faults_of(facts, room, known, lives)
    if findings:
        raise CannotCount(findings[0].message, findings)


def _row(fact: FactValue, measure: int, decimals: int, source: str, record: int) -> Fact:
    return Fact(
        unit_id=fact.unit,
        day=fact.day,
        measure_id=measure,
        quantity=steps(fact.quantity, decimals) or 0,
        subject=fact.subject,
        field=fact.field,
        part=fact.part,
        source=source,
        record=record,
    )


def clear(*, source: str, records: Iterable[int]) -> None:
    """Take away all that these records said, in the transaction that takes them away."""
    found = sorted(records)
    for start in range(0, len(found), _BATCH):
        Fact.objects.filter(source=source, record__in=found[start : start + _BATCH]).delete()
