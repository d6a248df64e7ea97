"""Facts are written in the transaction of the record that they come from, and only there."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.facts.actions.keeping import Changes
from nhanai.facts.actions.loading import load_measures
from nhanai.facts.models import Fact, Measure
from nhanai.facts.queries.catalogue import lives_of, measures_named
from nhanai.facts.rules import values
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.values import FactValue, steps
from nhanai.facts.vocab import ADDED_UP, FactSource
from nhanai.storing.inserting import insert

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
    said = [fact for own in whole.values() for fact in own]
    known = _known({fact.measure for fact in said})
    _check(source, said, {code: measure for code, (_, measure) in known.items()})
    changes = Changes()
    _clear(source, whole, changes)
    rows = [
        _row(fact, known[fact.measure][0], known[fact.measure][1].decimals, source, record)
        for record, own in whole.items()
        for fact in own
    ]
    insert(rows)
    adding = {number: measure.adding for number, measure in known.values()}
    changes.note((row for row in rows if adding[row.measure_id] in ADDED_UP), sign=1)
    changes.write()


def _known(codes: Collection[str]) -> Mapping[str, tuple[int, MeasureValue]]:
    """The measures that the facts name; the catalogue is brought in where it is still empty."""
    found = measures_named(codes)
    if codes and not found and not Measure.objects.exists():
        load_measures()
        found = measures_named(codes)
    return found


def _check(source: str, facts: list[FactValue], known: Mapping[str, MeasureValue]) -> None:
    room = FactSource(source.partition(".")[0])
    lives = lives_of({fact.unit for fact in facts}) if facts else {}
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
    changes = Changes()
    _clear(source, records, changes)
    changes.write()


def _clear(source: str, records: Iterable[int], changes: Changes) -> None:
    found = sorted(records)
    for start in range(0, len(found), _BATCH):
        said = Fact.objects.filter(source=source, record__in=found[start : start + _BATCH])
        changes.note(said.filter(measure__adding__in=ADDED_UP), sign=-1)
        said.delete()
