"""What a year is to bring: handed out, changed with a reason, carried over to who took over."""

import datetime as dt
import uuid
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.activities import AT, DAY, Field, a_field, at
from tests.builders.figures import a_plan, handed, measures
from tests.builders.units import a_succession, a_unit

from nhanai.base.days import Period
from nhanai.facts.rules.catalogue import shipped
from nhanai.facts.rules.placing import WHOLE, Heir, History
from nhanai.figures import actions
from nhanai.figures.actions import CannotPlan
from nhanai.figures.models import PlannedValue
from nhanai.figures.queries.planned import planned
from nhanai.figures.rules.planning import (
    Basis,
    Handed,
    Planned,
    percent,
    reached,
    with_forerunners,
)
from nhanai.identity.vocab import Role
from nhanai.journal.queries import key_of, of_subject
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

db = pytest.mark.django_db
nodb = pytest.mark.nodb
MERGED = dt.date(2025, 7, 1)


@pytest.fixture
def field() -> Field:
    """A chapter below the province's office, and the catalogue."""
    measures()
    return a_field()


def refused(field: Field, *several: Handed, **said: object) -> list[tuple[str, str | None]]:
    """What is found wrong, and that nothing was written."""
    before = list(PlannedValue.objects.values_list("pk", "replaced_at"))
    with pytest.raises(CannotPlan) as refusal:
        a_plan(field, *several, **said)  # type: ignore[arg-type]  # whatever a test says wrong
    assert list(PlannedValue.objects.values_list("pk", "replaced_at")) == before
    return [(finding.rule, finding.where) for finding in refusal.value.findings]


def a_chapter(field: Field, name: str, start: dt.date, end: dt.date | None = None) -> Unit:
    """Another chapter below the province."""
    return a_unit(
        name, kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS, start=start, end=end
    )


@db
def test_what_is_handed_out_is_planned_for_that_unit_measure_and_year(field: Field) -> None:
    (row,) = a_plan(field, handed(field.chapter, "20"))

    units, codes = [field.chapter.pk, field.office.pk], ["XH08", "XH01"]
    assert planned(units, codes, 2026) == {
        (field.chapter.pk, "XH08"): Planned(Fraction(20), version=1, reference="12/KH-CTĐ")
    }
    assert planned(units, codes, 2025) == {}
    line = of_subject(key_of(row)).get()
    assert (line.verb, line.new["quantity"], line.unit_key) == (
        "figures.planned", "20", field.chapter.key,
    )  # fmt: skip


@db
def test_a_change_keeps_what_was_and_says_why(field: Field) -> None:
    a_plan(field, handed(field.chapter, 20), on=dt.date(2026, 3, 1))
    (row,) = a_plan(
        field, handed(field.chapter, 25, version=1), reference="45/QĐ-CTĐ", reason="Thêm 5 xã nghèo"
    )

    place = (field.chapter.pk, "XH08")
    assert (row.version, row.reason) == (2, "Thêm 5 xã nghèo")
    assert planned([place[0]], ["XH08"], 2026)[place].value == 25
    assert planned([place[0]], ["XH08"], 2026, on=dt.date(2026, 4, 1))[place].value == 20
    assert of_subject(key_of(row)).get().old == {"quantity": "20", "reference": "12/KH-CTĐ"}


@db
def test_what_is_dropped_is_not_zero_and_is_not_looked_for_further_back(field: Field) -> None:
    a_plan(field, handed(field.chapter, 20))
    a_plan(field, handed(field.chapter, None, version=1), reason="Giao nhầm đơn vị")

    assert planned([field.chapter.pk], ["XH08"], 2026) == {}


@db
def test_many_are_handed_out_together_or_not_at_all(field: Field) -> None:
    found = refused(
        field, handed(field.office, 40), handed(field.chapter, "2.5"),
        handed(field.chapter, -1, "XH01"), handed(field.chapter, "100.5", "KT04"),
        handed(field.chapter, 1, "XX99"), handed(field.office, 3),
    )  # fmt: skip

    own, office = field.chapter.pk, f"{field.office.pk}:XH08"
    assert found == [
        ("plan-decimals", f"{own}:XH08"), ("plan-negative", f"{own}:XH01"),
        ("plan-score", f"{own}:KT04"), ("plan-measure", f"{own}:XX99"), ("plan-twice", office),
    ]  # fmt: skip


@db
def test_a_document_a_day_and_for_a_change_a_reason_are_asked_for(field: Field) -> None:
    tomorrow = dt.date(2026, 11, 25)
    assert refused(field, handed(field.chapter), reference=" ", on=tomorrow) == [
        ("plan-reference", "reference"), ("plan-day", "on"),
    ]  # fmt: skip
    a_plan(field, handed(field.chapter))

    found = refused(field, handed(field.chapter, 21, version=1), on=DAY - dt.timedelta(days=1))

    assert found == [("plan-reason", "reason"), ("plan-day", "on")]


@db
def test_of_two_who_change_the_same_number_the_second_is_told(field: Field) -> None:
    a_plan(field, handed(field.chapter))
    a_plan(field, handed(field.chapter, 21, version=1), reason="Điều chỉnh lần đầu")

    found = refused(field, handed(field.chapter, 22, version=1), reason="Điều chỉnh lần hai")

    assert found == [("plan-stale", f"{field.chapter.pk}:XH08")]


@db
def test_the_same_sent_twice_is_handed_out_once_and_the_same_number_is_no_change(
    field: Field,
) -> None:
    said, token = [handed(field.chapter)], uuid.uuid4()
    made = [
        actions.hand_out(
            year=2026, several=said, basis=Basis("12/KH-CTĐ", DAY), token=token,
            by=field.officer, at=AT,
        )
        for _ in range(2)
    ]  # fmt: skip

    assert made[0] == made[1]
    assert refused(field, handed(field.chapter, 20, version=1)) == []
    assert PlannedValue.objects.count() == 1


@db
def test_only_the_province_hands_out_and_only_to_the_society(field: Field) -> None:
    for person in (
        field.clerk,
        at(field.chapter, Role.CHAPTER_HEAD),
        at(field.office, Role.INSPECTOR),
    ):
        assert refused(field, handed(field.chapter), by=person) == []
    with pytest.raises(CannotPlan, match="chưa được giao"):
        a_plan(field, handed(field.commune))
    ended = a_chapter(field, "Hội xã cũ", dt.date(2010, 1, 1), MERGED)
    assert refused(field, handed(ended)) == [("plan-unit", f"{ended.pk}:XH08")]


@db
def test_who_took_over_whole_units_is_to_reach_their_sum_and_that_is_marked(field: Field) -> None:
    early = dt.date(2010, 1, 1)
    first, second = (a_chapter(field, f"Hội xã cũ {at}", early, MERGED) for at in (1, 2))
    heir = a_chapter(field, "Hội xã mới", MERGED)
    for old in (first, second):
        a_succession(old, heir, on=MERGED)
    a_plan(
        field, handed(first, 12), handed(second, 8), handed(first, "80", "KT04"),
        handed(second, "90", "KT04"), year=2025,
    )  # fmt: skip

    found = planned([heir.pk], ["XH08", "KT04"], 2025)

    assert found == {(heir.pk, "XH08"): Planned(Fraction(20), is_rebased=True)}
    a_plan(field, handed(heir, 15), year=2025)
    assert planned([heir.pk], ["XH08"], 2025)[heir.pk, "XH08"].value == 15


@db
def test_asking_for_many_costs_no_more_than_for_one(field: Field) -> None:
    codes = ["XH08", "XH01", "XH12", "SK01"]
    units = [field.office.pk, field.chapter.pk]
    a_plan(field, *(handed(field.chapter, 5, code) for code in codes))
    planned(units, codes, 2026)

    with CaptureQueriesContext(
        connection,
    ) as one:
        planned(units[:1], codes[:1], 2026)
    with CaptureQueriesContext(connection) as many:
        planned(units, codes, 2026)

    assert len(many) == len(one)


@nodb
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.integers(0, 6))
def test_a_sum_of_forerunners_is_whole_or_not_there(plans: list[int], missing: int) -> None:
    heir, day = 100, MERGED
    heirs = [Heir(at, heir, day, WHOLE) for at in range(len(plans))]
    lives = {at: Period(dt.date(2010, 1, 1), day) for at in range(len(plans))}
    history = History({**lives, heir: Period(day)}, (), heirs)
    own: dict[tuple[int, str], Planned | None] = {
        (at, "XH08"): Planned(Fraction(plan)) for at, plan in enumerate(plans) if at != missing
    }

    found = with_forerunners([heir], own, [shipped()["XH08"]], history)

    whole = {(heir, "XH08"): Planned(Fraction(sum(plans)), is_rebased=True)}
    assert found == (whole if missing >= len(plans) else {})


@nodb
def test_a_unit_that_took_a_part_of_another_inherits_no_plan() -> None:
    heirs = [Heir(1, 10, MERGED, 600_000), Heir(1, 11, MERGED, 400_000)]
    lives = {1: Period(dt.date(2010, 1, 1), MERGED), 10: Period(MERGED), 11: Period(MERGED)}
    own: dict[tuple[int, str], Planned | None] = {(1, "XH08"): Planned(Fraction(10))}

    assert with_forerunners([10, 11], own, [shipped()["XH08"]], History(lives, (), heirs)) == {}


@nodb
@pytest.mark.parametrize(
    ("value", "plan", "printed"),
    [("2318", "2500", "92,72 %"), ("22", "20", "110 %"), ("61", "60", "101,67 %"),
     ("0", "20", "0 %"), ("5", "0", "")],
)  # fmt: skip
def test_the_share_reached_is_printed_as_in_a_report(value: str, plan: str, printed: str) -> None:
    share = reached(Fraction(Decimal(value)), Planned(Fraction(Decimal(plan))))

    assert percent(share) == printed


@nodb
def test_nothing_counted_or_nothing_planned_has_no_share() -> None:
    assert percent(reached(None, Planned(Fraction(5)))) == ""
    assert percent(reached(Fraction(5), None)) == ""
