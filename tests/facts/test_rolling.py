"""Figures of units and periods, live from the database."""

import datetime as dt
from fractions import Fraction

import pytest
from tests.builders.facts import a_fact
from tests.builders.units import AT, a_tree

from nhanai.base.days import Period
from nhanai.facts.queries.rolling import rolled_up
from nhanai.facts.rules import cells
from nhanai.facts.rules.catalogue import shipped
from nhanai.facts.rules.cells import CannotAdd, Cell, Over
from nhanai.units import actions as units
from nhanai.units.models import Lineage, Unit
from nhanai.units.rules import shipped as shipped_units

YEAR_2024 = Period(dt.date(2023, 12, 15), dt.date(2024, 12, 15))
YEAR_2026 = Period(dt.date(2025, 12, 15), dt.date(2026, 12, 15))
TODAY = dt.date(2026, 11, 28)


@pytest.fixture
def lai_chau(db: None) -> Unit:
    """The shipped province, before and after 1 July 2025; its chapter."""
    units.load_province(by="Kiểm thử", at=AT)
    return Unit.objects.get(key=shipped_units.province("lai_chau").units[0].known.key)


def chapter_of(name: str, day: dt.date) -> Unit:
    """The chapter that bore that name on that day."""
    return Unit.objects.get(
        kind="CHAPTER", names__name=name, names__start__lte=day,
        pk__in=Unit.objects.filter(start__lte=day).exclude(end__lte=day),
    )  # fmt: skip


@pytest.mark.django_db
def test_flows_climb_to_every_unit_above_and_what_is_empty_is_not_zero() -> None:
    tree = a_tree("T T.01 T.01.a T.02")
    a_fact(tree["T.01.a"], "XH03", 40, day=dt.date(2026, 1, 20))
    a_fact(tree["T.01"], "XH03", 2, day=dt.date(2026, 2, 1))
    a_fact(tree["T.02"], "XH03", 9, day=dt.date(2026, 12, 20))

    rolled = rolled_up(tree["T"].pk, ["XH03"], [YEAR_2026])

    found = {name: rolled.figures(unit.pk) for name, unit in tree.items()}
    assert {name: own["XH03"].value for name, own in found.items() if own} == {
        "T": 42, "T.01": 42, "T.01.a": 40,
    }  # fmt: skip


@pytest.mark.django_db
def test_an_activity_of_20_december_belongs_to_the_next_years_report() -> None:
    tree = a_tree("T T.01")
    a_fact(tree["T.01"], "XH03", 9, day=dt.date(2025, 12, 20))
    calendar = Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1))

    rolled = rolled_up(tree["T"].pk, ["XH03"], [YEAR_2026, calendar])

    assert [rolled.figures(tree["T"].pk, at)["XH03"].value for at in (0, 1)] == [9, 9]


@pytest.mark.django_db
def test_one_person_helped_thrice_is_three_services_and_one_person() -> None:
    tree = a_tree("T T.01 T.02")
    for unit, day in (("T.01", 3), ("T.01", 9), ("T.02", 20)):
        on = dt.date(2026, 5, day)
        a_fact(tree[unit], "TH02N", 1, subject=7, day=on)
        a_fact(tree[unit], "XH02", 1, day=on)

    rolled = rolled_up(tree["T"].pk, ["TH02N", "XH02"], [YEAR_2026])

    found = rolled.figures(tree["T"].pk)
    assert [found[code].value for code in ("TH02N", "XH02")] == [1, 3]
    assert rolled.figures(tree["T.01"].pk)["TH02N"].value == 1


@pytest.mark.django_db
def test_a_ratio_is_recomputed_at_each_level_and_never_added() -> None:
    tree = a_tree("T T.01 T.02")
    for unit, members, people in (("T.01", 50, 1000), ("T.02", 10, 4000)):
        a_fact(tree[unit], "TC04", members, source="people.role", day=dt.date(2026, 1, 1))
        a_fact(tree[unit], "DS01", people, source="figures.figure", day=dt.date(2026, 1, 1))

    rolled = rolled_up(tree["T"].pk, ["TC05"], [YEAR_2026])

    assert [rolled.figures(tree[at].pk)["TC05"].value for at in ("T", "T.01", "T.02")] == [
        Fraction(6, 5), 5, Fraction(1, 4),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_ratio_of_a_formula_needs_nothing_else_asked_for() -> None:
    tree = a_tree("T T.01")
    a_fact(tree["T.01"], "XH01", 900, day=dt.date(2026, 5, 3))
    a_fact(tree["T"], "NS01", 300, source="figures.figure", day=dt.date(2026, 5, 3))

    rolled = rolled_up(tree["T"].pk, ["TH03"], [YEAR_2026])

    assert rolled.figures(tree["T"].pk)["TH03"].value == 3


def test_muong_than_of_2024_is_not_muong_than_of_2026(lai_chau: Unit) -> None:
    """The new Mường Than was Phúc Than and Mường Mít; the old one is in Than Uyên now."""
    then = dt.date(2024, 6, 1)
    old = chapter_of("Hội Chữ thập đỏ xã Mường Than", then)
    phuc_than = chapter_of("Hội Chữ thập đỏ xã Phúc Than", then)
    new = chapter_of("Hội Chữ thập đỏ xã Mường Than", TODAY)
    than_uyen = chapter_of("Hội Chữ thập đỏ xã Than Uyên", TODAY)
    root = top_of(new)
    a_fact(old, "XH03", 100, day=then)
    a_fact(phuc_than, "XH03", 7, day=then)
    a_fact(new, "XH03", 30, day=dt.date(2026, 2, 1))

    as_then = rolled_up(root, ["XH03"], [YEAR_2024, YEAR_2026])
    today = rolled_up(root, ["XH03"], [YEAR_2024, YEAR_2026], structure=TODAY)
    in_2024 = rolled_up(root, ["XH03"], [YEAR_2024, YEAR_2026], structure=then)

    assert old.pk != new.pk
    assert as_then.figures(old.pk)["XH03"].value == 100
    assert as_then.figures(new.pk) == {}
    assert today.figures(than_uyen.pk)["XH03"].value == 100
    assert today.figures(new.pk)["XH03"].value == 7
    assert today.figures(new.pk, 1)["XH03"].value == 30
    assert not today.figures(new.pk, 1)["XH03"].is_estimated
    assert in_2024.figures(old.pk, 1) == {}
    assert in_2024.figures(phuc_than.pk, 1)["XH03"].is_estimated
    for rolled in (as_then, today, in_2024):
        assert [rolled.figures(root, at)["XH03"].value for at in (0, 1)] == [107, 30]


def top_of(unit: Unit) -> int:
    """The unit at the top of the Society's line above this one."""
    above = Lineage.objects.filter(descendant=unit, line="RED_CROSS").order_by("-depth").first()
    assert above is not None
    return above.ancestor_id


@pytest.mark.parametrize(
    ("codes", "over", "said"),
    [
        (["TH02N"], Over.PERIODS, "cùng một người"),
        (["TH02N"], Over.UNITS, "cùng một người"),
        (["TC04"], Over.PERIODS, "cuối kỳ"),
        (["TC05"], Over.UNITS, "tỷ lệ"),
        (["TC04", "TC06"], Over.MEASURES, "vai trò"),
        (["XH03", "XH04"], Over.MEASURES, "đơn vị tính"),
        (["TH01", "XH01"], Over.MEASURES, "tính hai lần"),
        (["XH01", "NL05"], Over.MEASURES, "phát sinh"),
    ],
)
def test_a_sum_that_makes_no_sense_is_refused_with_the_reason(
    codes: list[str], over: Over, said: str
) -> None:
    given = [(shipped()[code], Cell(1)) for code in codes for _ in range(2)]

    with pytest.raises(CannotAdd) as refusal:
        cells.add(given, over)

    assert said in refusal.value.message


def test_flows_add_over_units_periods_and_kindred_measures() -> None:
    measures = shipped()
    flow, stock, money = measures["XH03"], measures["TC04"], measures["XH01"]

    assert cells.add([(flow, Cell(3)), (flow, Cell(4))], Over.PERIODS) == Cell(7, 0, 2)
    assert cells.add([(stock, Cell(3)), (stock, Cell(4))], Over.UNITS).exact == 7
    assert cells.add([(money, Cell(3)), (measures["SK01"], Cell(4))], Over.MEASURES).exact == 7
