"""Codes, moves and days of trips."""

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nhanai.base.codes import SIGNS, FollowCodes
from nhanai.trips import rules
from nhanai.trips.rules import Place, Told
from nhanai.trips.vocab import ENDED, TripState

pytestmark = pytest.mark.nodb
TODAY = dt.date(2026, 11, 24)
DAYS = st.dates(min_value=TODAY - dt.timedelta(days=20), max_value=TODAY + dt.timedelta(days=60))
GOOD = Told("Nhóm Áo Ấm", "", "0912 345 678", "", TODAY, "Gạo", 1, 0)


@given(token=st.binary(min_size=16, max_size=16), gap=st.sampled_from(["", " ", "–", ". "]))
@settings(max_examples=40)
def test_a_code_is_found_however_it_is_typed_and_of_one_kind_alone(token: bytes, gap: str) -> None:
    codes, other = FollowCodes("CT"), FollowCodes("PA")
    code = codes.of(token, b"secret")

    typed = code.lower().replace("-", gap)

    assert codes.kept(typed, b"secret") == codes.kept(code, b"secret") is not None
    assert codes.of(token, b"other") != code
    assert other.kept(code, b"secret") is None
    assert set(code[2:]) <= {*SIGNS, "-"}
    assert code not in str(codes.kept(code, b"secret"))


@given(wished=DAYS, taken=st.lists(DAYS, max_size=12), near=st.integers(1, 10))
@settings(max_examples=60)
def test_the_free_day_is_the_first_that_is_near_no_other(
    wished: dt.date, taken: list[dt.date], near: int
) -> None:
    def is_free(day: dt.date) -> bool:
        return all(abs((day - one).days) >= near for one in taken)

    found = rules.first_free_day(wished, taken, near=near)
    before = (wished + dt.timedelta(days=n) for n in range((found - wished).days))

    assert is_free(found)
    assert found >= wished
    assert not any(is_free(day) for day in before)


@given(
    number=st.from_regex(r"0\d{2,3}([ .-]?\d{3}){2}\d?", fullmatch=True)
    | st.from_regex(r"\+84[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}", fullmatch=True)
    | st.from_regex(r"[a-z]{3,8}@[a-z]{3,8}\.vn", fullmatch=True)
)
@example("(0213) 3876 543")
@settings(max_examples=60)
def test_nobody_is_reached_by_what_everybody_reads(number: str) -> None:
    told = f"100 suất gạo, gọi {number} nhé"

    assert number not in rules.without_contacts(told)
    assert rules.without_contacts(told).startswith("100 suất gạo, gọi ")


@pytest.mark.parametrize(
    "text",
    [
        "trị giá 200.000.000 đồng", "200000000 đ", "10 kg gạo, 02 chăn, ngày 01/12/2026",
        "1.200 suất x 350.000 đ",
    ],
)  # fmt: skip
def test_amounts_counts_and_days_stay_as_they_are(text: str) -> None:
    assert rules.without_contacts(text) == text


def test_all_faults_of_a_trip_are_told_at_once() -> None:
    wrong = Told(" ", "x" * 121, "gọi tôi", "", TODAY - dt.timedelta(days=1), "", 0, -1)

    found = [one.where for one in rules.faults_of(wrong, today=TODAY)]

    assert list(rules.faults_of(GOOD, today=TODAY)) == []
    assert found == ["group", "what", "name", "contact", "on", "households", "worth"]


def test_a_result_is_of_a_day_since_the_group_told_of_its_trip() -> None:
    since, tomorrow = TODAY - dt.timedelta(days=3), TODAY + dt.timedelta(days=1)

    def wrong(on: dt.date, what: str = "Gạo", households: int = 1) -> list[str | None]:
        found = rules.result_faults(on, what, households, 0, today=TODAY, since=since)
        return [one.where for one in found]

    assert [wrong(since), wrong(TODAY)] == [[], []]
    assert wrong(tomorrow, " ", 0) == ["on", "what", "households"]
    assert wrong(since - dt.timedelta(days=1), "x" * 501) == ["on", "what"]


def test_what_ended_stays_as_it_is_but_for_spam_and_a_corrected_result() -> None:
    moves = {state: rules.MOVES[state] for state in ENDED}

    assert moves == {
        TripState.DONE: {TripState.DONE}, TripState.SPAM: {TripState.WAITING},
        TripState.DECLINED: set(), TripState.WITHDRAWN: set(),
    }  # fmt: skip
    assert set(rules.MOVES) == set(TripState)


def test_places_where_nobody_goes_and_many_wait_come_first() -> None:
    places = [Place(1, 5, 0, 1), Place(2, 0, 0, 0), Place(3, 5, 9, 0), Place(4, 5, 2, 0)]

    assert [one.commune for one in rules.by_need(places)] == [4, 3, 1]


def test_settings_that_no_law_gives_say_so() -> None:
    setting = rules.setting_on(TODAY)

    assert (setting.answer, setting.near, setting.is_verified) == (3, 7, False)
    assert "chưa kiểm chứng" in setting.basis
