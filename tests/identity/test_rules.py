"""What holds of names, places and terms."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.identity import rules
from nhanai.identity.vocab import Role
from nhanai.units.vocab import UnitKind

TODAY = dt.date(2026, 11, 24)
days = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2030, 1, 1))


@pytest.mark.parametrize("username", ["lo.thi.hanh", "abc", "soyte-2", "9am"])
def test_a_username_of_plain_letters_is_taken(username: str) -> None:
    assert list(rules.check_username(username)) == []


@pytest.mark.parametrize("username", ["", "ab", "Hạnh", "a b c", ".abc", "x" * 61, "a@b.vn"])
def test_a_username_hard_to_type_is_refused(username: str) -> None:
    assert [finding.where for finding in rules.check_username(username)] == ["username"]


@pytest.mark.parametrize(("name", "rule"), [("", "name-missing"), ("Lò" * 61, "name-long")])
def test_a_name_must_be_there_and_fit(name: str, rule: str) -> None:
    assert [finding.rule for finding in rules.check_full_name(name)] == [rule]


def test_every_role_has_places_where_it_is_held() -> None:
    assert set(rules.PLACES) == set(Role)
    assert all(rules.PLACES.values())


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        (Role.AGENCY_OFFICER, UnitKind.DEPARTMENT, True),
        (Role.AGENCY_OFFICER, UnitKind.CHAPTER, False),
        (Role.CHAPTER_HEAD, UnitKind.CHAPTER, True),
        (Role.CHAPTER_CLERK, UnitKind.PEOPLES_COMMITTEE, False),
        (Role.ADMINISTRATOR, UnitKind.PROVINCE, True),
        (Role.INSPECTOR, UnitKind.DEPARTMENT, False),
    ],
)
def test_a_role_is_held_at_a_unit_of_its_kind(role: Role, kind: UnitKind, *, fits: bool) -> None:
    assert (list(rules.check_place(role, kind)) == []) is fits


@pytest.mark.parametrize(
    ("start", "end", "opened", "closed", "found"),
    [
        (TODAY, None, TODAY, None, []),
        (TODAY, dt.date(2026, 11, 25), TODAY, dt.date(2026, 11, 25), []),
        (TODAY, TODAY, TODAY, None, ["term-order"]),
        (TODAY, None, dt.date(2027, 1, 1), None, ["term-before-unit"]),
        (TODAY, None, dt.date(2020, 1, 1), TODAY, ["term-after-unit"]),
        (TODAY, dt.date(2026, 1, 1), dt.date(2027, 1, 1), None, ["term-before-unit", "term-order"]),
    ],
)
def test_a_term_lies_in_the_life_of_its_unit(
    start: dt.date, end: dt.date | None, opened: dt.date, closed: dt.date | None, found: list[str]
) -> None:
    findings = rules.check_term(start, end, opened=opened, closed=closed)

    assert [finding.rule for finding in findings] == found


@pytest.mark.parametrize(
    ("end", "found"),
    [
        (dt.date(2026, 11, 25), []),
        (TODAY, []),
        (dt.date(2026, 11, 23), ["term-past"]),
        (dt.date(2026, 1, 1), ["term-order"]),
    ],
)
def test_a_term_is_not_ended_in_the_past(end: dt.date, found: list[str]) -> None:
    findings = rules.check_end(dt.date(2026, 1, 1), end, today=TODAY)

    assert [finding.rule for finding in findings] == found


@given(days, st.none() | days, days, st.none() | days)
def test_two_terms_overlap_when_some_day_lies_in_both(
    start: dt.date, end: dt.date | None, other_start: dt.date, other_end: dt.date | None
) -> None:
    first = max(start, other_start)
    last = min(end or dt.date.max, other_end or dt.date.max)
    real = start < (end or dt.date.max) and other_start < (other_end or dt.date.max)

    if real:
        assert rules.overlaps(start, end, other_start, other_end) is (first < last)
