"""Which reports wait for a person's units: not sent, or returned."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import CharField, DateField, Value

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods.queries import calendar, regimes
from nhanai.periods.rules import dues_of
from nhanai.submissions.models import Submission, SubmissionReminder
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries.addresses import address_of
from nhanai.submissions.queries.forms import on
from nhanai.submissions.queries.slots import levels_of
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
    reminded: dt.date | None = None
    """When the level above last asked for it."""

    @property
    def title(self) -> str:
        """What it is, as a line of work tells it."""
        return f"{self.asked.form.name}, {self.asked.period.label.partition(' (')[0]}"

    @property
    def path(self) -> str:
        """Where it opens, filled in."""
        return address_of(self.asked.form.code, self.asked.period.key, self.unit.key)

    def days_late(self, today: dt.date) -> int:
        """How many days have passed since it was due; 0 while it is not late."""
        return max(0, (today - self.due_on).days) if self.due_on else 0


def due_of(user: User, *, today: dt.date) -> Sequence[Due]:
    """What the units at which she is appointed have to send, the most pressing first.

    Four queries besides her rights, however many units: forms, where they stand, days, states.
    """
    places = identity.rights_of(user, today=today).places(Permission.FILL) if user.is_active else []
    chapters = [(unit, name) for unit, name in places if unit.kind == UnitKind.CHAPTER]
    held = on(today) if chapters else ()
    if not held:
        return ()
    days, levels = calendar(), levels_of([unit for unit, _ in chapters], today)
    wanted = [
        (asked, unit, name, dues_of(asked.period, days).get(levels[unit.pk]))
        for unit, name in chapters
        for asked in asked_of(held, levels[unit.pk], today, regimes())
        if unit.start <= asked.period.cut_off
    ]
    near = [one for one in wanted if one[3] is None or today - one[3] <= TOLD_FOR]
    states, reminded = _known(
        [unit.pk for _, unit, *_ in near], [one[0].period.key for one in near]
    )
    found = []
    for asked, unit, name, due_on in near:
        key = (unit.pk, asked.form.code, asked.period.key)
        state = states.get(key, State.DRAFT)
        if state not in SENT:
            found.append(Due(asked, unit, name, due_on, state, reminded.get(key)))
    return sorted(found, key=lambda one: (one.due_on or dt.date.max, one.unit_name))


_Key = tuple[int, str, str]


def _known(
    units: Sequence[int], periods: Sequence[str]
) -> tuple[dict[_Key, State], dict[_Key, dt.date]]:
    """How far each report is, and when it was last asked for; one query for both."""
    same = {"unit__in": set(units), "period_key__in": set(periods)}
    key = ("unit_id", "code", "period_key")
    rows = Submission.objects.filter(**same).order_by()
    told = SubmissionReminder.objects.filter(**same).order_by()
    both = rows.values_list(*key, "state", Value(None, output_field=DateField())).union(
        told.values_list(*key, Value("", output_field=CharField()), "day"), all=True
    )
    states: dict[_Key, State] = {}
    reminded: dict[_Key, dt.date] = {}
    for unit, code, period, state, day in both:
        one = (unit, code, period)
        if state:
            states[one] = State(state)
        else:
            reminded[one] = max(day, reminded.get(one, day))
    return states, reminded
