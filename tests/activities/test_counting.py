"""Every kind writes what its mapping says, and nothing else."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.activities.rules.counting import Counted, facts_of
from nhanai.activities.rules.kinds import always, items, kinds
from nhanai.base.days import Period
from nhanai.facts.rules import values
from nhanai.facts.rules.catalogue import shipped
from nhanai.facts.rules.values import FactValue
from nhanai.facts.vocab import FactSource

DAY = dt.date(2026, 11, 22)
AMOUNTS = {code: Decimal(number) for number, code in enumerate(items(), start=2)}


def full(kind: str, campaign: str = "") -> Counted:
    """Everything told at once, each number another one."""
    return Counted(
        unit=1, day=DAY, kind=kind, field=1, persons=1001, services=1009, households=1013,
        joined=1019, cash=1_000_003, goods=2_000_003, service=4_000_037, blood=8_000_009,
        campaign=campaign, amounts=AMOUNTS,
    )  # fmt: skip


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_writes_exactly_the_measures_of_its_mapping(kind: str) -> None:
    expected = {write.measure for write in kinds()[kind].writes}

    assert {fact.measure for fact in facts_of(full(kind))} == expected


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("campaign", ["", "TET", "HUMANITARIAN_MONTH"])
def test_what_a_kind_writes_can_be_counted(kind: str, campaign: str) -> None:
    found = values.faults_of(
        facts_of(full(kind, campaign)), FactSource.ACTIVITIES, shipped(), {1: Period(DAY)}
    )

    assert found == []


def test_every_mapping_names_measures_and_items_that_there_are() -> None:
    writes = [*always(), *(write for kind in kinds().values() for write in kind.writes)]
    named = {w.takes.removeprefix("item:") for w in writes if w.takes.startswith("item:")}

    assert {write.measure for write in writes} <= shipped().keys()
    assert named <= items().keys()
    assert {item for kind in kinds().values() for item in kind.items} <= items().keys()


def test_each_component_of_worth_stands_in_its_own_part() -> None:
    worth = [fact for fact in facts_of(full("GIFT")) if fact.measure == "XH01"]

    assert [(fact.part, fact.quantity) for fact in worth] == [
        ("TM", 1_000_003), ("HV", 2_000_003), ("DV", 4_000_037)
    ]  # fmt: skip


def test_persons_alone_were_helped_once_each() -> None:
    facts = facts_of(Counted(unit=1, day=DAY, kind="GIFT", field=1, persons=40))

    assert facts == (FactValue(1, DAY, "XH02", 40, field=1),)


def test_an_activity_without_a_number_of_sessions_is_one() -> None:
    facts = facts_of(Counted(unit=1, day=DAY, kind="OUTREACH", field=6))

    assert facts == (FactValue(1, DAY, "TN02A", Decimal(1), field=6),)


def test_somebody_helped_twice_in_one_activity_counts_once() -> None:
    people = ((7, "HELPED"), (7, "HELPED"), (7, "JOINED"))

    facts = facts_of(Counted(unit=1, day=DAY, kind="MEETING", field=0, people=people))

    assert [(fact.measure, fact.subject) for fact in facts] == [("TH02N", 7), ("TC16", 7)]


@given(st.sampled_from(sorted(kinds())), st.integers(0, 10**9), st.integers(0, 10**9))
def test_no_dong_is_counted_in_two_blocks(kind: str, cash: int, goods: int) -> None:
    facts = facts_of(Counted(1, DAY, kind, 1, cash=cash, goods=goods))
    blocks = [fact.quantity for fact in facts if fact.measure in {"XH01", "SK01", "TT01"}]

    assert sum(map(int, blocks)) in {0, cash + goods}
