"""Quotas, pastes, balances, samples: values only."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.distributions.rules import quotas
from nhanai.distributions.rules.limits import days_to_record, remark_on_worth
from nhanai.distributions.rules.moves import MOVES
from nhanai.distributions.rules.pasting import print_texts, read_rows
from nhanai.distributions.rules.quotas import Given
from nhanai.distributions.rules.sampling import drawn, interval, size_of
from nhanai.distributions.vocab import QuotaState


@given(st.integers(0, 5000), st.lists(st.integers(0, 900), min_size=1, max_size=30))
@settings(max_examples=50)
def test_proposed_quotas_add_to_all_gifts_and_follow_the_numbers(
    gifts: int, weights: list[int]
) -> None:
    shares = quotas.proposed(gifts, weights)

    assert sum(shares) == (gifts if any(weights) else 0)
    for share, weight in zip(shares, weights, strict=True):
        exact = gifts * weight / max(sum(weights), 1)
        assert exact - 1 < share < exact + 1


def test_units_get_no_more_than_there_is_and_no_less_than_was_approved() -> None:
    found = list(quotas.faults_of_quotas(10, [Given("Xã A", 8), Given("Xã B", 3, least=5)]))

    assert [one.rule for one in found] == ["quota-below-approved", "quota-over-total"]
    assert "giảm 1 suất" in found[1].message


def test_hamlets_are_divided_by_households_or_as_told_and_stay_within_the_commune() -> None:
    told, findings = quotas.read_hamlets("Bản Một; 30\nBản Hai\t10\n\n")
    assert not findings
    assert [gifts for _, gifts in quotas.divided(8, told)] == [6, 2]

    over, _ = quotas.read_hamlets("Bản Một; 30; 6\nbản một; 10; 5")
    rules = [one.rule for one in quotas.faults_of_hamlets(8, over)]
    assert rules == ["hamlet-twice", "hamlets-over"]
    assert [one.rule for one in quotas.read_hamlets("Bản Một; nhiều")[1]] == ["hamlet-number"]


def test_a_list_keeps_to_its_quota_and_to_those_of_its_hamlets() -> None:
    hamlets = {"ban mot": ("Bản Một", 1)}
    found = quotas.faults_of_list(2, ["ban mot", "ban mot", "ban hai"], hamlets)

    assert [one.rule for one in found] == ["list-over", "list-over-hamlet", "list-unknown-hamlet"]
    assert [one.rule for one in quotas.faults_of_list(2, [], {})] == ["list-empty"]


def test_a_paste_is_read_with_its_head_and_every_fault_names_its_line() -> None:
    rows, findings = read_rows("Họ và tên\tnăm sinh\nLÒ VĂN SÁNG\t1962\tBản 1\t102\t\tCDC\nA1; 19")

    assert [(one.person.full_name, one.target) for one in rows] == [("Lò Văn Sáng", "CDC")]
    assert all(one.message.startswith("Dòng 3") for one in findings)
    assert len(findings) == 2


def test_a_name_is_no_print_without_a_year_and_households_compare_as_numbers() -> None:
    rows, _ = read_rows("Lò Văn Sáng; ; Bản 1; Hộ 17B\nLo Van Sang; 1962")

    assert print_texts(5, rows[0].person) == ("", "", "5:ho17b")
    assert print_texts(5, rows[1].person) == ("5:lo van sang:1962", "", "")


def test_a_cheap_gift_of_tet_gets_a_remark_that_says_it_is_unverified() -> None:
    day = dt.date(2027, 1, 20)

    remark = remark_on_worth("TET", day, 400_000)

    assert remark is not None
    assert not remark.blocking
    assert "chưa kiểm chứng" in remark.message
    assert remark_on_worth("TET", day, 500_000) is None
    assert remark_on_worth("OTHER", day, 1) is None
    assert days_to_record(day).number == 10


@pytest.mark.parametrize(
    ("population", "confidence", "margin", "size"),
    [(0, 95, 5, 0), (10, 95, 5, 10), (500, 95, 5, 218), (60_750, 95, 5, 382), (500, 90, 10, 60)],
)
def test_a_sample_is_as_large_as_the_formula_says(
    population: int, confidence: int, margin: int, size: int
) -> None:
    assert size_of(population, confidence=confidence, margin=margin) == size


@given(st.text(min_size=1, max_size=20), st.sets(st.integers(1, 10**6), max_size=80))
@settings(max_examples=30)
def test_anyone_draws_the_same_sample_by_the_seed(seed: str, keys: set[int]) -> None:
    ordered, turned = sorted(keys), sorted(keys, reverse=True)

    first = drawn(seed, ordered, 10)

    assert first == drawn(seed, turned, 10)
    assert len(set(first)) == min(10, len(keys))
    assert set(first) <= keys


def test_the_interval_is_wilsons() -> None:
    low, high = interval(48, 50, confidence=95)

    assert (round(low, 4), round(high, 4)) == (0.8654, 0.9890)
    assert interval(0, 0, confidence=95) == (0.0, 1.0)
    assert interval(50, 50, confidence=95)[1] == 1.0


def test_every_state_of_a_list_has_its_moves() -> None:
    assert set(MOVES) == set(QuotaState)
