"""What addresses count for: facts as values, from steps, promises and deliveries alone.

An address is *new* on the day of its first approval; it is *being helped* from a delivery that
came, with its day and worth, until it is paused or ended.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.aid.rules.moves import COUNTED_AS
from nhanai.aid.vocab import AddressState, CloseReason, GiftKind
from nhanai.facts.rules.values import FactValue

FIELD: Final = 1
"""The statutory field of all of it: emergency and humanitarian assistance."""
_COMPONENT: Final = {GiftKind.MONEY: "TM", GiftKind.GOODS: "HV", GiftKind.SERVICE: "DV"}
MONTH_OF_HUMANITY: Final = "HUMANITARIAN_MONTH"


@dataclass(frozen=True, slots=True)
class Stepped:
    """One step of an address."""

    after: AddressState
    on: dt.date
    before: AddressState | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """One delivery that came; `campaign` is the kind of its campaign."""

    unit: int
    on: dt.date
    kind: GiftKind
    worth: int
    person: int
    is_monthly: bool = False
    campaign: str = ""


def of_address(unit: int, steps: Sequence[Stepped]) -> tuple[FactValue, ...]:
    """New once, at its first approval; ended each time that it ended after one."""
    approved = [one for one in steps if one.after == AddressState.APPROVED and _is_first(one)]
    if not approved:
        return ()
    first = approved[0]
    at = steps.index(first)
    ends = [one for one in steps[at:] if one.after == AddressState.CLOSED and _stood(one)]
    return (
        FactValue(unit, first.on, "XH07", 1, field=FIELD),
        *(
            FactValue(
                unit, one.on, "XH12", 1, field=FIELD, part=COUNTED_AS[CloseReason(one.reason)]
            )
            for one in ends
        ),
    )


def _is_first(one: Stepped) -> bool:
    """An approval, not a return to that state from a later one."""
    return one.before == AddressState.CONFIRMED


def _stood(one: Stepped) -> bool:
    """Whether what ended had been approved before."""
    early = {AddressState.SURVEYED, AddressState.REVIEWED, AddressState.CONFIRMED}
    return one.before not in early


def of_delivery(came: Came) -> tuple[FactValue, ...]:
    """What one delivery counts for."""
    return tuple(_of_delivery(came))


def _of_delivery(came: Came) -> Iterator[FactValue]:
    unit, day = came.unit, came.on
    yield FactValue(unit, day, "XH09", 1, field=FIELD)
    yield FactValue(unit, day, "XH10", came.worth, field=FIELD)
    yield FactValue(unit, day, "XH01", came.worth, field=FIELD, part=_COMPONENT[came.kind])
    yield FactValue(unit, day, "XH02", 1, field=FIELD)
    yield FactValue(unit, day, "TH02N", 1, subject=came.person, field=FIELD)
    if came.is_monthly:
        yield FactValue(unit, day, "XH20A", 1, field=FIELD)
        yield FactValue(unit, day, "XH20B", came.worth, field=FIELD)
    if came.campaign == MONTH_OF_HUMANITY:
        yield FactValue(unit, day, "XH22A", came.worth, field=FIELD)
        yield FactValue(unit, day, "XH22B", 1, field=FIELD)
        yield FactValue(unit, day, "XH22C", 1, field=FIELD)


Span = tuple[dt.date, dt.date | None]


def helped_spans(steps: Sequence[Stepped]) -> list[Span]:
    """The half-open days in which one address was being helped."""
    spans: list[Span] = []
    since: dt.date | None = None
    for one in steps:
        if one.after == AddressState.HELPED and since is None:
            since = one.on
        elif one.after != AddressState.HELPED and since is not None:
            if one.on > since:
                spans.append((since, one.on))
            since = None
    return [*spans, (since, None)] if since is not None else spans


def of_unit(
    unit: int, helped: Iterable[Span], sponsors: Iterable[tuple[int, dt.date, dt.date | None]]
) -> tuple[FactValue, ...]:
    """The stocks of one unit, one count for each day on which it changed.

    A sponsor of several addresses is one; `sponsors` are `(sponsor, start, end)`.
    """
    by_sponsor: dict[int, list[Span]] = {}
    for sponsor, start, end in sponsors:
        by_sponsor.setdefault(sponsor, []).append((start, end))
    united = [span for spans in by_sponsor.values() for span in together(spans)]
    return (*_counts(unit, "XH08", helped), *_counts(unit, "XH11", united))


def together(spans: Iterable[Span]) -> list[Span]:
    """Spans that touch or overlap, made one."""
    found: list[Span] = []
    for start, end in sorted(spans, key=lambda one: one[0]):
        if found and (found[-1][1] is None or start <= found[-1][1]):
            before, last = found[-1]
            found[-1] = (before, None if last is None or end is None else max(last, end))
        else:
            found.append((start, end))
    return found


def _counts(unit: int, measure: str, spans: Iterable[Span]) -> Iterator[FactValue]:
    changes: Counter[dt.date] = Counter()
    for start, end in spans:
        changes[start] += 1
        if end is not None:
            changes[end] -= 1
    count = 0
    for day in sorted(changes):
        if changes[day]:
            count += changes[day]
            yield FactValue(unit, day, measure, count, field=FIELD)
