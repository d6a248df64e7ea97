"""A box is opened before two witnesses, counted, sealed again; and it is counted as a fact."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.banking import AT, a_box, an_opening, some_cash

from nhanai.banking import actions, facts
from nhanai.banking.actions import CannotKeepBox
from nhanai.banking.models import BoxOpening, CashBox
from nhanai.banking.rules.boxes import notes_on, total_of
from nhanai.base.money import Money
from nhanai.facts.models import Fact

NOTES = notes_on(dt.date(2026, 11, 20))


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(NOTES), st.integers(0, 1000)))
def test_what_is_counted_is_worth_the_notes_one_by_one(counts: dict[int, int]) -> None:
    each = [note for note, number in counts.items() for _ in range(number)]

    assert total_of(counts) == Money(sum(each))


@pytest.mark.django_db
def test_an_opening_is_written_with_its_count_and_its_facts() -> None:
    cash = some_cash()
    box = a_box(cash.chapter, cash.head)

    opening = an_opening(box, cash.head)

    assert (opening.number, opening.total, opening.old_seal) == (1, 270_000, "NP001")
    assert CashBox.objects.get().seal == "NP002"
    written = Fact.objects.filter(source__startswith="banking").order_by("measure__code")
    assert [(one.measure.code, one.quantity, one.unit) for one in written] == [
        ("XH21A", 1, cash.chapter), ("XH21B", 270_000, cash.chapter)
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"witnesses": ("Lò Thị Mai", "lò thị  mai")}, ["box-witness-twice"]),
        ({"witnesses": ("Lò Thị Mai", "")}, ["box-witness"]),
        ({"cashier": "LÒ THỊ MAI"}, ["box-cashier-witness"]),
        ({"counts": {}}, ["box-empty"]),
        ({"counts": {30_000: 1}}, ["box-note"]),
        ({"counts": {50_000: -1}}, ["box-count"]),
        ({"new_seal": "NP001"}, ["box-seal"]),
        ({"is_intact": False}, ["box-broken"]),
        ({"day": dt.date(2026, 3, 1)}, ["box-day"]),
        ({"day": dt.date(2026, 12, 1), "cashier": ""}, ["box-day", "box-cashier"]),
    ],
)
def test_a_wrong_opening_is_refused_and_changes_nothing(
    changed: dict[str, object], rules: list[str]
) -> None:
    cash = some_cash()
    box = a_box(cash.chapter, cash.head)

    with pytest.raises(CannotKeepBox) as refused:
        an_opening(box, cash.head, **changed)

    assert [one.rule for one in refused.value.findings] == rules
    assert BoxOpening.objects.count() == 0
    assert CashBox.objects.get().seal == "NP001"


@pytest.mark.django_db
def test_a_box_is_taken_back_after_it_was_opened() -> None:
    cash = some_cash()
    box = a_box(cash.chapter, cash.head)
    day = dt.date(2026, 11, 20)

    with pytest.raises(CannotKeepBox, match="lập biên bản"):
        actions.retire_box(box=box, on=day, by=cash.head, at=AT)
    an_opening(box, cash.head)
    actions.retire_box(box=box, on=day, by=cash.head, at=AT)

    with pytest.raises(CannotKeepBox, match="thu về"):
        an_opening(box, cash.head, day=dt.date(2026, 11, 22))
    changes = Fact.objects.filter(measure__code="XH21A").order_by("day")
    assert [one.quantity for one in changes] == [1, -1]


@pytest.mark.django_db
def test_facts_made_anew_from_the_records_are_the_same() -> None:
    cash = some_cash()
    an_opening(a_box(cash.chapter, cash.head), cash.head)
    written = list(Fact.objects.filter(source__startswith="banking").order_by("source", "record"))

    anew = [
        (register.source, record, fact.measure, fact.quantity)
        for register in facts.REGISTERS
        for record, told in register.everything()
        for fact in told
    ]

    assert anew == [(one.source, one.record, one.measure.code, one.quantity) for one in written]
