"""A line is written down in one way only."""

import datetime as dt
import json
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.journal import rules
from nhanai.units.vocab import Line as UnitLine

pytestmark = pytest.mark.nodb

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(anything)
def test_what_was_made_plain_comes_back_from_json_the_same(value: object) -> None:
    kept = rules.plain(value)

    assert json.loads(json.dumps(kept)) == kept


@given(anything)
def test_the_canonical_form_survives_being_stored(value: object) -> None:
    kept = rules.plain(value)

    assert rules.canonical(json.loads(json.dumps(kept))) == rules.canonical(kept)


@given(anything)
def test_making_plain_twice_changes_nothing(value: object) -> None:
    kept = rules.plain(value)

    assert rules.plain(kept) == kept


@given(st.dictionaries(st.text(), st.integers()), st.randoms())
def test_the_order_of_keys_does_not_matter(values: dict[str, int], random: Random) -> None:
    shuffled = list(values.items())
    random.shuffle(shuffled)

    assert rules.canonical(dict(shuffled)) == rules.canonical(values)


@given(st.dictionaries(st.text(), st.integers()), st.dictionaries(st.text(), st.integers()))
def test_different_values_have_different_hashes(one: dict[str, int], two: dict[str, int]) -> None:
    same = rules.hash_of(rules.GENESIS, one) == rules.hash_of(rules.GENESIS, two)

    assert same == (one == two)


def test_values_become_what_both_databases_keep() -> None:
    kept = rules.plain(
        {
            "ngày": dt.date(2026, 11, 24),
            "phần": Decimal("0.50"),
            "hệ": UnitLine.STATE,
            "số": (1, 2.5),
            "các mã": {"b", "a"},
            "chữ": "Sở\0Y tế\ud800",
        }
    )

    assert kept == {
        "ngày": "2026-11-24",
        "phần": "0.50",
        "hệ": "STATE",
        "số": [1, "2.5"],
        "các mã": ["a", "b"],
        "chữ": "Sở\ufffdY tế?",
    }


def test_what_is_not_a_plain_value_is_refused() -> None:
    with pytest.raises(TypeError):
        rules.plain({"đơn vị": object()})


def test_one_moment_is_written_alike_in_every_time_zone() -> None:
    here = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))

    assert rules.moment(here) == "2026-11-24T02:30:00.000000+00:00"
    assert rules.moment(here.astimezone(dt.UTC)) == rules.moment(here)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        (True, "có"),
        (False, "không"),
        (12, "12"),
        ("2026-11-24", "24/11/2026"),
        ("Sở Y tế", "Sở Y tế"),
        (["Sở Y tế", None, "Sở Nội vụ"], "Sở Y tế; Sở Nội vụ"),
        ({"tên": "lc-so-y-te", "từ": "2025-07-01"}, "Sở Y tế; 01/7/2025"),
    ],
)
def test_a_kept_value_is_read_in_vietnamese(value: object, words: str) -> None:
    assert rules.in_words(value, {"lc-so-y-te": "Sở Y tế"}) == words


def test_every_text_inside_a_value_is_found() -> None:
    value = {"đơn vị": ["a", {"b": "c", "d": 1}], "không": None}

    assert list(rules.texts_in(value)) == ["a", "c"]
