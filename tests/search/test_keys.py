"""Keys of rows that were found before, inside the next query."""

import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders.identity import a_workplace

from nhanai.search.keys import Keys
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db


def test_keys_find_the_rows_that_they_name_and_no_others() -> None:
    first, second, third = a_workplace(), a_workplace(), a_workplace()
    wanted = Keys([third.pk, first.pk])
    assert set(Unit.objects.filter(pk__in=wanted)) == {first, third}
    assert second in Unit.objects.exclude(pk__in=wanted)
    assert not Unit.objects.exclude(pk__in=wanted).filter(pk__in=wanted).exists()


def test_no_keys_find_nothing_and_ask_nothing() -> None:
    a_workplace()
    with CaptureQueriesContext(connection) as asked:
        assert not Unit.objects.filter(pk__in=Keys()).exists()
    assert not asked.captured_queries
    assert Unit.objects.exclude(pk__in=Keys()).count() == Unit.objects.count()


def test_keys_stand_in_a_query_within_a_query_and_in_a_copy_of_one() -> None:
    unit, _ = a_workplace(), a_workplace()
    inner = Unit.objects.filter(pk__in=Keys([unit.pk]))
    outer = copy.deepcopy(Unit.objects.filter(pk__in=inner.values("pk")))
    assert list(outer) == [unit]


def test_keys_are_a_set_of_numbers() -> None:
    keys = Keys([3, 1, 2, 3])
    assert keys == frozenset({1, 2, 3})
    assert keys.issuperset({1, 3})
    assert keys & {2} == {2}
    assert len(keys) == 3
    with pytest.raises(ValueError, match="invalid literal"):
        Keys(["1); DROP TABLE units_unit; --"])  # type: ignore[list-item]  # what it refuses
