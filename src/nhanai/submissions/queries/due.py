"""Which reports wait for a person's units: not sent, or returned."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods.queries import calendar, regimes
from nhanai.periods.rules import dues_of
from nhanai.submissions.models import Submission
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries.forms import on
from nhanai.submissions.queries.slots import level_of
from nhanai.submissions.rules.asking import Asked, asked_of
from nhanai.submissions.rules.moves import SENT
from nhanai.submissions.vocab import SubmissionState as State
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

TOLD_FOR: Final = dt.timedelta(days=90)
"""After so long nobody waits for a report any more; it stays on the page of who has not sent."""


@dataclass(frozen=True, slots=True)
class Due:
    """A report that a unit has to send: until when, and how far it is."""

    asked: Asked
    unit: Unit
    unit_name: str
    due_on: dt.date | None
    state: State

    def days_late(self, today: dt.date) -> int:
        """How many days have passed since it was due; 0 while it is not late."""
        return max(0, (today - self.due_on).days) if self.due_on else 0


def due_of(user: User, *, today: dt.date) -> Sequence[Due]:
    """What the units at which she is appointed have to send, the most pressing first.

    Five queries at most, however many units: forms, her rights, who stands above, states, days.
    """
    places = identity.rights_of(user, today=today).places(Permission.FILL) if user.is_active else []
    chapters = [
        (unit, name, level_of(unit, today))
        for unit, name in places
        if unit.kind == UnitKind.CHAPTER
    ]
    if not chapters:
        return ()
    days = calendar()
    wanted = [
        (unit, name, asked, dues_of(asked.period, days).get(level))
        for unit, name, level in chapters
        for asked in asked_of(on(today), level, today, regimes())
        if unit.start <= asked.period.cut_off
    ]
    near = [one for one in wanted if one[3] is None or today - one[3] <= TOLD_FOR]
    states = _states({unit.pk for unit, *_ in near}, {asked.period.key for _, _, asked, _ in near})
    found = [
        Due(asked, unit, name, due, state)
        for unit, name, asked, due in near
        if (state := states.get((unit.pk, asked.form.code, asked.period.key), State.DRAFT))
        not in SENT
    ]
    return sorted(found, key=lambda one: (one.due_on or dt.date.max, one.unit_name))


def _states(units: set[int], keys: set[str]) -> dict[tuple[int, str, str], State]:
    rows = Submission.objects.filter(unit__in=units, period_key__in=keys)
    return {
        (unit, code, key): State(state)
        for unit, code, key, state in rows.values_list("unit_id", "code", "period_key", "state")
    }
