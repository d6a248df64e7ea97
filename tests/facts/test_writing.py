"""Facts follow their record: written with it, replaced with it, refused with it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction
from tests.builders.facts import DAY, a_fact
from tests.builders.units import a_unit

from nhanai.facts import actions
from nhanai.facts.actions.keeping import differing
from nhanai.facts.models import Fact, KeptSum, Measure
from nhanai.facts.rules.catalogue import shipped
from nhanai.facts.rules.values import FactValue

pytestmark = pytest.mark.django_db


def test_a_changed_record_replaces_what_it_said_and_nothing_else() -> None:
    chapter = a_unit("Hội xã Bum Tở")
    first = a_fact(chapter, "XH03", 40)
    other = a_fact(chapter, "XH03", 7)

    a_fact(chapter, "XH03", 45, record=first)

    kept = Fact.objects.order_by("record").values_list("record", "quantity")
    assert list(kept) == [(first, 45), (other, 7)]


def test_a_record_that_is_withdrawn_says_nothing_any_more() -> None:
    record = a_fact(a_unit("Hội xã Bum Tở"))

    with transaction.atomic():
        actions.clear(source="activities.activity", records=[record])

    assert not Fact.objects.exists()


def test_a_quantity_is_kept_in_the_smallest_step_of_its_measure() -> None:
    a_fact(a_unit("Hội xã Bum Tở"), "XH18", Decimal("12.5"))

    assert Fact.objects.get().quantity == 125


def test_a_unit_takes_nothing_after_its_end_but_that_what_it_held_is_there_no_longer() -> None:
    ended = dt.date(2026, 7, 1)
    chapter = a_unit("Hội xã Bum Tở", end=ended)

    a_fact(chapter, "TC04", -1, day=ended, source="people.role")

    for quantity, day in ((1, ended), (-1, ended + dt.timedelta(days=1))):
        with pytest.raises(actions.CannotCount):
            a_fact(chapter, "TC04", quantity, day=day, source="people.role")
    assert list(Fact.objects.values_list("quantity", "day")) == [(-1, ended)]


def test_a_register_beside_the_first_writes_what_the_catalogue_lets_it_write() -> None:
    chapter = a_unit(start=dt.date(2020, 1, 1))

    a_fact(chapter, "XH02", 3, day=dt.date(2026, 3, 1), source="aid.delivery")

    with pytest.raises(actions.CannotCount) as refusal:
        a_fact(chapter, "HM03", 3, day=dt.date(2026, 3, 1), source="aid.delivery")
    assert [one.rule for one in refusal.value.findings] == ["fact-source"]
    assert list(Fact.objects.values_list("measure__code", "quantity")) == [("XH02", 3)]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"measure": "XX99"}, "fact-measure"),
        ({"quantity": Decimal("1.5")}, "fact-decimals"),
        ({"quantity": -1}, "fact-negative"),
        ({"quantity": 10**13}, "fact-large"),
        ({"measure": "TC04"}, "fact-source"),
        ({"subject": 7}, "fact-subject"),
        ({"measure": "TH02N"}, "fact-subject"),
        ({"part": "XX"}, "fact-part"),
        ({"day": dt.date(2019, 12, 31)}, "fact-before-unit"),
        ({"day": dt.date(2026, 7, 1)}, "fact-after-unit"),
    ],
)
def test_what_cannot_be_counted_is_refused_and_nothing_is_changed(
    wrong: dict[str, object], rule: str
) -> None:
    chapter = a_unit("Hội xã Bum Tở", end=dt.date(2026, 7, 1))
    record = a_fact(chapter, "XH03", 40)
    values = {"unit": chapter.pk, "day": DAY, "measure": "XH03", "quantity": 1, **wrong}

    with pytest.raises(actions.CannotCount) as refusal, transaction.atomic():
        actions.replace(
            source="activities.activity",
            record=record,
            facts=[FactValue(**values)],  # type: ignore[arg-type]
        )

    assert [finding.rule for finding in refusal.value.findings] == [rule]
    assert Fact.objects.get().quantity == 40


@pytest.mark.django_db(transaction=True)
def test_facts_are_written_in_the_transaction_of_their_record_or_not_at_all() -> None:
    with pytest.raises(RuntimeError):
        actions.replace(source="activities.activity", record=1, facts=[])


def test_loading_the_catalogue_again_changes_nothing_and_keeps_the_provinces_own() -> None:
    actions.load_measures()
    own = Measure.objects.create(
        code="XH90",
        name="Áo ấm",
        unit_of_measure="chiếc",
        kind="FLOW",
        adding="SUM",
        source="figures",
        start=dt.date(2026, 1, 1),
    )
    Measure.objects.filter(code="XH03").update(name="Tên cũ")

    assert actions.load_measures() == 1
    assert actions.load_measures() == 0
    assert Measure.objects.get(code="XH03").name == shipped()["XH03"].name
    assert Measure.objects.filter(pk=own.pk).exists()


def test_the_kept_sums_are_those_of_the_facts_after_writing_changing_and_taking_away() -> None:
    chapter, other = a_unit("Hội xã Bum Tở"), a_unit("Hội xã Mường Tè")
    record = a_fact(chapter, "XH03", 40)
    a_fact(other, "XH03", 5, day=DAY.replace(year=DAY.year - 1))
    a_fact(chapter, "XH03", 45, record=record)
    gone = a_fact(chapter, "XH03", 7)
    a_fact(chapter, "TH02N", 1, subject=9)
    with transaction.atomic():
        actions.clear(source="activities.activity", records=[gone])

    assert differing(mends=False) == 0
    assert sorted(KeptSum.objects.filter(unit=chapter).values_list("quantity", "facts")) == [
        (45, 1),
        (45, 1),
        (45, 1),
    ]


def test_a_kept_sum_that_was_altered_is_found_and_put_right() -> None:
    a_fact(a_unit("Hội xã Bum Tở"), "XH03", 40)
    KeptSum.objects.update(quantity=41)

    assert differing(mends=True) == 3
    assert differing(mends=False) == 0
