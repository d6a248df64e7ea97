"""Units merge, split, move and close under their figures: no total changes, and undo is exact."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.facts import a_fact
from tests.builders.units import AT, START, a_tree
from tests.units.test_histories import carried_out

from nhanai.base.days import Period
from nhanai.facts.queries.rolling import Key, rolled_up
from nhanai.facts.rules.cells import Cell
from nhanai.units import actions as units
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db

CODES = ("XH03", "TC04", "NL05", "TH02N")
YEARS = [Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)) for year in (2020, 2021, 2022)]
STEPS = st.lists(
    st.tuples(st.integers(1, 6), *(st.integers(0, 9999) for _ in range(3)), st.integers(1, 200)),
    min_size=1,
    max_size=3,
)
FACTS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 500)), max_size=8)


@pytest.mark.slow
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, FACTS)
def test_totals_stay_the_same_through_any_acts_and_undo_restores_every_figure(
    steps: list[tuple[int, int, int, int, int]], facts: list[tuple[int, int, int]]
) -> None:
    with transaction.atomic():
        tree = a_tree("T T.A T.B T.C T.A.1 T.A.2 T.B.1")
        chapters = [unit for name, unit in tree.items() if name != "T"]
        for number, (unit, measure, quantity) in enumerate(facts):
            write(chapters[unit % len(chapters)], CODES[measure], quantity, number)
        top = tree["T"].pk
        before = {day: cells(top, day) for day in (None, START)}

        done = list(carried_out(steps))

        changed = [START, *(act.on for act in done if act.on)]
        for day in (None, *changed):
            assert flows_at(top, cells(top, day)) == flows_at(top, before[None])
        for act in reversed(done):
            units.undo(reorganisation=act, by="test", at=AT)
        assert {day: cells(top, day) for day in (None, START)} == before
        transaction.set_rollback(True)


def write(unit: Unit, code: str, quantity: int, number: int) -> None:
    """A fact on the first day of all, so that no act comes before it."""
    source = {"TC04": "people.role", "NL05": "figures.figure"}.get(code, "activities.activity")
    subject = quantity % 3 if code == "TH02N" else None
    a_fact(unit, code, quantity, day=START, source=source, subject=subject, record=number)


Cells = dict[Key, dict[str, Cell]]


def cells(top: int, structure: dt.date | None) -> Cells:
    """Every cell below the top in that structure."""
    found = rolled_up(top, CODES, YEARS, structure=structure).cells
    return {key: dict(own) for key, own in found.items()}


def flows_at(top: int, found: Cells) -> Cells:
    """The figures of the top that no act may change; a count ends with a unit without an heir."""
    at_top = {key: own for key, own in found.items() if key[0] == top}
    kept = {
        key: {code: cell for code, cell in own.items() if code != "NL05"}
        for key, own in at_top.items()
    }
    return {key: own for key, own in kept.items() if own}
