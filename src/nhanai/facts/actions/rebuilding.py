"""Makes the table of facts anew from the records alone, or says where the two differ."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from nhanai.facts.actions.keeping import differing
from nhanai.facts.actions.loading import load_measures
from nhanai.facts.models import Fact, KeptSum
from nhanai.facts.queries.catalogue import measure_numbers, measures
from nhanai.facts.rules.registers import Register
from nhanai.facts.rules.values import FactValue, steps

_BATCH: Final = 500
_TOLD_EVERY: Final = 5_000
_SHOWN: Final = 20

Row = tuple[int, object, int, int, int | None, int, str]
"""A fact without its number: unit, day, measure, quantity, subject, field, part."""
_COLUMNS: Final = ("unit_id", "day", "measure_id", "quantity", "subject", "field", "part")


@dataclass(slots=True)
class Outcome:
    """What was found: records and facts gone through, and facts that were missing or too many."""

    records: int = 0
    facts: int = 0
    missing: int = 0
    extra: int = 0
    sums: int = 0
    """Kept sums that were not those of the facts."""
    examples: list[str] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Whether the tables say exactly what the records say."""
        return not self.missing and not self.extra and not self.sums

    def note(self, source: str, record: int, missing: int, extra: int) -> None:
        """One record whose facts differ."""
        self.missing, self.extra = self.missing + missing, self.extra + extra
        if len(self.examples) < _SHOWN:
            self.examples.append(f"{source} số {record}: thiếu {missing}, thừa {extra} dòng")


def registers() -> Sequence[Register]:
    """Every register of this installation, as the rooms of the settings tell them."""
    modules = (import_module(name) for name in settings.NHANAI_FACT_SOURCES)
    return [register for module in modules for register in module.REGISTERS]


def check(tell: Callable[[str], None]) -> Outcome:
    """Compare only. While people work, a record that is just being written may seem to differ."""
    return _gone_through(tell, writes=False)


@transaction.atomic
def rebuild(tell: Callable[[str], None]) -> Outcome:
    """Make the table what the records say, all of it or nothing; run twice, nothing differs.

    Whoever writes a record meanwhile waits, so that no fact of hers is overwritten with an older
    one; those who read see the table as it was. Only what differs is written.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            tables = f"{Fact._meta.db_table}, {KeptSum._meta.db_table}"
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
    return _gone_through(tell, writes=True)


def _gone_through(tell: Callable[[str], None], *, writes: bool) -> Outcome:
    if writes and not measures():
        load_measures()
    outcome, known = Outcome(), registers()
    numbers = measure_numbers()
    decimals = {code: measure.decimals for code, measure in measures().items()}
    for register in known:
        tell(f"Đang đối chiếu {register.source}…")
        last: int | None = None
        for batch in _batches(register):
            wanted = {record: _rows(facts, numbers, decimals) for record, facts in batch}
            _compare(register.source, (last, max(wanted)), wanted, outcome, writes=writes)
            last = max(wanted)
            if outcome.records % _TOLD_EVERY < len(wanted):
                tell(f"Đã qua {outcome.records} bản ghi, {outcome.facts} dòng.")
        _compare(register.source, (last, None), {}, outcome, writes=writes)
    _strangers([register.source for register in known], outcome, writes=writes)
    tell("Đang đối chiếu số cộng sẵn…")
    outcome.sums = differing(mends=writes)
    return outcome


def _batches(register: Register) -> Iterator[list[tuple[int, Sequence[FactValue]]]]:
    told = register.everything()
    while batch := list(islice(told, _BATCH)):
        yield batch


def _rows(
    facts: Iterable[FactValue], numbers: Mapping[str, int], decimals: Mapping[str, int]
) -> Counter[Row]:
    """The facts as rows, each as often as it is said."""
    return Counter(
        (
            fact.unit, fact.day, numbers[fact.measure],
            steps(fact.quantity, decimals[fact.measure]) or 0,
            fact.subject, fact.field, fact.part,
        )
        for fact in facts
    )  # fmt: skip


def _compare(
    source: str, between: tuple[int | None, int | None], wanted: Mapping[int, Counter[Row]],
    outcome: Outcome, *, writes: bool,
) -> None:  # fmt: skip
    """Hold the records after the one number up to the other against the table, and mend it.

    None is before the first of them and beyond the last.
    """
    first, last = between
    stored = Fact.objects.filter(source=source)
    stored = stored.filter(record__gt=first) if first is not None else stored
    stored = stored.filter(record__lte=last) if last is not None else stored
    found: dict[int, Counter[Row]] = {}
    for record, *row in stored.order_by("record").values_list("record", *_COLUMNS):
        found.setdefault(record, Counter())[tuple(row)] += 1
    outcome.records += len(wanted)
    outcome.facts += sum(rows.total() for rows in wanted.values())
    nothing: Counter[Row] = Counter()
    different = [
        record
        for record in sorted({*wanted, *found})
        if wanted.get(record, nothing) != found.get(record, nothing)
    ]
    for record in different:
        said, there = wanted.get(record, nothing), found.get(record, nothing)
        outcome.note(source, record, (said - there).total(), (there - said).total())
    if writes and different:
        _mend(source, {record: wanted.get(record, nothing) for record in different})


def _mend(source: str, records: Mapping[int, Counter[Row]]) -> None:
    listed = sorted(records)
    for start in range(0, len(listed), _BATCH):
        some = listed[start : start + _BATCH]
        Fact.objects.filter(source=source, record__in=some).delete()
    Fact.objects.bulk_create(
        (
            Fact(source=source, record=record, **dict(zip(_COLUMNS, row, strict=True)))
            for record, rows in records.items()
            for row in rows.elements()
        ),
        batch_size=_BATCH,
    )


def _strangers(known: Sequence[str], outcome: Outcome, *, writes: bool) -> None:
    """Facts of no register at all."""
    rows = Fact.objects.exclude(source__in=known)
    number = rows.count()
    if number:
        outcome.note("nguồn không rõ", 0, 0, number)
        if writes:
            rows.delete()
