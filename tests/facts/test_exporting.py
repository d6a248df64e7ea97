"""The lake holds what the database holds; what did not change is not written again."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import transaction
from tests.builders.facts import a_fact
from tests.builders.units import a_tree

from nhanai.base.days import Period
from nhanai.facts import actions
from nhanai.facts.actions.exporting import export
from nhanai.facts.engines.lake import Lake
from nhanai.facts.models import Fact, Measure
from nhanai.facts.queries.history import history
from nhanai.facts.queries.rolling import rolled_up
from nhanai.facts.rules.asking import Asked, tables

pytestmark = pytest.mark.django_db


def test_only_the_year_that_changed_is_written_again(tmp_path: Path) -> None:
    tree = a_tree("T T.01")
    a_fact(tree["T.01"], "XH03", 40, day=dt.date(2025, 3, 1))
    record = a_fact(tree["T.01"], "XH03", 7, day=dt.date(2026, 3, 1))
    first = dict(export(tmp_path))
    again = dict(export(tmp_path))

    a_fact(tree["T.01"], "XH03", 9, day=dt.date(2026, 3, 1), record=record)
    then = dict(export(tmp_path))

    names = sorted(first)
    assert list(first.values()) == [True, True]
    assert list(again.values()) == [False, False]
    assert [then[name] for name in names] == [False, True]


def test_a_stopped_export_goes_on_where_it_was(tmp_path: Path) -> None:
    tree = a_tree("T T.01")
    for year in (2024, 2025, 2026):
        a_fact(tree["T.01"], "XH03", 40, day=dt.date(year, 3, 1))
    stopped = export(tmp_path)
    written = next(stopped)[0]
    stopped.close()

    assert dict(export(tmp_path))[written] is False


def test_a_year_without_facts_any_more_leaves_the_lake(tmp_path: Path) -> None:
    tree = a_tree("T T.01")
    record = a_fact(tree["T.01"], "XH03", 40, day=dt.date(2025, 3, 1))
    list(export(tmp_path))
    with transaction.atomic():
        actions.clear(source="activities.activity", records=[record])

    list(export(tmp_path))

    assert list(tmp_path.rglob("*.parquet")) == []


def test_the_lake_gives_the_figures_of_the_database(tmp_path: Path) -> None:
    tree = a_tree("T T.01 T.02")
    a_fact(tree["T.01"], "XH03", 40, day=dt.date(2026, 3, 1))
    a_fact(tree["T.02"], "TH02N", 1, subject=7, day=dt.date(2026, 4, 1))
    list(export(tmp_path))
    year = [Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1))]
    numbers = dict(Measure.objects.filter(code__in=["XH03", "TH02N"]).values_list("pk", "adding"))
    lake = Lake(tmp_path, threads=1)
    lake.ask(tables(Asked(tree["T"].pk, numbers, year), history()))

    found = {(unit, measure): exact for unit, measure, _, exact, _, _ in lake.rolled_up(())}

    rolled = rolled_up(tree["T"].pk, ["XH03", "TH02N"], year)
    codes = dict(Measure.objects.values_list("code", "pk"))
    inside = {
        (unit, codes[code]): cell.exact
        for (unit, _, _), cells in rolled.cells.items()
        for code, cell in cells.items()
    }
    assert found == inside
    assert Fact.objects.count() == 2
