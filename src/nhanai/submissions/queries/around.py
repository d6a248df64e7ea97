"""What a report's figures are held against besides themselves."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.utils.timezone import localdate

from nhanai.activities.models import Activity
from nhanai.activities.queries.activities import of_units
from nhanai.activities.vocab import ActivityState
from nhanai.base.days import Period
from nhanai.facts.models import Fact
from nhanai.facts.queries.history import history
from nhanai.periods.rules import NoPeriod, next_of
from nhanai.submissions.models import Submission
from nhanai.submissions.queries.filling import Filled
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.checks import After, Peers, Surroundings
from nhanai.submissions.rules.moves import OPEN
from nhanai.submissions.rules.sheets import Difference, Sheet, differences, sheet_of

DAYS_AFTER: Final = dt.timedelta(days=7)
_MOST_AFTER: Final = 3
_ALIKE: Final = 2
"""Units from half to twice its size are of a unit's size."""


def around(slot: Slot, submission: Submission | None, filled: Filled, sheet: Sheet) -> Surroundings:
    """History, peers, what was sent before, work after the cut-off; three queries."""
    since, sent_on = _since_sent(submission, sheet)
    return Surroundings(
        history=filled.history,
        earlier=filled.earlier,
        made_of=filled.made_of,
        peers=peers_of(slot, filled),
        since_sent=since,
        sent_on=sent_on,
        after=_after(slot),
        next_period=_next_period(slot),
    )


def _since_sent(
    submission: Submission | None, sheet: Sheet
) -> tuple[tuple[Difference, ...], dt.date | None]:
    if submission is None or submission.current is None or submission.state not in OPEN:
        return (), None
    sent = submission.current
    return differences(sheet_of(sent.content), sheet, words=False), localdate(sent.sent_at)


def peers_of(slot: Slot, filled: Filled) -> Peers:
    """How many chapters of its size, beside it under the same unit, have what it has not.

    What is asked of them is only whether there is a fact in the period: an index answers it.
    """
    lacking = {line.measure for line in filled.figures.values() if line.now is None}
    known = history()
    above = known.parent_on(slot.unit.pk, slot.cut_off)
    if above is None or not lacking:
        return Peers()
    structure = known.on(slot.cut_off, above)
    beside = {unit for unit, parent in structure.parents.items() if parent == above}
    peers = beside & _alike(slot.unit.pk, beside, known.sizes) - {slot.unit.pk}
    return Peers(len(peers), _having(lacking, slot.period.period, structure.parents, peers))


def _alike(unit: int, beside: set[int], sizes: Mapping[int, int]) -> set[int]:
    own = sizes.get(unit)
    if not own:
        return beside
    return {
        one
        for one in beside
        if own <= _ALIKE * sizes.get(one, own) and sizes.get(one, own) <= _ALIKE * own
    }


def _having(
    measures: set[str], period: Period, parents: Mapping[int, int | None], peers: set[int]
) -> dict[str, int]:
    rows = Fact.objects.filter(
        measure__code__in=measures, day__gte=period.start, day__lt=period.end
    )
    found: dict[str, set[int]] = {}
    for code, unit in rows.order_by().values_list("measure__code", "unit_id").distinct():
        at: int | None = unit
        while at is not None and at not in peers:
            at = parents.get(at)
        if at is not None:
            found.setdefault(code, set()).add(at)
    return {code: len(units) for code, units in found.items()}


def _after(slot: Slot) -> tuple[After, ...]:
    end = slot.period.period.end
    rows = Activity.objects.filter(
        of_units({slot.unit.pk}), state=ActivityState.RECORDED, last_on__gte=end,
        last_on__lt=end + DAYS_AFTER,
    ).order_by("last_on", "pk")  # fmt: skip
    found = rows.values_list("pk", "title", "last_on")[:_MOST_AFTER]
    return tuple(After(pk, title, day) for pk, title, day in found)


def _next_period(slot: Slot) -> str:
    try:
        return next_of(slot.period).label.partition(" (")[0]
    except NoPeriod:
        return "kỳ sau"
